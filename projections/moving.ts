import type { MoveCounts, MovingState } from '../src/contracts/moving.ts';
import type { MoveEvent } from '../src/domain/moving/events.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { idOf } from '../src/projecting/definition.ts';

type Row = Omit<MovingState, 'id'>;
type Run = Row['runs'][number];

/** Nobody moves in more often; of more, the newest are shown. */
const RUNS_MAX = 30;

/** How moving in stands: each run with what became of it, and the rules that mend. */
export const moving = defineProjection<'moving', Row, MoveEvent>({
  name: 'moving',
  version: 1,
  id: idOf,
  on: {
    MoveBegun: (row, { data, at, sequence }) => {
      const documents = Object.values(data.documents).reduce((sum, one) => sum + one, 0);
      const run: Run = {
        ...{
          run: data.run,
          source: data.source,
          startedAt: at.toISOString(),
          documents,
          done: 0,
          rejected: 0,
          left: false,
        },
      };
      const before = row ?? nothing;
      return { ...before, runs: [run, ...before.runs].slice(0, RUNS_MAX), sequence };
    },
    MoveWentOn: (row, { data, sequence }) => changed(row, data.run, sequence, { done: data.done }),
    MoveFinished: (row, { data, at, sequence }) => {
      const { ok, collections, rejected } = JSON.parse(data.report) as Report;
      return changed(row, data.run, sequence, { finishedAt: at.toISOString(), ok, collections, rejected });
    },
    MoveLeft: (row, { data, sequence }) => changed(row, data.run, sequence, { left: true }),
    MovingRuleKept: (row, { data, sequence }) => {
      const before = row ?? nothing;
      const others = before.rules.filter(({ kind, from }) => kind !== data.kind || from !== data.from);
      return { ...before, rules: [...others, { ...data }], sequence };
    },
    MovingRuleDropped: (row, { data, sequence }) => {
      const before = row ?? nothing;
      const rules = before.rules.filter(({ kind, from }) => kind !== data.kind || from !== data.from);
      return { ...before, rules, sequence };
    },
  },
  indexes: [],
  present: (row, _nameOf, id) => ({ ...row, id }),
  absent: (id) => (id === 'company' ? nothing : undefined),
});

interface Report {
  readonly ok: boolean;
  readonly collections: { readonly [name: string]: MoveCounts };
  readonly rejected: number;
}

const nothing: Row = { runs: [], rules: [], sequence: 0 };

function changed(row: Row | undefined, run: number, sequence: number, change: Partial<Run>): Row {
  const before = row ?? nothing;
  return { ...before, runs: before.runs.map((one) => (one.run === run ? { ...one, ...change } : one)), sequence };
}
