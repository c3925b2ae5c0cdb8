import type { ComponentChildren } from 'preact';
import type { Fetching } from '../sync/fetching.ts';
import { Loading } from '../ui/loading.tsx';
import { NotReached } from '../ui/not-reached.tsx';
import { ageOf, now } from './time.ts';

interface FetchedProps {
  readonly of: Fetching;
  /** "Orders" */
  readonly what: string;
  readonly lines?: number;
  readonly children: ComponentChildren;
}

/** What was fetched, or grey lines until it is there, or why it is not. */
export function Fetched({ of, what, lines, children }: FetchedProps) {
  const state = of.state.value;
  if (state === 'loading') return <Loading what={what} {...(lines !== undefined && { lines })} />;
  if (state !== 'unreachable') return <>{children}</>;
  return (
    <NotReached
      title={`${what} could not be fetched`}
      detail={of.problem.value?.detail}
      onRetry={() => void of.refresh()}
    />
  );
}

interface AgeProps {
  readonly of: Fetching;
  /** Beyond this it is too old to be worked with; an hour unless told. */
  readonly maxMs?: number;
  /** What stands there while it is live. */
  readonly fresh?: string;
}

const AGE_MAX_MS = 3_600_000;

/** How old a view is, when it is not live: beside its title. */
export function Age({ of, maxMs = AGE_MAX_MS, fresh }: AgeProps) {
  const asOf = of.asOf.value;
  if (of.state.value === 'fresh') return fresh === undefined ? null : <span class="meta">{fresh}</span>;
  if (asOf === undefined) return null;
  const old = now.value.getTime() - asOf.getTime() > maxMs;
  return <span class={old ? 'meta age-old' : 'meta'}>{ageOf(asOf)} old</span>;
}
