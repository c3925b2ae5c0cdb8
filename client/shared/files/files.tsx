import { useRef, useState } from 'preact/hooks';
import type { AttachedFile } from '#contracts/files.ts';
import { flying } from '../../sync/connection.ts';
import { item } from '../../sync/models.ts';
import type { Entry } from '../../sync/outbox/entry.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { waiting } from '../../sync/waiting.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { authorWords } from '../author-words.ts';
import { HistoryOf } from '../history-of.tsx';
import { when } from '../time.ts';
import { AttachForm } from './attach-form.tsx';
import { FileRow } from './file-row.tsx';
import { sizeWords, titleOf } from './file-words.ts';
import type { AttachPayload, FilesOf } from './files-of.ts';
import { type Prepared, prepare } from './prepare.ts';
import { RemoveForm } from './remove-form.tsx';

interface FilesProps {
  readonly of: FilesOf;
  /** A card of a page, or a part of a panel. */
  readonly look: 'card' | 'panel-part';
}

/** Photos and papers of a record: those that are there, those that wait, and the way to attach more. */
export function Files({ of, look }: FilesProps) {
  const [prepared, setPrepared] = useState<Prepared>();
  const [preparing, setPreparing] = useState(false);
  const [refused, setRefused] = useState<string>();
  const found = item(of.model, of.id);
  const all = found.row.value?.files ?? [];
  const standing = all.filter(({ removed }) => removed === undefined);
  const user = session.value?.user;
  const role = user?.role ?? 'employee';
  const Heading = look === 'card' ? 'h2' : 'h3';
  const mayAttach = may(role, of.nameless ? 'own.leave' : 'files.attach');
  const mayRemove = (file: AttachedFile) =>
    mayAttach && (of.nameless || file.user.id === user?.id || may(role, of.office));

  async function pick(picked: File): Promise<void> {
    setRefused(undefined);
    setPreparing(true);
    const made = await prepare(picked);
    setPreparing(false);
    if (typeof made === 'string') setRefused(made);
    else setPrepared(made);
  }
  return (
    <section class={look} aria-label="Files">
      <header class="row">
        <Heading class="grow">Files</Heading>
        {mayAttach && prepared === undefined && (
          <>
            {touches() && <Picker label="Take a photo" capture busy={preparing} onPick={(file) => void pick(file)} />}
            <Picker label="Attach a file" busy={preparing} onPick={(file) => void pick(file)} />
          </>
        )}
      </header>
      {refused !== undefined && (
        <p class="wrong" role="alert">
          <Icon name="warning" size={16} /> {refused}
        </p>
      )}
      {prepared !== undefined && <AttachForm of={of} prepared={prepared} onClose={() => setPrepared(undefined)} />}
      {standing.length + waitingFor(of).length > 0 && (
        <ul class="stack">
          {waitingFor(of).map((entry) => (
            <Waiting key={entry.id} entry={entry} />
          ))}
          {standing.map((file) => (
            <FileRow key={file.fileId} of={of} file={file} mayRemove={mayRemove(file)} />
          ))}
        </ul>
      )}
      {found.row.value === undefined && found.problem.value?.status === 0 && (
        <p class="second">{found.problem.value.detail}</p>
      )}
      {found.row.value !== undefined && all.length === 0 && waitingFor(of).length === 0 && prepared === undefined && (
        <p class="second">Nothing is attached yet.</p>
      )}
      <Removed of={of} files={all} />
      {all.length > 0 && <HistoryOf kind="files" id={of.past} />}
    </section>
  );
}

interface PickerProps {
  readonly label: string;
  readonly capture?: boolean;
  readonly busy: boolean;
  readonly onPick: (file: File) => void;
}

/** The tablet's own camera or list of files. */
function Picker({ label, capture = false, busy, onPick }: PickerProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon={capture ? 'scan' : 'clip'} sending={busy} onPress={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        class="unseen"
        type="file"
        tabIndex={-1}
        aria-label={label}
        accept={capture ? 'image/*' : 'image/*,application/pdf'}
        {...(capture && { capture: 'environment' })}
        onChange={({ currentTarget }) => {
          const [picked] = currentTarget.files ?? [];
          if (picked !== undefined) onPick(picked);
          // The same file can be chosen once more.
          currentTarget.value = '';
        }}
      />
    </>
  );
}

/** One's own that are on their way here: not attached yet. */
function waitingFor(of: FilesOf): readonly Entry[] {
  return waiting.value.filter(({ type, payload }) => {
    const fields = payload as Readonly<Record<string, unknown>>;
    return type === of.attach && Object.entries(of.record).every(([field, value]) => fields[field] === value);
  });
}

function Waiting({ entry }: { readonly entry: Entry }) {
  const payload = entry.payload as AttachPayload & { readonly name?: string };
  return (
    <li class="row row-breaks">
      <Icon name={entry.problem === undefined ? 'outbox' : 'warning'} />
      <div class="grow">
        <p class="strong">{titleOf(payload)}</p>
        <p class="meta second">{sizeWords(payload.bytes)}</p>
      </div>
      {entry.problem !== undefined ? (
        <Chip kind="signal">Not attached</Chip>
      ) : (
        <Chip kind="dashed">{flying.value.has(entry.id) ? 'Being sent' : 'Waits'}</Chip>
      )}
      <Button href="/outbox">See it</Button>
    </li>
  );
}

/** What was here, and why it is not any more. */
function Removed({ of, files }: { readonly of: FilesOf; readonly files: readonly AttachedFile[] }) {
  const [erasing, setErasing] = useState<AttachedFile>();
  const mayErase = of.nameless && may(session.value?.user.role ?? 'employee', 'people.manage');
  const removed = files.filter((file) => file.removed !== undefined);
  if (removed.length === 0) return null;
  return (
    <details>
      <summary>{removed.length === 1 ? '1 removed' : `${removed.length} removed`}</summary>
      <ul class="stack">
        {removed.map((file) => (
          <li key={file.fileId} class="row row-breaks">
            <div class="grow">
              <p>{titleOf(file)}</p>
              {file.removed && (
                <p class="meta second">
                  {[file.erased ? 'Erased' : undefined, file.removed.reason].filter(Boolean).join(': ')} ·{' '}
                  {authorWords(file.removed.user)}, {when(file.removed.at)}
                </p>
              )}
            </div>
            {mayErase && !file.erased && <Button onPress={() => setErasing(file)}>Erase for good…</Button>}
          </li>
        ))}
      </ul>
      {erasing !== undefined && <RemoveForm of={of} file={erasing} erase onDone={() => setErasing(undefined)} />}
    </details>
  );
}

/** Whether a hand is what this device is worked with: then it has a camera to hand, too. */
function touches(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}
