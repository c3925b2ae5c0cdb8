import type { Problem } from '#contracts/problems.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { Words } from '../../ui/words.tsx';
import { actTitle } from './outcome-words.ts';

/** Why a decision was not taken, in a sentence, and whose act was in its way. */
export function Refused({ problem }: { readonly problem: Problem | undefined }) {
  return (
    <NotDone problem={problem}>
      {problem?.winner !== undefined && (
        <p class="meta second">
          <Words>{actTitle(problem.winner)}</Words>
        </p>
      )}
    </NotDone>
  );
}
