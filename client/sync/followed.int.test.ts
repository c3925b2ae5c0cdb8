import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { nameModels, projections } from '../../projections/index.ts';
import { type ItemName, type ListName, PAGE_MAX, type SeriesName } from '../../src/contracts/read-models.ts';
import type { Audience } from '../../src/http/live-audience.ts';
import { LiveFeed } from '../../src/http/live-feed.ts';
import type { Projection, Query } from '../../src/projecting/definition.ts';
import { type TestMongo, testMongo } from '../../src/testing/mongo.ts';
import { project } from '../../src/testing/project.ts';
import { type RandomCommit, randomHistory } from '../../src/testing/random-history.ts';
import { Shop, type TestProcess } from '../../src/testing/read-models.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { inOrder, type ListRow, rowAfter, rowsAfter } from './list-rows.ts';
import type { LiveChange } from './live.ts';
import { historyAfter, newestFirst, numbered } from './series-rows.ts';

// A tablet that followed the feed shows what one shows that has just loaded: every read model, row by row and in order,
// whatever has happened. A read model that is new is among them by itself.

const RUNS = 2;
const COMMITS_AT_ONCE_MAX = 16;

suite('a tablet that followed the feed', (test) => {
  let mongo: TestMongo;
  test.before(async () => {
    mongo = await testMongo();
  });
  test.after(() => mongo.close());

  test(
    'shows what one shows that has just loaded, after random histories',
    async () => {
      // What fails is told with the seed that brings the same history again.
      const heard = new Map<string, number>();
      const seeds = fc.asyncProperty(fc.nat(), (seed) => followThrough(mongo, seed, heard));
      await fc.assert(seeds, { numRuns: RUNS, endOnFailure: true, includeErrorInReport: true });
      // A single history may hide a rare change behind a reset, all of them together do not.
      for (const { name } of projections) {
        assert.ok(
          (heard.get(name) ?? 0) > 1,
          `nothing happens to ${name}: put its events into src/testing/domain/golden-events.ts`,
        );
      }
    },
    { timeoutMs: 300_000 },
  );
});

/** `heard` counts the changes of each read model that came over the feed. */
async function followThrough(mongo: TestMongo, seed: number, heard: Map<string, number>): Promise<void> {
  const history = randomHistory(seed);
  const shop = await Shop.open(mongo, `followed${seed}`);
  const running = shop.process(projections, { names: nameModels });
  await running.caughtUp();
  const feed = new LiveFeed(running.models);
  try {
    const early = projections.flatMap((projection) => tabletsOf(projection, history, running));
    const tablets = [...early];
    let news: (readonly LiveChange[] | 'reset')[] = [];
    feed.news$.subscribe((one) => {
      const told = one.kind === 'reset' ? undefined : feed.worded(one.message, everything);
      if (one.kind === 'reset') news.push('reset');
      else if (told) news.push((JSON.parse(String(told.data)) as { changes: readonly LiveChange[] }).changes);
    });
    await loadAll(tablets);
    for (let start = 0; start < history.length; ) {
      const some = history.slice(start, start + 1 + ((seed + start) % COMMITS_AT_ONCE_MAX));
      // Others come in when half of it has happened.
      if (start < history.length / 2 && start + some.length >= history.length / 2) {
        const late = projections.flatMap((projection) => tabletsOf(projection, history, running));
        await loadAll(late);
        tablets.push(...late);
      }
      start += some.length;
      await shop.log.appendBy(some);
      await running.caughtUp();
      for (const changes of news) {
        if (changes === 'reset') await loadAll(tablets);
        else for (const tablet of tablets) await tablet.apply(changes);
        for (const { model } of changes === 'reset' ? [] : changes) heard.set(model, (heard.get(model) ?? 0) + 1);
      }
      const touched = new Set(
        news.flatMap((changes) => (changes === 'reset' ? [] : changes.map(({ model }) => model))),
      );
      const isLast = start >= history.length;
      for (const tablet of tablets.filter(({ model }) => isLast || touched.has(model))) {
        const place = `${tablet.what} after ${start} commits, seed ${seed}`;
        requireSame(tablet.shown(), await tablet.loaded(), place);
      }
      news = [];
    }
    assert.equal(running.errors, []);
    for (const { name, parked } of running.models.status()) assert.is(parked, 0, `${name} has parked rows`);
  } finally {
    feed.close();
    await shop.close();
  }
}

/** @throws Error with the first row that differs. */
function requireSame(shown: unknown, loaded: unknown, place: string): void {
  if (isDeepStrictEqual(shown, loaded)) return;
  const [mine, theirs] = [[shown].flat(), [loaded].flat()];
  const index = mine.findIndex((row, at) => !isDeepStrictEqual(row, theirs[at]));
  const at = index < 0 ? mine.length : index;
  const fields = new Set([mine[at], theirs[at]].flatMap((row) => Object.keys((row ?? {}) as object)));
  const differing = [...fields].filter(
    (field) => !isDeepStrictEqual(fieldOf(mine[at], field), fieldOf(theirs[at], field)),
  );
  const told = [mine[at], theirs[at]].map(
    (row) => row && JSON.stringify(differing.map((field) => [field, fieldOf(row, field)])),
  );
  throw new Error(`${place}: row ${at} has\n${told[0]}\nand loaded anew it has\n${told[1]}`);
}

function fieldOf(row: unknown, field: string): unknown {
  return (row as Record<string, unknown> | undefined)?.[field];
}

const everything: Audience = {
  models: projections.map(({ name }) => name),
  whose: new Map(projections.map(({ name }) => [name, 'everyone' as const])),
  key: 'everyone',
};

/** Something that a tablet has fetched, and keeps by the feed. */
interface Tablet {
  readonly model: string;
  readonly what: string;
  load(): Promise<void>;
  apply(changes: readonly LiveChange[]): void | Promise<void>;
  shown(): unknown;
  /** What one that loads it now is given. */
  loaded(): Promise<unknown>;
}

async function loadAll(tablets: readonly Tablet[]): Promise<void> {
  for (const tablet of tablets) await tablet.load();
}

/** All lists, histories and single rows of a read model that are worth asking for. */
function tabletsOf(projection: Projection, history: readonly RandomCommit[], running: TestProcess): Tablet[] {
  const { query } = projection;
  if (query === undefined) throw new Error(`${projection.name} cannot be asked for.`);
  const { ids, view } = project(projection, history);
  const rows = ids.flatMap((id) => (view(id) as Row | undefined) ?? []);
  return [
    ...(query.list ? filtersOf(query, rows).map((filters) => listOf(projection.name, filters, running)) : []),
    ...(query.series ? filtersOf(query, rows).map((filters) => seriesOf(projection.name, filters, running)) : []),
    ...(query.one ? ids.map((id) => itemOf(projection, id, running)) : []),
  ];
}

type Row = ListRow & Readonly<Record<string, unknown>>;
type Filters = Readonly<Record<string, unknown>>;
const VALUES_MAX = 3;

/** No filter, each filter and each two of them, with values that there are. */
function filtersOf({ filters }: Query<object>, rows: readonly Row[]): object[] {
  const fields = Object.keys(filters.shape);
  const found = (field: string) => [...new Set(rows.map((row) => row[field]))].filter((value) => value !== undefined);
  const singles = fields.flatMap((field) =>
    found(field)
      .slice(0, VALUES_MAX)
      .map((value): Filters => ({ [field]: value })),
  );
  const all = [{}, ...singles, ...singles.flatMap((one) => singles.map((other) => ({ ...one, ...other })))];
  const allowed = all.flatMap((one) => {
    const { success, data } = filters.safeParse(one);
    return success ? [JSON.stringify(data)] : [];
  });
  return [...new Set(allowed)].map((text) => JSON.parse(text) as object);
}

function listOf(name: string, filters: object, running: TestProcess): Tablet {
  const list = name as ListName;
  let rows: ReadonlyMap<string, Row> = new Map();
  const loaded = () => allPages(running, name, filters);
  return {
    model: name,
    what: `${name} ${JSON.stringify(filters)}`,
    load: async () => {
      rows = new Map((await loaded()).map((row) => [row.id, row]));
    },
    apply: (changes) => {
      rows = rowsAfter(list, filters, rows, changes);
    },
    shown: () => inOrder(list, rows.values()),
    loaded,
  };
}

function seriesOf(name: string, filters: object, running: TestProcess): Tablet {
  const series = name as SeriesName;
  const [owner = ''] = Object.values(filters) as string[];
  let rows: ReadonlyMap<number, Row> = new Map();
  const loaded = () => allPages(running, name, filters);
  return {
    model: name,
    what: `${name} of ${owner}`,
    load: async () => {
      rows = new Map(numbered(series, await loaded()));
    },
    apply: (changes) => {
      rows = historyAfter(series, owner, rows, changes);
    },
    shown: () => newestFirst(rows),
    loaded,
  };
}

function itemOf({ name, absentAbout }: Projection, id: string, { models }: TestProcess): Tablet {
  let row: object | undefined;
  // A week that nobody has touched is told of by nothing that happens to it.
  let isWritten = absentAbout === undefined;
  const loaded = async () => (isWritten ? (asSent(await models.one(name, id)) as object | undefined) : undefined);
  return {
    model: name,
    what: `${name}/${id}`,
    load: async () => {
      row = await loaded();
    },
    apply: async (changes) => {
      if (!changes.some((change) => change.model === name && change.id === id)) return;
      isWritten = true;
      row = (row && rowAfter(name as ItemName, id, row, changes)) ?? (await loaded());
    },
    shown: () => row,
    loaded,
  };
}

async function allPages({ models }: TestProcess, name: string, filters: object): Promise<readonly Row[]> {
  const rows: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await models.list(name, filters, { limit: PAGE_MAX, ...(cursor !== undefined && { cursor }) });
    rows.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return asSent(rows) as readonly Row[];
}

function asSent(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
