import type { Db } from 'mongodb';
import { type HistoryEntry, type HistoryStep, type RecordHistory, STEPS_MAX } from '../contracts/history.ts';
import { kindAndId } from '../domain/kernel.ts';
import type { Commit } from '../event-store/commit.ts';
import type { Projection } from '../projecting/definition.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import { loadSteps, recordKinds } from './load.ts';
import { type Step, stateAfter } from './record-history.ts';
import { searchLog, type Wanted } from './search.ts';

export interface HistoryOptions {
  readonly log: Db;
  readonly projections: readonly Projection[];
  /** They know names of people, clients and tablets, and where the log ends. */
  readonly readModels: Pick<ReadModels, 'nameOf' | 'position'>;
}

/** What was recorded, told for people: of one record, or of the whole company. It reads nothing but the log. */
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
      ...{ kind, id },
      ...(earlier.length > 0 && { start: [...stateAfter(earlier)].map(([field, value]) => ({ field, value })) }),
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
      items: found.commits.map((commit) => this.#entry(commit)),
      ...(found.below !== undefined && { below: found.below }),
    };
  }

  #told({ changes, events, sequence, ...step }: Step): HistoryStep {
    return {
      ...this.#authored(step),
      sequence,
      events: [...events],
      changes: [...changes],
    };
  }

  #entry({ position, at, actor, command, reason, events }: Commit): HistoryEntry {
    const byRecord = new Map<string, string[]>();
    for (const { stream, type } of events) {
      byRecord.set(stream.aggregate, [...(byRecord.get(stream.aggregate) ?? []), type]);
    }
    return {
      ...this.#authored({ position, at, ...actor, command: command.type, reason }),
      records: [...byRecord].map(([aggregate, types]) => {
        const [kind, id] = kindAndId(aggregate);
        return { kind, id, events: types };
      }),
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

export interface HistoryPage {
  readonly items: HistoryEntry[];
  readonly below?: number;
}

type Authored = Pick<Step, 'position' | 'at' | 'user' | 'command'> & {
  readonly device?: string | undefined;
  readonly reason?: string | undefined;
};
