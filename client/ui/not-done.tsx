import type { Problem } from '#contracts/problems.ts';
import { Icon } from './icon.tsx';

/** Why something was not done, as a sentence under its control. What was wrong with a field is said as well. */
export function NotDone({ problem }: { readonly problem: Problem | undefined }) {
  return (
    <div role="status">
      {problem !== undefined && (
        <p class="wrong not-done">
          <Icon name="warning" size={16} />
          {problem.status === 401
            ? 'You were signed out before this was done. It is kept: send it again.'
            : problem.detail}
        </p>
      )}
    </div>
  );
}
