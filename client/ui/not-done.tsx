import type { ComponentChildren } from 'preact';
import type { Problem } from '#contracts/problems.ts';
import { Icon } from './icon.tsx';

interface NotDoneProps {
  readonly problem: Problem | undefined;
  /** What is said below it. */
  readonly children?: ComponentChildren;
}

/** Why something was not done, as a sentence under its control. */
export function NotDone({ problem, children }: NotDoneProps) {
  return (
    <div role="status">
      {problem !== undefined && (
        <p class={problem.code === 'waits' ? 'second not-done' : 'wrong not-done'}>
          <Icon name={problem.code === 'waits' ? 'outbox' : 'warning'} size={16} />
          {problem.status === 401
            ? 'You were signed out before this was done. It is kept: send it again.'
            : problem.detail}
        </p>
      )}
      {problem !== undefined && children}
    </div>
  );
}
