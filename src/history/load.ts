import type { Db } from 'mongodb';
import { aggregates } from '../domain/catalogue.ts';
import type { AggregateKind } from '../domain/events.ts';
import { kindAndId } from '../domain/kernel.ts';
import { readAggregates } from '../event-store/read.ts';
import { type Shown, type Step, stepsOf } from './record-history.ts';
import { recordModels } from './record-models.ts';

/** Every kind of record that the log may hold. */
export const recordKinds: readonly string[] = aggregates.map(({ kind }) => kind);

/** What each commit changed about one record; empty where nothing was ever recorded of it. `shown` has all projections. */
export async function loadSteps(log: Db, aggregate: string, { projections, nameOf }: Shown): Promise<Step[]> {
  const [kind] = kindAndId(aggregate);
  const names: readonly string[] = recordModels[kind as AggregateKind] ?? [];
  const own = projections.filter(({ name }) => names.includes(name));
  return [...stepsOf(aggregate, await readAggregates(log, [aggregate]), { projections: own, nameOf })];
}
