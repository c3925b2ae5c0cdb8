import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '#contracts/problems.ts';
import { present } from './clock.ts';
import { isOff, line, offlineSince } from './connection.ts';
import { OfflineError, problemOf } from './problem.ts';
import { outbox } from './waiting.ts';

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

/** How something is kept on this device. */
interface Keeping {
  /** Names it among all that is kept of this person. */
  readonly name: string;
  give(): unknown;
  /** What was kept: it may be of an earlier version of the app. */
  take(kept: unknown): void;
}

/** So long the server may take to answer before it is shown what was kept. */
const GRACE_MS = 400;
/** Changes that come in a row are kept once. */
const KEEP_AFTER_MS = 2_000;

/**
 * Fetches with one try at a time, and tries again by itself while the server is not reached. Until it has answered, what
 * was kept on this device is shown, with its age.
 */
export function fetcher(fetchOnce: () => Promise<void>, keeping: Keeping): Fetcher {
  const asOf = signal<Date | undefined>(undefined);
  /** The server has answered since the page was loaded. */
  const heard = signal(false);
  const problem = signal<Problem | undefined>(undefined);
  let running: Promise<void> | undefined;
  let again = false;
  let failures = 0;
  let timer = 0;
  let stopped = false;
  let keepTimer = 0;
  let restoring: Promise<void> | undefined;

  async function restore(): Promise<void> {
    const kept = await (await outbox())?.read(keeping.name);
    if (kept === undefined || asOf.value !== undefined || stopped) return;
    keeping.take(kept.value);
    asOf.value = new Date(kept.asOf);
  }
  function keep(): void {
    clearTimeout(keepTimer);
    keepTimer = window.setTimeout(async () => {
      const at = (stopped ? undefined : asOf.value)?.toISOString();
      if (at !== undefined) await (await outbox())?.write(keeping.name, { value: keeping.give(), asOf: at });
    }, KEEP_AFTER_MS);
  }
  async function run(): Promise<void> {
    if (!heard.value && restoring === undefined) {
      const grace = isOff() ? 0 : GRACE_MS;
      restoring = new Promise((resolve) => setTimeout(resolve, grace)).then(restore).catch(() => undefined);
    }
    try {
      do {
        again = false;
        await fetchOnce();
      } while (again && !stopped);
      failures = 0;
      asOf.value = present();
      heard.value = true;
      problem.value = undefined;
      keep();
    } catch (error) {
      // What was kept comes before the word that there is nothing.
      if (asOf.value === undefined) await restoring;
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
    // While the line was up every change came at once.
    asOf: computed(() => {
      const [at, since] = [asOf.value, offlineSince.value];
      return at !== undefined && since !== undefined && heard.value && since > at ? since : at;
    }),
    problem,
    state: computed(() => {
      if (asOf.value === undefined) return problem.value === undefined ? 'loading' : 'unreachable';
      return heard.value && line.value === 'live' && problem.value === undefined ? 'fresh' : 'stale';
    }),
    refresh,
    touched() {
      if (heard.value) asOf.value = present();
      keep();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
