import type { Db } from 'mongodb';
import { OPERATOR } from '../contracts/operator.ts';
import { COMPANY } from '../domain/company.ts';
import type { NewEvent } from '../domain/kernel.ts';
import type { MovingRule } from '../domain/moving/events.ts';
import { move } from '../domain/moving/moving.ts';
import { LogBusy, LogUnavailable } from '../event-store/errors.ts';
import type { EventStore } from '../event-store/store.ts';
import type { Seal } from '../private-details/seal.ts';
import { commandIdOf } from './identity.ts';
import type { Unit } from './planner.ts';
import { sealAway } from './seal-away.ts';
import { SourceError } from './source-error.ts';
import type { Spool } from './spool.ts';

export interface WriterOptions {
  readonly views: Db;
  readonly source: string;
  /** Opens the store with this clock. */
  readonly openStore: (clock: () => Date) => Promise<EventStore>;
  readonly seal: () => Promise<Seal>;
  /** When the run began: also at a second try, so that the commits are the same. */
  readonly at: Date;
  /** Ids of the commands that an earlier try of the run has recorded. */
  readonly done: ReadonlySet<string>;
}

/** Each try waits ten seconds. */
const TRIES_MAX = 6;

/** Records a run, one commit after another, so that a run that was cut off has written the beginning of the whole one. */
export class Writer {
  readonly #options: WriterOptions;
  #store: EventStore | undefined;
  #seal: Seal | undefined;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** `left`: the run before it that is not gone on with. */
  async begin(
    {
      run,
      update,
      rules,
      left,
    }: { run: number; update: boolean; rules: readonly MovingRule[]; left: number | undefined },
    { fingerprint, documents }: Spool,
  ): Promise<void> {
    const { source, at } = this.#options;
    const events = [
      ...(left === undefined ? [] : [move.event(COMPANY, 'MoveLeft', { run: left })]),
      move.event(COMPANY, 'MoveBegun', { run, source, fingerprint, documents, update, rules }),
    ];
    await this.#send(commandIdOf('move begins', fingerprint, String(run), at.toISOString()), events, []);
  }

  async write(
    id: string,
    events: readonly NewEvent[],
    fresh: readonly string[],
    units: readonly Unit[],
  ): Promise<void> {
    const { views, done, seal, at } = this.#options;
    if (done.has(id)) return;
    const sealing = units.filter((unit) => (unit.sealed?.values.size ?? 0) > 0);
    if (sealing.length > 0) {
      this.#seal ??= await seal();
      await sealAway(views, this.#seal, sealing, at);
    }
    await this.#send(id, events, fresh);
  }

  async finish(run: number, report: object): Promise<void> {
    const events = [move.event(COMPANY, 'MoveFinished', { run, report: JSON.stringify(report) })];
    await this.#send(commandIdOf('move ends', String(run), this.#options.at.toISOString()), events, []);
  }

  async close(): Promise<void> {
    await this.#store?.close();
  }

  /** One after another, because the lane may take those first whose things are at hand. */
  async #send(id: string, events: readonly NewEvent[], fresh: readonly string[]): Promise<void> {
    this.#store ??= await this.#options.openStore(() => this.#options.at);
    const command = { id, type: 'ImportDocuments', payload: { events, fresh }, user: OPERATOR };
    for (let triesLeft = TRIES_MAX - 1; ; triesLeft -= 1) {
      try {
        const outcome = await this.#store.handle(command);
        if (!outcome.accepted) throw new SourceError(outcome.refusal.detail);
        return;
      } catch (error) {
        if (!(error instanceof LogBusy || error instanceof LogUnavailable) || triesLeft === 0) throw error;
      }
    }
  }
}
