import { useRef } from 'preact/hooks';
import { halvesWords } from '#contracts/leave-days.ts';
import type { Problem, Winner } from '#contracts/problems.ts';
import { moment } from '../../shared/time.ts';
import { present } from '../../sync/clock.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { ConflictCard } from '../../ui/conflict-card.tsx';
import { intoView } from '../../ui/focus.ts';
import { Icon } from '../../ui/icon.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { winnerTitle } from './leave-words.ts';
import { datesWords, type Obstacle, obstacleOf } from './obstacles.ts';
import { type Calendar, type LeaveDraft, type Plan, planOf, without } from './plan.ts';

interface NotYetProps {
  /** What the server said; nothing before it was asked. */
  readonly problem: Problem | undefined;
  /** What is known to stand in the way. */
  readonly known: readonly Obstacle[];
  readonly draft: LeaveDraft;
  readonly plan: Plan;
  readonly onChange: (draft: LeaveDraft) => void;
}

/** What stands in the way of a request, before it is sent and after a rule has refused it. */
export function NotYet({ problem, known, draft, plan, onChange }: NotYetProps) {
  const obstacles = problem === undefined ? known : [obstacleOf(problem, plan)];
  if (problem !== undefined && problem.status !== 409) return <NotDone problem={problem} />;
  return (
    <div role="status">
      {problem !== undefined && <p class="strong">Your attempt is kept. It is not done.</p>}
      {obstacles.map(({ words, dates }) => (
        <div key={words} class="row">
          <p class="grow obstacle">
            <span class="warn">
              <Icon name="warning" size={16} />
              {words}
            </span>
            {dates.length > 0 && <span class="meta second"> {datesWords(dates)}.</span>}
          </p>
          {dates.length > 0 && <Button onPress={() => onChange(without(draft, dates))}>{leaveOutWords(dates)}</Button>}
        </div>
      ))}
    </div>
  );
}

function leaveOutWords({ length }: readonly string[]): string {
  return length === 1 ? 'Leave it out' : `Leave ${length} days out`;
}

interface RequestRefusedProps {
  readonly problem: Problem;
  readonly winner: Winner;
  /** "3½ days of annual leave" */
  readonly attempt: string;
  readonly draft: LeaveDraft;
  readonly plan: Plan;
  readonly calendar: Calendar;
  readonly sending: boolean;
  readonly onRequest: (draft: LeaveDraft) => void;
  /** Back to the plan. */
  readonly onChange: () => void;
  readonly onDiscard: () => void;
}

/** Somebody else has decided something meanwhile. The plan is kept; what is left of it can be asked for at once. */
export function RequestRefused(props: RequestRefusedProps) {
  const { problem, winner, attempt, draft, plan, calendar, sending, onRequest, onChange, onDiscard } = props;
  // The time of the attempt is that of the first drawing of its refusal.
  const at = useRef(present());
  const { dates } = obstacleOf(problem, plan);
  const rest = without(draft, dates);
  const { halves } = planOf(rest, calendar);
  return (
    <div ref={intoView}>
      <ConflictCard
        who={winner.user.name}
        title={winnerTitle(winner)}
        what={dates.length > 0 ? `${datesWords(dates)}.` : undefined}
        refusal={problem.detail}
        attempt={`${attempt}, tried at ${moment(at.current)}`}
      >
        {dates.length > 0 && halves > 0 && (
          <MainButton
            wide
            label={`Request the other ${halvesWords(halves)}`}
            sending={sending}
            onPress={() => onRequest(rest)}
          />
        )}
        <div class="row">
          <Button onPress={onChange}>Change it</Button>
          <QuietButton onPress={onDiscard}>Discard</QuietButton>
        </div>
      </ConflictCard>
    </div>
  );
}
