import type { ComponentChildren } from 'preact';
import { ageOf, now } from '../../app/time.ts';
import type { Fetching } from '../../sync/fetching.ts';
import { Loading } from '../../ui/loading.tsx';
import { NotReached } from '../../ui/not-reached.tsx';

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

/** Beyond this, figures of orders are too old to be worked with. */
const AGE_MAX_MS = 3_600_000;

/** How old a view is, when it is not live: beside its title. */
export function Age({ of }: { readonly of: Fetching }) {
  const asOf = of.asOf.value;
  if (of.state.value !== 'stale' || asOf === undefined) return null;
  const old = now.value.getTime() - asOf.getTime() > AGE_MAX_MS;
  return <span class={old ? 'age-old' : ''}>{ageOf(asOf)}</span>;
}
