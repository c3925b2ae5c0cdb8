import type { Problem } from '#contracts/problems.ts';
import { Button } from '../../ui/button.tsx';
import { SomebodyElse } from '../../ui/card.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { actTitle } from './week-words.ts';

/** Why a step was not done. What somebody else did meanwhile is information: the week above is fresh already. */
export function WeekProblem({
  problem,
  onGotIt,
}: {
  readonly problem: Problem | undefined;
  readonly onGotIt: () => void;
}) {
  if (problem?.winner === undefined) return <NotDone problem={problem} />;
  return (
    <SomebodyElse
      who={problem.winner.user.name}
      title={actTitle(problem.winner)}
      answers={<Button onPress={onGotIt}>Got it</Button>}
    >
      {problem.detail}
    </SomebodyElse>
  );
}
