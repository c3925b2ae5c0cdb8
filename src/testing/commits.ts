import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import { firstValueFrom, fromEvent, Subject, takeUntil } from 'rxjs';
import { type Commit, GENESIS, sealed } from '../event-store/commit.ts';
import { commitsOf, prepareLog } from '../event-store/log.ts';
import { readCommits } from '../event-store/read.ts';

/** An event and the aggregate that it belongs to. */
export type Given = readonly [aggregate: string, type: string, data: object];

const FIRST_AT = Date.UTC(2026, 10, 12, 20, 0);
const MINUTE_MS = 60_000;

/** When the commit at this position was recorded. */
export function atOf(position: number): string {
  return new Date(FIRST_AT + position * MINUTE_MS).toISOString();
}

/** Makes commits of given events, as the event store would: position, sequences and chain run on. One minute apart. */
export class CommitMaker {
  readonly #sequences = new Map<string, number>();
  #last: Commit | undefined;

  /** One commit. */
  make(
    events: readonly Given[],
    by: { user?: string; device?: string | undefined; at?: Date; command?: string; reason?: string } = {},
  ): Commit {
    const position = (this.#last?.position ?? 0) + 1;
    const commit = sealed({
      _id: randomUUID(),
      position,
      at: by.at ?? new Date(atOf(position)),
      actor: { user: by.user ?? 'kylie', ...(by.device !== undefined && { device: by.device }) },
      ...(by.reason !== undefined && { reason: by.reason }),
      command: { type: by.command ?? 'Test', digest: '' },
      events: events.map(([aggregate, type, data]) => ({
        stream: { aggregate, sequence: this.#next(aggregate) },
        type,
        v: 1,
        data,
      })),
      prev: this.#last?.hash ?? GENESIS,
    });
    this.#last = commit;
    return commit;
  }

  #next(aggregate: string): number {
    const sequence = (this.#sequences.get(aggregate) ?? 0) + 1;
    this.#sequences.set(aggregate, sequence);
    return sequence;
  }
}

/** A log that a test writes to directly, and a stream of it like the event store's. */
export class TestLog {
  readonly db: Db;
  readonly #maker = new CommitMaker();
  readonly #written$ = new Subject<void>();
  #head = 0;

  private constructor(db: Db) {
    this.db = db;
  }

  static async open(db: Db): Promise<TestLog> {
    await prepareLog(db);
    return new TestLog(db);
  }

  get head(): number {
    return this.#head;
  }

  /** One commit for each list of events, inserted in one go. */
  async append(...commits: readonly (readonly Given[])[]): Promise<number> {
    return this.#insert(commits.map((events) => this.#maker.make(events)));
  }

  /** Commits by several people, inserted in one go. */
  async appendBy(
    commits: readonly {
      readonly user: string;
      readonly device?: string | undefined;
      readonly events: readonly Given[];
    }[],
  ): Promise<number> {
    return this.#insert(commits.map(({ events, ...by }) => this.#maker.make(events, by)));
  }

  async #insert(made: readonly Commit[]): Promise<number> {
    await commitsOf(this.db).insertMany([...made]);
    this.#head = made.at(-1)?.position ?? this.#head;
    this.#written$.next();
    return this.#head;
  }

  /** Windows of commits after a position, until the signal. */
  async *commitsAfter(position: number, signal: AbortSignal): AsyncGenerator<readonly Commit[], void, undefined> {
    let at = position;
    while (!signal.aborted) {
      for await (const commits of readCommits(this.db, { after: at })) {
        yield commits;
        at = commits.at(-1)?.position ?? at;
      }
      const written$ = this.#written$.pipe(takeUntil(fromEvent(signal, 'abort')));
      if (!signal.aborted && this.#head <= at) await firstValueFrom(written$, { defaultValue: undefined });
    }
  }
}
