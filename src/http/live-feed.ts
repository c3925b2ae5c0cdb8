import type { SSEMessage } from '@fastify/sse';
import { merge, Subject, type Subscription } from 'rxjs';
import type { ReadModels, RowChange } from '../projecting/read-models.ts';
import type { Audience } from './live-audience.ts';
import { type LiveChange, type LiveMessage, LiveRing } from './live-ring.ts';

/** A message of the feed: rows that changed, or a read model that was built anew and must be read again. */
export type LiveNews = { readonly kind: 'changes'; readonly message: LiveMessage } | { readonly kind: 'reset' };

/** Follows the read models for all open feeds, so that each change is put into words once. */
export class LiveFeed {
  readonly news$ = new Subject<LiveNews>();
  readonly #readModels: ReadModels;
  readonly #ring: LiveRing;
  readonly #subscription: Subscription;
  /** The message as JSON, by audience. It goes with the message. */
  readonly #json = new WeakMap<LiveMessage, Map<string, string | undefined>>();

  constructor(readModels: ReadModels) {
    this.#readModels = readModels;
    this.#ring = new LiveRing(readModels.position);
    this.#subscription = readModels.changes$.subscribe((changes) => this.#tell(changes));
    this.#subscription.add(
      merge(readModels.switched$, readModels.renamed$).subscribe(() => {
        this.#ring.clear(readModels.position);
        this.news$.next({ kind: 'reset' });
      }),
    );
  }

  /** A reader who reads everything now can go on from this position. */
  get position(): number {
    return this.#readModels.position;
  }

  /** The changes after a position. Undefined when some are no longer known, or the position is not of this log. */
  after(position: number): readonly LiveMessage[] | undefined {
    return position > this.position ? undefined : this.#ring.after(position);
  }

  /** The message as it goes out. Undefined when none of its rows is for this audience. */
  worded(message: LiveMessage, audience: Audience): SSEMessage | undefined {
    const data = this.#jsonFor(message, audience);
    return data === undefined ? undefined : { id: String(message.position), data };
  }

  close(): void {
    this.#subscription.unsubscribe();
    this.news$.complete();
  }

  #tell(changes: readonly RowChange[]): void {
    const last = changes.at(-1);
    if (last === undefined) return;
    const message = { position: last.position, changes };
    this.#ring.push(message);
    this.news$.next({ kind: 'changes', message });
  }

  #jsonFor(message: LiveMessage, audience: Audience): string | undefined {
    const known = this.#json.get(message) ?? new Map<string, string | undefined>();
    this.#json.set(message, known);
    // Most messages are the same for everybody who asked for these read models.
    const isOwned = message.changes.some(({ owner }) => owner !== undefined);
    const key = isOwned ? audience.key : audience.models.join();
    if (!known.has(key)) {
      const changes = message.changes
        .filter((change) => concerns(audience, change))
        .map(({ model, id, row }) => ({ model, id, row }));
      known.set(key, changes.length === 0 ? undefined : JSON.stringify({ position: message.position, changes }));
    }
    return known.get(key);
  }
}

function concerns({ models, whose }: Audience, { model, owner }: LiveChange): boolean {
  if (!models.includes(model)) return false;
  if (owner === undefined) return true;
  const seen = whose.get(model);
  return seen === 'everyone' || (seen?.includes(owner) ?? false);
}
