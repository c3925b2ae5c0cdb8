import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Problem, Winner } from '#contracts/problems.ts';
import { present } from '../sync/clock.ts';
import { Button, MainButton, QuietButton, StopButton } from '../ui/button.tsx';
import { ConflictCard } from '../ui/conflict-card.tsx';
import { useKeepFocus } from '../ui/keep-focus.ts';
import { NotDone } from '../ui/not-done.tsx';
import { moment } from './time.ts';
import type { Form } from './use-form.ts';

/** What somebody else did, in the words of a screen. */
export interface WinnerWords {
  /** "Ben Okafor allocated 60 at 10:42 am" */
  readonly title: string;
  /** "to ADM-2026-0039. 63 were free, now 3." */
  readonly what?: string | undefined;
}

export interface PanelFormProps<Payload> {
  readonly title: string;
  /** Of the main button: verb, number, noun. */
  readonly label: string;
  /** What was tried, for the card that says that it was not done: "16 rolls for ADM-2026-0034". */
  readonly attempt: string;
  readonly form: Pick<Form<unknown, Payload, unknown>, 'command' | 'send' | 'insist' | 'discard'>;
  /** What is sent. */
  readonly wish: () => Payload | undefined;
  readonly disabledBecause?: string | undefined;
  /** It cannot be undone: the button is outlined in signal. */
  readonly stop?: boolean;
  /** "Set mine all the same": where somebody else's change may be written over. */
  readonly allTheSame?: string;
  readonly winnerWords: (winner: Winner) => WinnerWords;
  readonly children?: ComponentChildren;
}

/** A form in a side panel: its fields and its button, or what somebody else did meanwhile. */
export function PanelForm<Payload>(props: PanelFormProps<Payload>) {
  const { title, label, form, wish, disabledBecause, stop = false, children } = props;
  const { sending, problem } = form.command;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useKeepFocus(heading);
  const submit = (event: Event) => {
    event.preventDefault();
    if (!sending && disabledBecause === undefined) void form.send(wish);
  };
  return (
    <form class="form panel-form" aria-label={title} onSubmit={submit} noValidate>
      <header>
        <h3 tabIndex={-1} ref={heading}>
          {title}
        </h3>
        <QuietButton onPress={form.discard}>Cancel</QuietButton>
      </header>
      {problem?.winner === undefined ? (
        <>
          {children}
          <div>
            {stop ? (
              <StopButton submit tall wide sending={sending} disabledBecause={disabledBecause}>
                {label}
              </StopButton>
            ) : (
              <MainButton submit wide label={label} sending={sending} disabledBecause={disabledBecause} />
            )}
            <NotDone problem={problem} />
          </div>
        </>
      ) : (
        <Conflict {...props} problem={problem} winner={problem.winner} />
      )}
    </form>
  );
}

interface ConflictProps<Payload> extends PanelFormProps<Payload> {
  readonly problem: Problem;
  readonly winner: Winner;
}

function Conflict<Payload>(props: ConflictProps<Payload>) {
  const { problem, winner, winnerWords, attempt, allTheSame, form, wish } = props;
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
      {allTheSame !== undefined && problem.code === 'stale-version' && (
        <MainButton wide label={allTheSame} sending={form.command.sending} onPress={() => void form.insist(wish)} />
      )}
      <div class="row">
        <Button onPress={form.command.forget}>Enter it anew</Button>
        <QuietButton onPress={form.discard}>Discard</QuietButton>
      </div>
    </ConflictCard>
  );
}
