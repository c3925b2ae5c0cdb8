import { projections } from '../../projections/index.ts';
import type { ProjectedName } from '../contracts/read-models.ts';
import { blame, difference, stateAfter } from '../contracts/record-past.ts';
import type { AggregateKind } from '../domain/events.ts';
import type { Commit } from '../event-store/commit.ts';
import type { NameOf, Projection } from '../projecting/definition.ts';
import { fold, type RowState, touches } from '../projecting/fold.ts';
import { CommitMaker } from '../testing/commits.ts';
import { randomHistory } from '../testing/random-history.ts';
import { assert, suite } from '../testing/suite.ts';
import { fieldsOf } from './fields.ts';
import { stepsOf } from './record-history.ts';
import { recordModels } from './record-models.ts';

const nameOf: NameOf = Object.assign((id: string) => id, { device: (id: string) => id, client: () => undefined });

function named(name: ProjectedName): Projection {
  const found = projections.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

function modelsOf(aggregate: string): Projection[] {
  return recordModels[aggregate.slice(0, aggregate.indexOf('/')) as AggregateKind].map(named);
}

function historyOf(seed: number): Commit[] {
  const maker = new CommitMaker();
  return randomHistory(seed).map(({ user, events }) => maker.make(events, { user }));
}

/** The rows as the runner folds them, from everything that was recorded. */
function served(projection: Projection, commits: readonly Commit[]): ReadonlyMap<string, object | undefined> {
  const rows = new Map<string, RowState>();
  for (const commit of commits) {
    const { changed } = fold(
      projection,
      touches(projection, [commit]),
      (id) => rows.get(id) ?? { position: 0 },
      () => false,
    );
    for (const { id, position, row } of changed) rows.set(id, { position, row });
  }
  return new Map([...rows].map(([id, { row }]) => [id, row]));
}

suite('the history of a record', (test) => {
  test('ends in what its own screen shows, for every record of random histories', () => {
    for (const seed of [1, 2, 3]) {
      const commits = historyOf(seed);
      const aggregates = new Set(commits.flatMap(({ events }) => events.map(({ stream }) => stream.aggregate)));
      const rows = new Map(projections.map((one) => [one.name, served(one, commits)]));
      const compared = new Set<string>();
      for (const aggregate of aggregates) {
        const own = commits.filter(({ events }) => events.some(({ stream }) => stream.aggregate === aggregate));
        const [kind, ...parts] = aggregate.split('/');
        // Files have the id of what they are attached to.
        const id = kind === 'files' ? parts.slice(1).join('.') : parts.join('/');
        for (const projection of modelsOf(aggregate)) {
          const row = rows.get(projection.name)?.get(id);
          const view = row && projection.present(row, nameOf, id);
          if (view === undefined) continue;
          const state = stateAfter(stepsOf(aggregate, own, { projections: [projection], nameOf }));
          assert.equal(
            [...state].sort(),
            [...fieldsOf(view as object)].sort(),
            `${projection.name} ${id}, seed ${seed}`,
          );
          compared.add(projection.name);
        }
      }
      // Requests are rows of their own; a week also shows leave and clock, which have histories of their own.
      const all = Object.values(recordModels).flat();
      assert.equal([...compared, 'leave-requests', 'timesheet-weeks'].sort(), [...all].sort());
    }
  });

  test('names who set each field, what it was before, and what differs between two moments', () => {
    const maker = new CommitMaker();
    const item = 'client/client-7';
    const card = { name: 'Acme', address: '1 Mill Road, Penrith NSW 2750', contacts: [] };
    const commits = [
      maker.make([[item, 'ClientRegistered', card]], { user: 'priya', command: 'RegisterClient' }),
      maker.make([['client/other', 'ClientRegistered', { ...card, name: 'Other' }]], { user: 'priya' }),
      maker.make([[item, 'ClientRevised', { ...card, name: 'Acme Labels' }]], { user: 'ana', reason: 'New owner' }),
      maker.make([[item, 'ClientRevised', { ...card, name: 'Acme Labels', phone: '02 4700 0000' }]], { user: 'ben' }),
    ];
    const steps = [...stepsOf(item, commits, { projections: [named('clients')], nameOf })];
    assert.equal(
      steps.map(({ position, sequence, user }) => [position, sequence, user]),
      [
        [1, 1, 'priya'],
        [3, 2, 'ana'],
        [4, 3, 'ben'],
      ],
    );
    const authors = new Map(blame(steps).map((one) => [one.field, one]));
    assert.is(authors.get('name')?.step.user, 'ana');
    assert.is(authors.get('name')?.before, 'Acme');
    assert.is(authors.get('name')?.step.reason, 'New owner');
    assert.is(authors.get('phone')?.step.user, 'ben');
    assert.not(authors.get('phone')?.before);
    const [first, ...later] = steps;
    const changed = difference(stateAfter(first ? [first] : []), later);
    assert.equal(changed.map(({ field, before, after, step }) => [field, before, after, step.user]).sort(), [
      ['name', 'Acme', 'Acme Labels', 'ana'],
      ['phone', undefined, '02 4700 0000', 'ben'],
    ]);
  });

  test('of a line goes on when another line is put before it', () => {
    assert.equal(
      [
        ...fieldsOf({
          lines: [{ lineId: 'line-2', quantity: 5 }],
          stageBy: { id: 'ben', name: 'Ben' },
          tags: ['a', 'b'],
        }),
      ],
      [
        ['lines.line-2.lineId', 'line-2'],
        ['lines.line-2.quantity', 5],
        ['stageBy', 'Ben'],
        ['tags', ['a', 'b']],
      ],
    );
  });
});
