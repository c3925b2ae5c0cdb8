import { ageOf, now } from '../../app/time.ts';
import type { Fetching } from '../../sync/fetching.ts';

/** Beyond this, figures of stock are too old to be worked with. */
const AGE_MAX_MS = 300_000;

/** How old a view of stock is, beside its title; `fresh` while it is live. */
export function Age({ of, fresh }: { readonly of: Fetching; readonly fresh: string }) {
  const asOf = of.asOf.value;
  if (of.state.value === 'fresh') return <span class="meta">{fresh}</span>;
  if (asOf === undefined) return null;
  const old = now.value.getTime() - asOf.getTime() > AGE_MAX_MS;
  return <span class={old ? 'meta age-old' : 'meta'}>{ageOf(asOf)} old</span>;
}
