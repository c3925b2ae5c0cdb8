import type { Db } from 'mongodb';
import { projections } from '../../projections/index.ts';
import { aggregates } from '../domain/catalogue.ts';
import type { AggregateKind } from '../domain/events.ts';
import { readAggregates } from '../event-store/read.ts';
import type { NameOf, Projection } from '../projecting/definition.ts';
import { type Step, stepsOf } from './record-history.ts';
import { recordModels } from './record-models.ts';

/** Every kind of record that the log may hold. */
export const recordKinds: readonly string[] = aggregates.map(({ kind }) => kind);

/** What each commit changed about one record; empty where nothing was ever recorded of it. */
export async function loadSteps(log: Db, aggregate: string, nameOf: NameOf): Promise<Step[]> {
  const commits = await readAggregates(log, [aggregate]);
  return [...stepsOf(aggregate, commits, { projections: modelsOf(aggregate), nameOf })];
}

function modelsOf(aggregate: string): readonly Projection[] {
  const kind = aggregate.slice(0, aggregate.indexOf('/'));
  const names: readonly string[] = recordModels[kind as AggregateKind] ?? [];
  return projections.filter(({ name }) => names.includes(name));
}
