import { BSON } from 'mongodb';
import type { MovingRule } from '../../contracts/moving.ts';
import type { NewEvent } from '../../domain/kernel.ts';
import { Context } from '../../moving/context.ts';
import { unitsOf } from '../../moving/plan.ts';
import { Planner, type Unit } from '../../moving/planner.ts';
import type { Source } from '../../moving/source.ts';
import { spoolOf } from '../../moving/spool.ts';
import type { OldCompany } from './old-company.ts';

/** The company as a source, from memory. */
export function sourceOf(company: OldCompany): Source {
  return {
    name: 'misty',
    collections: Object.entries(company).map(([name, documents]) => ({
      name,
      async *documents() {
        for (const one of documents) yield Buffer.from(BSON.serialize(one));
      },
    })),
    close: async () => undefined,
  };
}

/** What becomes of a company, without a database. */
export async function planned(company: OldCompany, rules: readonly MovingRule[] = []) {
  const context = new Context();
  const spool = await spoolOf(sourceOf(company), (document, index) => context.inspect(document, index));
  try {
    context.complete();
    context.rulesAre(rules);
    const before = { names: new Map(), orderNumbers: new Map(), lastNumbers: new Map() };
    const planner = new Planner({
      ...{ context, spool, source: 'the old application', today: '2026-10-30', before },
      onSkipped: () => undefined,
    });
    const units: Unit[] = [...unitsOf(planner)];
    const events: NewEvent[] = units.flatMap((unit) => [...unit.events]);
    return {
      units,
      events,
      rejected: planner.rejected,
      marks: planner.marks,
      /** Events of one thing, by its id in the log. */
      of: (aggregate: string) => events.filter((event) => event.aggregate === aggregate),
      /** Data of its first event of a type. */
      data: (aggregate: string, type: string) =>
        events.find((event) => event.aggregate === aggregate && event.type === type)?.data as {
          readonly [field: string]: unknown;
        },
      marksOf: (collection: string, id: string) =>
        planner.marks.filter((one) => one.collection === collection && one.id === id).map(({ what }) => what),
    };
  } finally {
    await spool.discard();
  }
}
