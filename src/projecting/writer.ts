import type { Db } from 'mongodb';
import { within } from '../event-store/within.ts';
import type { LiveGeneration } from './generation.ts';
import { saveCheckpoints } from './pointers.ts';

const WRITE_TIMEOUT_MS = 30_000;

export interface WriterOptions {
  readonly views: Db;
  /** The generations that are kept up to date. */
  readonly live: () => readonly LiveGeneration[];
  /** Told the name of a read model of which rows were taken back, because the database will never hold them. */
  readonly onTakenBack: (name: string) => void;
}

/**
 * Writes behind what was folded in memory, so that a row that changes ten times in a moment is written once. What is not
 * written when the process dies is folded again at the next start: a checkpoint is never ahead of the rows.
 */
export class Writer {
  readonly #options: WriterOptions;
  /** The position up to which each generation's checkpoint is saved. */
  readonly #saved = new WeakMap<LiveGeneration, number>();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Rows that wait to be written. */
  get waiting(): number {
    return this.#options.live().reduce((sum, { unwritten }) => sum + unwritten, 0);
  }

  /** Writes all rows that have changed until now. Throws when the database is away. */
  write(): Promise<void> {
    return this.#exclusive(async () => {
      // One after another: a commit on its way to the log is to find the database free.
      for (const generation of this.#options.live()) {
        const takenBack = await within(generation.write(), WRITE_TIMEOUT_MS);
        if (takenBack) this.#options.onTakenBack(generation.projection.name);
      }
    });
  }

  /** Notes how far each generation is written. */
  saveCheckpoints(): Promise<void> {
    return this.#exclusive(async () => {
      const moved = this.#options.live().filter((one) => this.#saved.get(one) !== one.written);
      const checkpoints = moved.map((one) => ({
        name: one.projection.name,
        generation: one.generation,
        position: one.written,
        mark: one.mark,
      }));
      await saveCheckpoints(this.#options.views, checkpoints);
      moved.forEach((one, index) => {
        this.#saved.set(one, checkpoints[index]?.position ?? 0);
      });
    });
  }

  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#writing.then(work, work);
    this.#writing = mine.catch(() => undefined);
    return mine;
  }
}
