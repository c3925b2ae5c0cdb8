import type { Db } from 'mongodb';
import {
  type HistoryCommit,
  type HistoryEntry,
  type HistoryStep,
  RECORDS_MAX,
  type RecordHistory,
  type RecordInCommit,
  STEPS_MAX,
} from '../contracts/history.ts';
import { stateAfter } from '../contracts/record-past.ts';
import type { AggregateKind } from '../domain/events.ts';
import { kindAndId } from '../domain/kernel.ts';
import type { Commit } from '../event-store/commit.ts';
import { readWindow } from '../event-store/read.ts';
import type { Projection } from '../projecting/definition.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import { editableFields } from './editable.ts';
import { loadSteps, recordKinds } from './load.ts';
import type { Step } from './record-history.ts';
import { recordName } from './record-name.ts';
import { searchLog, type Wanted } from './search.ts';

export interface HistoryOptions {
  readonly log: Db;
  readonly projections: readonly Projection[];
  /** They know names of people, clients and tablets, and where the log ends. */
  readonly readModels: Pick<ReadModels, 'nameOf' | 'one' | 'position'>;
}

/** What was recorded, told for people: of one record, or of the whole company. What happened is read from the log alone; read models only lend names. */
export class History {
  readonly #options: HistoryOptions;

  constructor(options: HistoryOptions) {
    this.#options = options;
  }

  /** All that was recorded of one thing; undefined where nothing ever was. */
  async record(kind: string, id: string): Promise<RecordHistory | undefined> {
    if (!recordKinds.includes(kind)) return undefined;
    const { log, projections, readModels } = this.#options;
    const all = await loadSteps(log, `${kind}/${id}`, { projections, nameOf: readModels.nameOf });
    if (all.length === 0) return undefined;
    const earlier = all.slice(0, Math.max(0, all.length - STEPS_MAX));
    return {
      ...{ kind, id, editable: [...(editableFields[kind as AggregateKind] ?? [])] },
      ...(earlier.length > 0 && { start: heldAfter(earlier) }),
      steps: all.slice(earlier.length).map((step) => this.#told(step)),
    };
  }

  /** A page of the company's history, the newest first, and where the next one goes on. */
  async search(wanted: Wanted, from: { below?: number | undefined; limit: number }): Promise<HistoryPage> {
    const { log, readModels } = this.#options;
    const end = readModels.position + 1;
    const { below = end, limit } = from;
    const found = await searchLog(log, wanted, { below: Math.min(below, end), limit });
    return {
      items: await Promise.all(found.commits.map((commit) => this.#entry(commit))),
      ...(found.below !== undefined && { below: found.below }),
      head: end - 1,
    };
  }

  /** All that one commit recorded, over all its records; undefined where the log has no such position. */
  async commit(position: number): Promise<HistoryCommit | undefined> {
    const { log, projections, readModels } = this.#options;
    const [commit] = await readWindow(log, position - 1, 1);
    if (commit === undefined) return undefined;
    const { records, ...entry } = await this.#entry(commit);
    const told = records.slice(0, RECORDS_MAX);
    const withChanges: RecordInCommit[] = [];
    // One after another: each may be read from thousands of commits.
    for (const record of told) {
      const { kind, id } = record;
      const steps = await loadSteps(log, `${kind}/${id}`, { projections, nameOf: readModels.nameOf });
      const before = steps.filter((step) => step.position < position);
      withChanges.push({ ...record, start: heldAfter(before), changes: steps[before.length]?.changes ?? [] });
    }
    return { ...entry, hash: commit.hash, records: withChanges, more: records.length - told.length };
  }

  #told({ changes, events, sequence, ...step }: Step): HistoryStep {
    return {
      ...this.#authored(step),
      sequence,
      events: [...events],
      changes: [...changes],
    };
  }

  async #entry({ position, at, actor, command, reason, events }: Commit): Promise<HistoryEntry> {
    const byRecord = new Map<string, string[]>();
    for (const { stream, type } of events) {
      byRecord.set(stream.aggregate, [...(byRecord.get(stream.aggregate) ?? []), type]);
    }
    const records = [...byRecord].map(async ([aggregate, types], index) => {
      const [kind, id] = kindAndId(aggregate);
      const name = index < RECORDS_MAX ? await recordName(this.#options.readModels, kind, id) : undefined;
      return { kind, id, ...(name !== undefined && { name }), events: types };
    });
    return {
      ...this.#authored({ position, at, ...actor, command: command.type, reason }),
      records: await Promise.all(records),
    };
  }

  #authored({ position, at, user, device, command, reason }: Authored): Omit<HistoryEntry, 'records'> {
    const { nameOf } = this.#options.readModels;
    return {
      ...{ position, at: at.toISOString(), user: { id: user, name: nameOf(user) }, command },
      ...(device !== undefined && { device: { id: device, name: nameOf.device(device) } }),
      ...(reason !== undefined && { reason }),
    };
  }
}

/** What a record holds after these steps, field by field. */
function heldAfter(steps: readonly Step[]): RecordInCommit['start'] {
  return [...stateAfter(steps)].map(([field, value]) => ({ field, value }));
}

export interface HistoryPage {
  readonly items: HistoryEntry[];
  readonly below?: number;
  /** The last position of the log. */
  readonly head: number;
}

type Authored = Pick<Step, 'position' | 'at' | 'user' | 'command'> & {
  readonly device?: string | undefined;
  readonly reason?: string | undefined;
};
