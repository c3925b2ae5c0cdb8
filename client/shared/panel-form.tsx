import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Problem, Winner } from '#contracts/problems.ts';
import { present } from '../sync/clock.ts';
import { Button, MainButton, QuietButton, StopButton } from '../ui/button.tsx';
import { ConflictCard } from '../ui/conflict-card.tsx';
import { useKeepFocus } from '../ui/keep-focus.ts';
import { NotDone } from '../ui/not-done.tsx';
import { moment } from './time.ts';

/** What somebody else did, in the words of a screen. */
export interface WinnerWords {
  /** "Ben Okafor allocated 60 at 10:42 am" */
  readonly title: string;
  /** "to ADM-2026-0039. 63 were free, now 3." */
  readonly what?: string | undefined;
}

export interface PanelFormProps {
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
  readonly winnerWords: (winner: Winner) => WinnerWords;
  readonly children?: ComponentChildren;
}

/** A form in a side panel: its fields and its button, or what somebody else did meanwhile. */
export function PanelForm(props: PanelFormProps) {
  const { title, label, command, disabledBecause, stop = false, onSubmit, onCancel, children } = props;
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
        <Conflict {...props} problem={command.problem} winner={command.problem.winner} />
      )}
    </form>
  );
}

interface ConflictProps extends PanelFormProps {
  readonly problem: Problem;
  readonly winner: Winner;
}

function Conflict({ problem, winner, winnerWords, attempt, again, command, onCancel }: ConflictProps) {
  // The time of the attempt is that of the first drawing of its refusal.
  const at = useRef(present());
  const { title, what } = winnerWords(winner);
  return (
    <ConflictCard
      who={winner.user.name}
      title={title}
      what={what}
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
