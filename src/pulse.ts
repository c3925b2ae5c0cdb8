import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import { DatabaseFault } from './event-store/errors.ts';
import { freeBytes } from './folders.ts';

export interface PulseOptions {
  /** Where the sign of life is written: never the log. */
  readonly views: Db;
  /** Where the data lie, if that is on this machine: its free space is watched. */
  readonly folder: string | undefined;
  /** With less room than this nothing is recorded any more. */
  readonly freeBytesMin: number;
  /** Starts the database again, if this process may. Told whether it answers at all, or is silent. */
  readonly restart: ((state: { readonly answers: boolean }) => void) | undefined;
  readonly onFault: (fault: DatabaseFault) => void;
  readonly everyMs?: number;
}

const EVERY_MS = 5_000;
/** Looks that come sooner after one another share an answer: health is asked by everybody. */
const FRESH_MS = 1_000;
const TIMEOUT_MS = 3_000;
/** A database that fails so often in a row, though its process lives, is started again. */
const FAULTS_BEFORE_RESTART = 2;

/**
 * Proves from time to time that the database really writes and reads: one that has run out of disk answers a ping, and
 * fails at everything else for as long as its process lives.
 */
export class Pulse {
  readonly #options: PulseOptions;
  readonly #id = `pulse-${randomUUID()}`;
  readonly #timer: NodeJS.Timeout;
  #look: Promise<void> | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #fault: DatabaseFault | undefined;
  #noRoom: DatabaseFault | undefined;
  #faultsInRow = 0;

  constructor(options: PulseOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.check().catch(() => undefined), options.everyMs ?? EVERY_MS);
    this.#timer.unref();
  }

  /** Why nothing may be recorded just now: the disk is nearly full. As of the last look. */
  get noRoom(): DatabaseFault | undefined {
    return this.#noRoom;
  }

  /** Looks anew, unless somebody has just looked. Throws DatabaseFault. */
  async check(): Promise<void> {
    if (performance.now() - this.#lookedAt > FRESH_MS) {
      this.#look ??= this.#beat().finally(() => {
        this.#look = undefined;
        this.#lookedAt = performance.now();
      });
    }
    await this.#look;
    const fault = this.#fault ?? this.#noRoom;
    if (fault !== undefined) throw fault;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#look;
    await pulseOf(this.#options.views)
      .deleteOne({ _id: this.#id }, { timeoutMS: TIMEOUT_MS })
      .catch(() => undefined);
  }

  async #beat(): Promise<void> {
    const hadFault = this.#fault ?? this.#noRoom;
    this.#noRoom = await this.#room();
    this.#fault = await this.#writeAndRead();
    const fault = this.#fault ?? this.#noRoom;
    if (fault !== undefined && hadFault === undefined) this.#options.onFault(fault);
    this.#faultsInRow = this.#fault === undefined ? 0 : this.#faultsInRow + 1;
    if (this.#faultsInRow < FAULTS_BEFORE_RESTART) return;
    this.#faultsInRow = 0;
    this.#options.restart?.({ answers: isServerError(this.#fault?.cause) });
  }

  async #writeAndRead(): Promise<DatabaseFault | undefined> {
    const pulse = pulseOf(this.#options.views);
    const at = new Date();
    try {
      await pulse.replaceOne({ _id: this.#id }, { at }, { upsert: true, timeoutMS: TIMEOUT_MS });
      const found = await pulse.findOne({ _id: this.#id }, { timeoutMS: TIMEOUT_MS });
      if (found?.at.getTime() === at.getTime()) return undefined;
      return new DatabaseFault('The database does not give back what was written to it.');
    } catch (error) {
      const words = isServerError(error) ? 'The database cannot write.' : 'The database does not answer.';
      return new DatabaseFault(words, { cause: error });
    }
  }

  async #room(): Promise<DatabaseFault | undefined> {
    const { folder, freeBytesMin } = this.#options;
    if (folder === undefined || freeBytesMin === 0) return undefined;
    const free = await freeBytes(folder).catch(() => undefined);
    if (free === undefined || free >= freeBytesMin) return undefined;
    return new DatabaseFault(
      `The disk of the server is nearly full (${megabytes(free)} MB free, and ${megabytes(freeBytesMin)} MB are kept): nothing is recorded until there is room. Tell the person who runs Misty.`,
    );
  }
}

function pulseOf(views: Db) {
  return views.collection<{ _id: string; at: Date }>('pulse', { writeConcern: { w: 'majority', journal: true } });
}

function megabytes(bytes: number): number {
  return Math.floor(bytes / 2 ** 20);
}

/** It answers, and says no. */
function isServerError(error: unknown): boolean {
  return error instanceof Error && /^Mongo(Server|BulkWrite|WriteConcern)Error$/.test(error.name);
}
