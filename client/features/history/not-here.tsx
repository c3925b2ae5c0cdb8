import type { ComponentChildren } from 'preact';
import type { Looked } from '../../sync/history.ts';
import { Loading } from '../../ui/loading.tsx';
import { NotReached } from '../../ui/not-reached.tsx';

interface NotHereProps {
  readonly look: Pick<Looked<unknown>, 'problem' | 'again'>;
  /** What is being fetched. */
  readonly what: string;
  readonly lines: number;
  /** What is said where it could not be fetched. */
  readonly failed: string;
  /** What stands there where the log has no such thing. */
  readonly none?: ComponentChildren;
  /** The answers that mean that. */
  readonly noneAt?: readonly number[];
}

/** In the place of what is not here: it is on its way, there is no such thing, or the log did not answer. */
export function NotHere({ look, what, lines, failed, none, noneAt = [404] }: NotHereProps) {
  const { problem, again } = look;
  if (problem === undefined) return <Loading what={what} lines={lines} />;
  if (none !== undefined && noneAt.includes(problem.status)) return <>{none}</>;
  return <NotReached title={failed} detail={problem.detail} onRetry={again} />;
}
