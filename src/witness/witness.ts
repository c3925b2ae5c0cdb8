import type { Db } from 'mongodb';
import { HASHES_MAX } from '../contracts/hashes-max.ts';
import type { HeadProof, SignedHead } from '../contracts/heads.ts';
import { readHashes } from '../event-store/read.ts';
import { readKeyStatements, readLatestHead } from './heads.ts';

type Listener = (head: SignedHead) => void;

/** Tells tablets of signed heads, and shows them that the log which they know goes on in the log of now. */
export class Witness {
  readonly #log: Db;
  readonly #listeners = new Set<Listener>();
  #latest: SignedHead | undefined;

  private constructor(log: Db, latest: SignedHead | undefined) {
    this.#log = log;
    this.#latest = latest;
  }

  static async open(log: Db): Promise<Witness> {
    return new Witness(log, await readLatestHead(log));
  }

  get latest(): SignedHead | undefined {
    return this.#latest;
  }

  /** A head was signed: everybody who listens hears of it. */
  signed(head: SignedHead): void {
    this.#latest = head;
    for (const listener of this.#listeners) listener(head);
  }

  /** Calls back for each head from now on. Returns what ends it. */
  follow(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The hashes from one position to another, both included, with the newest head and all keys. */
  async proof(from: number, to: number): Promise<HeadProof> {
    const hashes = await readHashes(this.#log, from, Math.min(to, from + HASHES_MAX - 1));
    const head = this.#latest;
    return { keys: await readKeyStatements(this.#log), ...(head && { head }), from, hashes };
  }
}
