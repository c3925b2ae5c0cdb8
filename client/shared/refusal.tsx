import type { Problem, Winner } from '#contracts/problems.ts';
import { SomebodyElse } from '../ui/card.tsx';
import { NotDone } from '../ui/not-done.tsx';

interface RefusalProps {
  readonly problem: Problem | undefined;
  /** What somebody else did, as a title: "Ben Okafor took this number at 10:42 am". */
  readonly winnerWords: (winner: Winner) => string;
}

/** Why something was not done, where there is nothing to decide: who was first, or the rule. */
export function Refusal({ problem, winnerWords }: RefusalProps) {
  if (problem?.winner === undefined) return <NotDone problem={problem} />;
  return (
    <SomebodyElse who={problem.winner.user.name} title={winnerWords(problem.winner)}>
      {problem.detail}
    </SomebodyElse>
  );
}
