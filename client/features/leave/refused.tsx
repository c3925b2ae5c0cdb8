import type { Problem } from '#contracts/problems.ts';
import { Button } from '../../ui/button.tsx';
import { SomebodyElse } from '../../ui/card.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { winnerTitle } from './leave-words.ts';

interface RefusedProps {
  readonly problem: Problem | undefined;
  readonly onSeen: () => void;
}

/** Somebody else's act is information, for there is nothing left to decide; a rule is a sentence. */
export function Refused({ problem, onSeen }: RefusedProps) {
  if (problem?.winner === undefined) return <NotDone problem={problem} />;
  return (
    <SomebodyElse
      who={problem.winner.user.name}
      title={winnerTitle(problem.winner)}
      answers={<Button onPress={onSeen}>Got it</Button>}
    >
      {problem.detail}
    </SomebodyElse>
  );
}
