import type { Problem } from '#contracts/problems.ts';
import { SomebodyElse } from '../../ui/card.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { personWinner } from './people-words.ts';
import type { PersonErrors } from './person-draft.ts';

/** Why a card was not taken: who was first with its number or account, or the rule. */
export function PersonRefusal({ problem }: { readonly problem: Problem | undefined }) {
  if (problem?.winner === undefined) return <NotDone problem={problem} />;
  return (
    <SomebodyElse who={problem.winner.user.name} title={personWinner(problem.winner)}>
      {problem.detail}
    </SomebodyElse>
  );
}

/** What the server found wrong, at the field that it belongs to. */
export function refusedFields(problem: Problem | undefined): PersonErrors {
  const wrong = (problem?.errors ?? []).map(({ path, message }) => [fieldOf(path), `It ${message}.`] as const);
  return Object.fromEntries(wrong);
}

function fieldOf(path: string): string {
  return path === 'terms.weeklyMinutes' ? 'weekly' : path;
}
