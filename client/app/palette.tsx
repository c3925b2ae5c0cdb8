import './palette.css';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { search } from '#contracts/search.ts';
import { decides } from '../shared/deciding.ts';
import { session } from '../sync/session.ts';
import { Icon } from '../ui/icon.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { useModal } from '../ui/use-modal.ts';
import { type Action, actionsFor, keySequence } from './actions.ts';
import { lettersAreKeys, paletteWanted } from './palette-state.ts';

/** Everything that one may do, found by its name: Ctrl and K, or ⌘ and K. Its keys work without it too. */
export function Palette() {
  const { route } = useLocation();
  const role = session.value?.user.role ?? 'employee';
  const actions = actionsFor(role, decides());
  const known = useRef(actions);
  known.current = actions;
  useEffect(() => {
    const take = keySequence();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        paletteWanted.value = true;
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event.target)) return;
      if (!lettersAreKeys.value) return;
      const action = take(event.key, event.timeStamp, known.current);
      if (action !== undefined) run(action, route);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [route]);
  return paletteWanted.value ? <Opened actions={actions} route={route} /> : null;
}

interface OpenedProps {
  readonly actions: readonly Action[];
  readonly route: (path: string) => void;
}

function Opened({ actions, route }: OpenedProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const foundBy = (text: string) => search(actions, text, ({ word }) => [word]);
  const found = foundBy(typed);
  const place = Math.min(at, found.length - 1);
  useModal(dialog, (opened) => opened.querySelector('input'));
  useEffect(() => {
    dialog.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [place]);
  const choose = (action: Action | undefined) => {
    if (action === undefined) return;
    paletteWanted.value = false;
    dialog.current?.close();
    run(action, route);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    // What was typed a moment ago may not be drawn yet.
    const { value } = event.target as HTMLInputElement;
    if (step === undefined) choose(value === typed ? found[place] : foundBy(value)[0]);
    else setAt(Math.max(0, Math.min(found.length - 1, place + step)));
  };
  return (
    <dialog
      class="dialog palette"
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        paletteWanted.value = false;
      }}
    >
      <h2 id={id}>What do you want to do?</h2>
      <SearchField
        label="Name of a screen, or of what is to be done"
        value={typed}
        onKey={onKey}
        onChange={(text) => {
          setTyped(text);
          setAt(0);
        }}
      />
      <ul class="rows palette-list">
        {found.map((action, index) => (
          <li key={action.word}>
            <button type="button" aria-current={index === place || undefined} onClick={() => choose(action)}>
              <Icon name={action.icon} />
              <span class="grow">{action.word}</span>
              {action.keys !== undefined && <kbd>{action.keys.toUpperCase()}</kbd>}
            </button>
          </li>
        ))}
      </ul>
      <p class="second" role="status">
        {found.length === 0 ? 'Nothing is called that.' : `${found[place]?.word}: ${place + 1} of ${found.length}`}
      </p>
    </dialog>
  );
}

function run({ does }: Action, route: (path: string) => void): void {
  if (typeof does === 'string') route(does);
  else does();
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null;
}
