import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { BehaviorSubject, defer, exhaustMap, retry, Subject, Subscription, timer } from 'rxjs';
import type { Commit } from '../event-store/commit.ts';
import { LogBroken } from '../event-store/errors.ts';
import { readCommits } from '../event-store/read.ts';
import { RebuildUnderWay } from './building.ts';
import type { Projection } from './definition.ts';
import type { ChangedRow } from './fold.ts';
import { discardForeign } from './foreign.ts';
import type { LiveGeneration } from './generation.ts';
import { rebuildIfOutdated } from './rebuild.ts';
import { preparePointers, Serving } from './serving.ts';
import { Writer } from './writer.ts';

export interface RunnerOptions {
  readonly log: Db;
  readonly views: Db;
  /** Windows of commits after a position, in order, until the signal: the event store. */
  readonly source: { commitsAfter(position: number, signal: AbortSignal): AsyncIterable<readonly Commit[]> };
  readonly projections: readonly Projection[];
  /** Told of what goes wrong and is tried again. */
  readonly onError?: (error: unknown) => void;
  /** Told the names of read models that were made from another log than the one that is there: they are built anew. */
  readonly onDiscarded?: (names: readonly string[]) => void;
  /** How often rows that have changed are written. They are read from memory until then. */
  readonly writeEveryMs?: number;
  /** Longest that a checkpoint is behind the rows. Rows guard themselves, so all it costs is a short replay. */
  readonly checkpointEveryMs?: number;
  /** How often to look whether another generation is to be served. */
  readonly pointersEveryMs?: number;
}

/** A row that changed, before it is put into anybody's words. */
export interface RawChange extends ChangedRow {
  readonly model: string;
}

const WRITE_EVERY_MS = 50;
/** Rows that may wait to be written; then reading on waits for them. */
const UNWRITTEN_MAX = 20_000;
const RETRY_FIRST_MS = 100;
const RETRY_MAX_MS = 2_000;
const DOUBLINGS_MAX = 5;

/** Keeps all read models of this process up to date: one reader of the log, in order. */
export class Runner {
  /** Rows that changed, in position order, and before `position` moves on. They may not be written yet. */
  readonly changes$ = new Subject<readonly RawChange[]>();
  /** The name of a read model of which another generation is served from now on. */
  readonly switched$ = new Subject<string>();
  readonly position$ = new BehaviorSubject(0);
  /** Settles when each read model is served, if need be by older rules, and the log as it was at the start is read. */
  readonly ready: Promise<void>;
  /** Settles when each read model is served by today's rules as well. */
  readonly built: Promise<void>;
  readonly #options: RunnerOptions;
  readonly #serving: Serving;
  readonly #subscriptions = new Subscription();
  readonly #stopping = new AbortController();
  /** A change of what is served, or of how far it has come, waits for the one before. */
  #lane: Promise<unknown> = Promise.resolve();
  readonly #writer: Writer;
  #following = false;
  /** Hash of the last commit that was read here. */
  #hash: string | undefined;
  #trouble: unknown;

  private constructor(options: RunnerOptions) {
    this.#options = options;
    this.#serving = new Serving(options.views, options.projections);
    this.#writer = new Writer({
      views: options.views,
      live: () => this.#serving.live,
      // What was shown of it was never so in the database: it is read anew.
      onTakenBack: (name) => this.switched$.next(name),
    });
    const opening = this.#open();
    this.ready = opening.then(({ caughtUp }) => caughtUp);
    this.built = opening.then(({ outdated }) => Promise.all([this.ready, this.#build(outdated)])).then(() => undefined);
    // Nobody has to wait for them. A caller that waits hears of a failure.
    this.ready.catch(() => undefined);
    this.built.catch(() => undefined);
  }

  /** Starts at once and goes on in the background; see `ready`. */
  static start(options: RunnerOptions): Runner {
    return new Runner(options);
  }

  /** Every read model that is kept up to date has come this far. */
  get position(): number {
    return this.position$.value;
  }

  /**
   * What goes wrong just now and is being tried again. A LogBroken is not: it needs a person, and reading has ended.
   */
  get trouble(): unknown {
    return this.#trouble;
  }

  /** What is served; undefined as long as the first generation is being built. */
  model(name: string): LiveGeneration | undefined {
    return this.#serving.get(name);
  }

  /** Stops after the window under way and saves how far it has come. */
  async close(): Promise<void> {
    this.#stopping.abort();
    this.#subscriptions.unsubscribe();
    await Promise.allSettled([this.ready, this.built]);
    await this.#lane;
    // With the database gone this would only wait for it. The next start replays a little more instead.
    if (this.#trouble === undefined) await this.save().catch(() => undefined);
    for (const subject of [this.changes$, this.switched$, this.position$]) subject.complete();
  }

  /** Writes down all that was read until now, and how far that is. */
  async save(): Promise<void> {
    await this.#writer.write();
    await this.#writer.saveCheckpoints();
  }

  /** Serves what there is, and builds what has never been there. What older rules made is left to be built after. */
  async #open(): Promise<{ caughtUp: Promise<void>; outdated: readonly Projection[] }> {
    const { views, projections, pointersEveryMs = 1_000 } = this.#options;
    const { writeEveryMs = WRITE_EVERY_MS, checkpointEveryMs = 1_000 } = this.#options;
    const discarded = await this.#untilDone(() => discardForeign(this.#options.log, views, projections));
    if (discarded.length > 0) this.#options.onDiscarded?.(discarded);
    await this.#untilDone(() => preparePointers(views, projections));
    await this.#serveNew();
    await this.#build(projections.filter(({ name }) => this.#serving.get(name) === undefined));
    const outdated = projections.filter(({ name }) => this.#serving.get(name)?.outdated);
    this.position$.next(this.#serving.start);
    this.#following = true;
    const caughtUp = this.#follow();
    this.#every(writeEveryMs, () => this.#write());
    this.#every(checkpointEveryMs, () => this.#writer.saveCheckpoints());
    this.#every(pointersEveryMs, () => this.#serveNew());
    return { caughtUp, outdated };
  }

  /** Reads what is behind, then follows what comes in. Settles when the first part is done. */
  #follow(): Promise<void> {
    return new Promise((resolve, reject) => {
      const all$ = defer(() => this.#read(resolve)).pipe(
        retry({
          resetOnSuccess: true,
          delay: (error, count) => {
            if (this.#stopping.signal.aborted) throw error;
            this.#report(error);
            if (error instanceof LogBroken) throw error;
            return timer(pauseMs(count));
          },
        }),
      );
      this.#stopping.signal.addEventListener('abort', () => reject(this.#stopping.signal.reason), { once: true });
      this.#subscriptions.add(all$.subscribe({ error: reject }));
    });
  }

  /** Applies the log window by window, and says so each time. Calls back when what was behind is done. */
  async *#read(caughtUp: () => void): AsyncGenerator<void, void, undefined> {
    const { log, source } = this.#options;
    for await (const commits of readCommits(log, { after: this.position })) await this.#apply(commits);
    caughtUp();
    for await (const commits of source.commitsAfter(this.position, this.#stopping.signal)) {
      await this.#apply(commits);
      yield;
    }
  }

  #apply(commits: readonly Commit[]): Promise<void> {
    return this.#exclusive(async () => {
      const last = commits.at(-1);
      if (last === undefined) return;
      assertDense(commits, this.position);
      const [first] = commits;
      if (this.#hash !== undefined && first?.prev !== this.#hash) {
        throw new LogBroken(`Commit ${first?.position} does not follow the one that was read before it.`);
      }
      if (this.#writer.waiting > UNWRITTEN_MAX) await this.#write();
      const changes = await Promise.all(
        this.#serving.live.map(async (generation) => {
          const changed = await this.#untilDone(() => generation.apply(commits));
          return changed.map((change) => ({ ...change, model: generation.projection.name }));
        }),
      );
      const inOrder = changes.flat().sort((a, b) => a.position - b.position);
      if (inOrder.length > 0) this.changes$.next(inOrder);
      this.#hash = last.hash;
      this.position$.next(last.position);
    });
  }

  /** Looks which generations are to be served, brings the new ones up to date, and serves them. */
  #serveNew(): Promise<void> {
    return this.#exclusive(async () => {
      for (const generation of await this.#untilDone(() => this.#serving.opened())) {
        // Once the reader is on its way it does not turn back for one of them.
        if (this.#following && !generation.outdated) await this.#untilDone(() => this.#bringUp(generation));
        this.#serving.serve(generation);
        this.switched$.next(generation.projection.name);
      }
    });
  }

  async #bringUp(generation: LiveGeneration): Promise<void> {
    const { log } = this.#options;
    for await (const commits of readCommits(log, { after: generation.position, to: this.position })) {
      this.#stopping.signal.throwIfAborted();
      await generation.apply(commits);
    }
  }

  async #build(projections: readonly Projection[]): Promise<void> {
    const { log, views } = this.#options;
    const { signal } = this.#stopping;
    // One after another, so that a start does not read the log eight times at once.
    for (const projection of projections) {
      await this.#untilDone(() => rebuildIfOutdated({ log, views, projection, signal }));
      await this.#serveNew();
    }
  }

  async #write(): Promise<void> {
    // Without rows to write the database is not asked, so that says nothing about trouble.
    if (this.#writer.waiting === 0) await this.#writer.write();
    else await this.#untilDone(() => this.#writer.write());
  }

  #every(ms: number, work: () => Promise<unknown>): void {
    const quietly = async () => {
      try {
        await work();
      } catch (error) {
        if (!this.#stopping.signal.aborted) this.#report(error);
      }
    };
    this.#subscriptions.add(timer(ms, ms).pipe(exhaustMap(quietly)).subscribe());
  }

  /** Tries again until it is done: the database may go away and come back. Rejects only when the runner stops. */
  async #untilDone<T>(work: () => Promise<T>): Promise<T> {
    for (let count = 1; ; count += 1) {
      this.#stopping.signal.throwIfAborted();
      try {
        const done = await work();
        if (!(this.#trouble instanceof LogBroken)) this.#trouble = undefined;
        return done;
      } catch (error) {
        if (this.#stopping.signal.aborted) throw error;
        if (!(error instanceof RebuildUnderWay)) this.#report(error);
        if (error instanceof LogBroken) throw error;
        await wait(pauseMs(count), undefined, { signal: this.#stopping.signal });
      }
    }
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#lane.then(work, work);
    this.#lane = mine.catch(() => undefined);
    return mine;
  }

  #report(error: unknown): void {
    this.#trouble = error;
    this.#options.onError?.(error);
  }
}

function assertDense(commits: readonly Commit[], after: number): void {
  commits.forEach(({ position }, index) => {
    if (position !== after + index + 1) {
      throw new LogBroken(`The reader stands at ${after + index} and was given ${position} next.`);
    }
  });
}

function pauseMs(count: number): number {
  return Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(count - 1, DOUBLINGS_MAX));
}
