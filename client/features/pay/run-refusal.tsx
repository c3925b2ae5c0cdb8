import type { Problem, Winner } from '#contracts/problems.ts';
import { moment } from '../../shared/time.ts';
import { QuietButton } from '../../ui/button.tsx';
import { SomebodyElse } from '../../ui/card.tsx';
import { NotDone } from '../../ui/not-done.tsx';

interface RunRefusalProps {
  readonly problem: Problem | undefined;
  readonly onGotIt: () => void;
}

/** Why a run was not opened, finalised or taken back: by somebody's act who was first, or by a rule. */
export function RunRefusal({ problem, onGotIt }: RunRefusalProps) {
  if (problem?.winner === undefined) return <NotDone problem={problem} />;
  const { winner } = problem;
  return (
    <SomebodyElse
      who={winner.user.name}
      title={winnerTitle(winner)}
      answers={<QuietButton onPress={onGotIt}>Got it</QuietButton>}
    >
      {problem.detail}
    </SomebodyElse>
  );
}

/** Who did what to a run or a week: "Ben Okafor finalised this run at 10:42 am". */
export function winnerTitle({ user, event, at }: Winner): string {
  return `${user.name} ${deeds[event.type] ?? 'changed it'} at ${moment(at)}`;
}

const deeds: Readonly<Record<string, string>> = {
  PayRunOpened: 'opened this run',
  PayRunFinalised: 'finalised this run',
  PayRunVoided: 'took this run back',
  TimesheetSubmitted: 'sent the week in',
  TimesheetApproved: 'approved the week again',
  TimesheetReopened: 'reopened the week',
  TimesheetRejected: 'sent the week back',
  TimesheetPaid: 'paid the week',
};
