import type { Signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Problem } from '#contracts/problems.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { moment } from '../../app/time.ts';
import { Button, MainButton, QuietButton, StopButton } from '../../ui/button.tsx';
import { ConflictCard } from '../../ui/conflict-card.tsx';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { NotDone } from '../../ui/not-done.tsx';
import type { Preview } from './item-figures.tsx';
import { winnerDetail, winnerTitle } from './stock-words.ts';

/** What every form of an item is given. */
export interface FormProps {
  readonly item: StockLevel;
  /** The dashed piece of the bar. */
  readonly preview: Signal<Preview>;
  /** Back to the item. */
  readonly onClose: () => void;
}

interface FormFrameProps {
  readonly item: StockLevel;
  readonly title: string;
  /** Of the main button: verb, number, noun. */
  readonly label: string;
  /** What was tried, for the card that says that it was not done: "16 rolls for ADM-2026-0034". */
  readonly attempt: string;
  readonly command: {
    readonly sending: boolean;
    readonly problem: Problem | undefined;
    readonly forget: () => void;
  };
  readonly disabledBecause?: string | undefined;
  /** It cannot be undone: the button is outlined in signal. */
  readonly stop?: boolean;
  readonly onSubmit: () => void;
  /** Throws the draft away. */
  readonly onCancel: () => void;
  /** The main answer when somebody else was first, where there is one besides entering it anew. */
  readonly again?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A form in the panel of an item: its fields and its button, or what somebody else did meanwhile. */
export function FormFrame(props: FormFrameProps) {
  const { item, title, label, command, disabledBecause, stop = false, onSubmit, onCancel, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useKeepFocus(heading);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!command.sending && disabledBecause === undefined) onSubmit();
  };
  return (
    <form class="form panel-form" aria-label={title} onSubmit={submit} noValidate>
      <header>
        <h3 tabIndex={-1} ref={heading}>
          {title}
        </h3>
        <QuietButton onPress={onCancel}>Cancel</QuietButton>
      </header>
      {command.problem?.winner === undefined ? (
        <>
          {children}
          <div>
            {stop ? (
              <StopButton submit tall wide sending={command.sending} disabledBecause={disabledBecause}>
                {label}
              </StopButton>
            ) : (
              <MainButton submit wide label={label} sending={command.sending} disabledBecause={disabledBecause} />
            )}
            <NotDone problem={command.problem} />
          </div>
        </>
      ) : (
        <Conflict {...props} item={item} problem={command.problem} winner={command.problem.winner} />
      )}
    </form>
  );
}

interface ConflictProps extends FormFrameProps {
  readonly problem: Problem;
  readonly winner: NonNullable<Problem['winner']>;
}

function Conflict({ item, problem, winner, attempt, again, command, onCancel }: ConflictProps) {
  // The time of the attempt is that of the first drawing of its refusal.
  const at = useRef(new Date());
  return (
    <ConflictCard
      who={winner.user.name}
      title={winnerTitle(winner, item.scale)}
      what={winnerDetail(winner, item.free, item)}
      refusal={problem.detail}
      attempt={`${attempt}, tried at ${moment(at.current)}`}
    >
      {again}
      <div class="row">
        <Button onPress={command.forget}>Enter it anew</Button>
        <QuietButton onPress={onCancel}>Discard</QuietButton>
      </div>
    </ConflictCard>
  );
}

/** Shows in the bar what is being entered, as long as the form is open. */
export function usePreview(preview: Signal<Preview>, { want = 0, coming = 0 }: Preview): void {
  useLayoutEffect(() => {
    preview.value = { want, coming };
    return () => {
      preview.value = {};
    };
  }, [preview, want, coming]);
}
