import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '#contracts/problems.ts';
import { present } from './clock.ts';
import { line } from './connection.ts';
import { OfflineError, problemOf } from './problem.ts';

export type Freshness = 'loading' | 'fresh' | 'stale' | 'unreachable';

/** How current something that was fetched is. */
export interface Fetching {
  /** loading: nothing yet · fresh · stale: as it was at `asOf` · unreachable: nothing, and the server did not answer. */
  readonly state: ReadonlySignal<Freshness>;
  /** When what is shown was so; while it is live, that is now. */
  readonly asOf: ReadonlySignal<Date | undefined>;
  /** Why the last try failed. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** Fetches again. Never throws. */
  refresh(): Promise<void>;
}

interface Fetcher extends Fetching {
  /** Changes came in over the live feed: what is shown is as of now. */
  touched(): void;
  /** No more tries. */
  stop(): void;
}

/** Three quick tries, then every half minute, as long as the server is not reached. */
const PAUSES_MS = [1_000, 2_000, 4_000];
const PAUSE_MAX_MS = 30_000;

/** Fetches with one try at a time, and tries again by itself while the server is not reached. */
export function fetcher(fetchOnce: () => Promise<void>): Fetcher {
  const asOf = signal<Date | undefined>(undefined);
  const problem = signal<Problem | undefined>(undefined);
  let running: Promise<void> | undefined;
  let again = false;
  let failures = 0;
  let timer = 0;
  let stopped = false;

  async function run(): Promise<void> {
    try {
      do {
        again = false;
        await fetchOnce();
      } while (again && !stopped);
      failures = 0;
      asOf.value = present();
      problem.value = undefined;
    } catch (error) {
      if (stopped) return;
      problem.value = problemOf(error);
      if (!(error instanceof OfflineError) && problem.value.status < 500 && problem.value.status !== 429) return;
      timer = window.setTimeout(refresh, PAUSES_MS[failures] ?? PAUSE_MAX_MS);
      failures += 1;
    }
  }
  function refresh(): Promise<void> {
    if (stopped) return Promise.resolve();
    clearTimeout(timer);
    if (running !== undefined) {
      // The answer under way may be from before this change.
      again = true;
      return running;
    }
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  }
  return {
    asOf,
    problem,
    state: computed(() => {
      if (asOf.value === undefined) return problem.value === undefined ? 'loading' : 'unreachable';
      return line.value === 'live' && problem.value === undefined ? 'fresh' : 'stale';
    }),
    refresh,
    touched() {
      asOf.value = present();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
