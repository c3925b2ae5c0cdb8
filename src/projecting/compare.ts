import type { Db } from 'mongodb';
import { canonical } from '../event-store/canonical.ts';
import { readCommits } from '../event-store/read.ts';
import { Build } from './build.ts';
import type { Projection } from './definition.ts';
import type { RowState } from './fold.ts';
import { type Pointer, pointersOf } from './pointers.ts';
import { Progress, type RebuildProgress } from './progress.ts';
import { type Rows, readRows, rowBatches, rowsOf } from './rows.ts';
import { withScratch } from './scratch.ts';

/** A row that differs between a fresh fold of the log and what is served. Null where there is no such row. */
export interface Difference {
  readonly id: string;
  readonly served: object | null;
  readonly fresh: object | null;
}

export interface Comparison {
  readonly name: string;
  readonly generation: number;
  /** Every commit up to here is compared. */
  readonly position: number;
  readonly rows: number;
  readonly differing: number;
  /** The first few of them. */
  readonly differences: readonly Difference[];
  /** Rows that an event cannot be applied to. */
  readonly parked: number;
}

export interface CompareOptions {
  readonly log: Db;
  readonly views: Db;
  readonly projection: Projection;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

const DIFFERENCES_MAX = 20;

/**
 * Folds the log anew into a collection that is thrown away, and compares it row by row with what is served; a server
 * may go on writing meanwhile. With other rules than those in use it says what a rebuild would change. Throws Error
 * when nothing is served yet.
 */
export async function compare(options: CompareOptions): Promise<Comparison> {
  const { views, projection } = options;
  const pointer = await pointersOf(views).findOne({ _id: projection.name });
  if (pointer === null || pointer.generation === 0)
    throw new Error(`${projection.name} has nothing to compare with yet.`);
  return await withScratch(views, [projection], async (scratch) => {
    const fresh = scratch.get(projection);
    if (fresh === undefined) throw new Error(`${projection.name} has no collection to be compared in.`);
    return await new Check(options, pointer, fresh).run();
  });
}

class Check {
  readonly #options: CompareOptions;
  readonly #pointer: Pointer;
  readonly #served: Rows;
  readonly #fresh: Rows;
  readonly #build: Build;
  readonly #progress: Progress;
  readonly #differences: Difference[] = [];
  #position = 0;
  #rows = 0;
  #differing = 0;

  constructor(options: CompareOptions, pointer: Pointer, fresh: Rows) {
    const { log, views, projection, onProgress } = options;
    this.#options = options;
    this.#pointer = pointer;
    this.#served = rowsOf(views, projection.name, pointer.generation);
    this.#fresh = fresh;
    this.#build = new Build({ projection, rows: fresh, resumed: false, parked: new Set() });
    this.#progress = new Progress(log, 0, onProgress);
  }

  async run(): Promise<Comparison> {
    // The checkpoint is the line up to which all rows are certainly written.
    await this.#progress.lookAhead();
    await this.#foldTo(this.#pointer.position);
    await this.#build.flush();
    const ahead = await this.#compareServed();
    await this.#findMissing();
    // Rows that a server has changed since: each is compared at the position where it was read.
    ahead.sort((a, b) => a.state.position - b.state.position);
    for (const { id, state } of ahead) {
      await this.#foldTo(state.position);
      this.#judge(id, state, await this.#build.one(id));
    }
    return {
      name: this.#options.projection.name,
      generation: this.#pointer.generation,
      position: this.#position,
      rows: this.#rows,
      differing: this.#differing,
      differences: this.#differences,
      parked: this.#build.parked,
    };
  }

  async #foldTo(to: number): Promise<void> {
    for await (const commits of readCommits(this.#options.log, { after: this.#position, to })) {
      await this.#build.apply(commits);
      this.#position = commits.at(-1)?.position ?? this.#position;
      this.#progress.passed(commits);
      if (this.#build.isFull) await this.#build.flush();
    }
  }

  /** Gives the rows that have moved on beyond the checkpoint. */
  async #compareServed(): Promise<{ id: string; state: RowState }[]> {
    const ahead: { id: string; state: RowState }[] = [];
    for await (const rows of rowBatches(this.#served)) {
      const fresh = await readRows(
        this.#fresh,
        rows.map(({ _id }) => _id),
      );
      for (const { _id, position, row } of rows) {
        if (row !== undefined) this.#rows += 1;
        if (position > this.#pointer.position) ahead.push({ id: _id, state: { position, row } });
        else this.#judge(_id, { position, row }, fresh.get(_id));
      }
    }
    return ahead;
  }

  async #findMissing(): Promise<void> {
    for await (const rows of rowBatches(this.#fresh)) {
      const served = await readRows(
        this.#served,
        rows.map(({ _id }) => _id),
      );
      for (const { _id, position, row } of rows) {
        if (!served.has(_id)) this.#judge(_id, undefined, { position, row });
      }
    }
  }

  #judge(id: string, served: RowState | undefined, fresh: RowState | undefined): void {
    const difference = { id, served: served?.row ?? null, fresh: fresh?.row ?? null };
    if (canonical(difference.served) === canonical(difference.fresh)) return;
    this.#differing += 1;
    if (this.#differences.length < DIFFERENCES_MAX) this.#differences.push(difference);
  }
}
