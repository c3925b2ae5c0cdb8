import type { Db } from 'mongodb';
import type { SignedHead } from '../contracts/heads.ts';
import { readWindow } from '../event-store/read.ts';
import { keepHead, signHead } from './heads.ts';
import type { HeadKey } from './signing-key.ts';

/** How often the head is signed at the most. */
const EVERY_MS = 60_000;

export interface SignerOptions {
  readonly log: Db;
  readonly key: HeadKey;
  readonly clock: () => Date;
  /** The last position that is known. */
  readonly head: () => number;
  readonly onError: (error: unknown) => void;
  readonly onSigned?: (head: SignedHead) => void;
  readonly everyMs?: number;
}

/** Signs the head of the log while it moves, and once more at the end. */
export class HeadSigner {
  readonly #options: SignerOptions;
  readonly #timer: NodeJS.Timeout;
  #signed = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(options: SignerOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#next(), options.everyMs ?? EVERY_MS);
    this.#timer.unref();
    this.#next();
  }

  /** Signs what has come since the last time, and signs no more. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#next();
    await this.#work;
  }

  #next(): void {
    this.#work = this.#work.then(() => this.#sign()).catch(this.#options.onError);
  }

  async #sign(): Promise<void> {
    const { log, key, clock, head } = this.#options;
    const position = head();
    if (position <= this.#signed) return;
    const [commit] = await readWindow(log, position - 1, 1);
    if (commit === undefined) return;
    const signed = signHead(commit, clock(), key);
    await keepHead(log, signed);
    this.#signed = position;
    this.#options.onSigned?.(signed);
  }
}
