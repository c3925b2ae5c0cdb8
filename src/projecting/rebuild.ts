import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import { readCommits } from '../event-store/read.ts';
import { Build } from './build.ts';
import { beat, claimBuilding, dropUnused, flip, type Held, letGo } from './building.ts';
import type { Projection } from './definition.ts';
import { parkRows, readParked } from './parked.ts';
import type { ReadTo } from './pointers.ts';
import { Progress, type RebuildProgress } from './progress.ts';
import { createIndexes, rowsOf } from './rows.ts';

export interface RebuildOptions {
  readonly log: Db;
  readonly views: Db;
  readonly projection: Projection;
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Stops the build where it is; the next one takes it up again. */
  readonly signal?: AbortSignal;
  /** Take up a build that was broken off; true unless told. */
  readonly resume?: boolean;
  /** The build notes how far it has come no more often than this. After a kill, what came later is done again. */
  readonly saveAfterMs?: number;
}

export interface Rebuilt {
  readonly name: string;
  readonly generation: number;
  /** Position of the last commit in it when it began to be served. */
  readonly position: number;
  readonly eventsPerSecond: number;
  readonly parked: number;
  readonly resumedFrom?: number;
}

/** Larger windows than a live reader takes: fewer questions to the database. */
const COMMITS_AT_ONCE = 2_000;
const BEAT_MS = 1_000;
/** Saving how far a build has come means writing rows that will change again, so it may take a sixth of the time. */
const SAVE_AFTER_MS = 1_000;
const SAVE_COST = 5;

/**
 * Builds a projection anew into a collection of its own, beside the one that is served, and then serves the new one.
 * Throws RebuildUnderWay when somebody else is at it.
 */
export async function rebuild(options: RebuildOptions): Promise<Rebuilt> {
  const held = await claim(options, false);
  if (held === undefined) throw new Error(`${options.projection.name} could not be claimed for a rebuild.`);
  return build(options, held);
}

/** The same, unless the generation that is served was made by these rules: then there is nothing to do. */
export async function rebuildIfOutdated(options: RebuildOptions): Promise<Rebuilt | undefined> {
  const held = await claim(options, true);
  return held && build(options, held);
}

function claim({ views, projection, resume = true }: RebuildOptions, outdatedOnly: boolean): Promise<Held | undefined> {
  return claimBuilding(views, projection, { by: randomUUID(), resume, outdatedOnly });
}

async function build(options: RebuildOptions, held: Held): Promise<Rebuilt> {
  const { log, views, projection } = options;
  await dropUnused(views, projection.name);
  const rows = rowsOf(views, projection.name, held.generation);
  const parked = await readParked(views, projection.name, held.generation);
  const work = new Build({ projection, rows, resumed: held.position > 0, parked: new Set(parked.keys()) });
  const progress = new Progress(log, held.position, options.onProgress);
  await progress.lookAhead();
  try {
    const first = await foldOn(options, held, { work, progress, after: held });
    await createIndexes(rows, projection.indexes);
    // What came in meanwhile. The process that serves the generation catches up on the rest.
    const { position } = await foldOn(options, held, { work, progress, after: first });
    await flip(views, held, position);
    return {
      ...{ name: projection.name, generation: held.generation, position },
      ...{ eventsPerSecond: progress.eventsPerSecond, parked: work.parked },
      ...(held.position > 0 && { resumedFrom: held.position }),
    };
  } catch (error) {
    if (options.signal?.aborted) await letGo(views, held);
    throw error;
  }
}

/** Folds to the end of the log, noting from time to time how far everything is written. */
async function foldOn(
  { log, views, projection, signal, saveAfterMs = SAVE_AFTER_MS }: RebuildOptions,
  held: Held,
  { work, progress, after }: { work: Build; progress: Progress; after: ReadTo },
): Promise<ReadTo> {
  let at = after;
  let saved = after;
  let beatAt = performance.now();
  let saveAt = beatAt + saveAfterMs;
  const save = async () => {
    const begun = performance.now();
    const parked = await work.flush();
    if (parked.length > 0) await parkRows(views, projection.name, held.generation, parked);
    saved = at;
    await beat(views, held, saved);
    beatAt = performance.now();
    saveAt = beatAt + Math.max(saveAfterMs, SAVE_COST * (beatAt - begun));
  };
  for await (const commits of ahead(readCommits(log, { after: after.position, window: COMMITS_AT_ONCE }))) {
    signal?.throwIfAborted();
    await work.apply(commits);
    const newest = commits.at(-1);
    if (newest !== undefined) {
      const { position, hash } = newest;
      at = { position, mark: { position, hash } };
    }
    progress.passed(commits);
    const now = performance.now();
    if (now >= saveAt) await save();
    else if (work.isFull) await work.spill();
    if (now - beatAt < BEAT_MS) continue;
    await beat(views, held, saved);
    beatAt = now;
  }
  await save();
  return at;
}

/** Asks for the next window while the present one is worked on. */
async function* ahead<T>(windows: AsyncGenerator<T, void, undefined>): AsyncGenerator<T, void, undefined> {
  let next = windows.next();
  for (;;) {
    const { done, value } = await next;
    if (done) return;
    next = windows.next();
    // If nobody takes the window, its failure is nobody's either.
    next.catch(() => undefined);
    yield value;
  }
}
