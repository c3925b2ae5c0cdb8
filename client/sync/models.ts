import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { fetchJson, forgetWritten } from './api.ts';
import { type Fetching, fetcher } from './fetching.ts';
import { follow, type LiveChange } from './live.ts';
import { isOlder, newFeed } from './missed-changes.ts';
import { belongs, type ItemName, type ListName, orders, type Params, type Rows, type SeriesName } from './rows.ts';
import { session } from './session.ts';

export interface Model<Row> extends Fetching {
  readonly rows: ReadonlySignal<ReadonlyMap<string, Row>>;
  /** In the order of the list on the server. */
  readonly list: ReadonlySignal<readonly Row[]>;
}

export interface Item<Row> extends Fetching {
  /** Undefined until it is here; see `state` and `problem`. */
  readonly row: ReadonlySignal<Row | undefined>;
}

export interface Series<Row> extends Fetching {
  /** The newest first. */
  readonly list: ReadonlySignal<readonly Row[]>;
  readonly hasMore: ReadonlySignal<boolean>;
  readonly loadingMore: ReadonlySignal<boolean>;
  more(): Promise<void>;
}

/**
 * A list, with all its rows; of a list without an end, its first pages. Shared between screens and kept current by the
 * live feed until the person goes.
 */
export function model<Name extends ListName>(name: Name, params: Params = {}, pagesMax = PAGES_MAX): Model<Rows[Name]> {
  const key = `${name}?${new URLSearchParams(params)}`;
  return kept(key, () => listOf<Rows[Name]>(name, params, pagesMax)) as Model<Rows[Name]>;
}

/** One row with all its details, from GET /api/<name>/<id>. */
export function item<Name extends ItemName>(name: Name, id: string): Item<Rows[Name]> {
  return kept(`${name}/${id}`, () => itemOf<Rows[Name]>(name, id)) as Item<Rows[Name]>;
}

/** What happened to a stock item, or to somebody's leave, page by page. */
export function series<Name extends SeriesName>(name: Name, owner: string): Series<Rows[Name]> {
  return kept(`${name}?${owner}`, () => seriesOf<Rows[Name]>(name, owner)) as Series<Rows[Name]>;
}

/** Something fetched that hears the live feed. */
interface Kept {
  readonly shape: Fetching;
  apply(position: number, changes: readonly LiveChange[]): void;
  /** Up to which position its rows were fetched. */
  position(): number;
  stop(): void;
}

/** Lists are few. Of opened things, the ones that nobody has looked at for longest are let go. */
const KEPT_MAX = 60;
const all = new Map<string, Kept>();
let following = false;

function kept(key: string, make: () => Kept): Fetching {
  startFollowing();
  let one = all.get(key);
  if (one === undefined) {
    one = make();
    void one.shape.refresh();
  }
  // The last one asked for goes to the end, so that the first is the one to let go.
  all.delete(key);
  all.set(key, one);
  const [oldest] = all.keys();
  if (all.size > KEPT_MAX && oldest !== undefined) {
    all.get(oldest)?.stop();
    all.delete(oldest);
  }
  return one.shape;
}

function startFollowing(): void {
  if (following) return;
  following = true;
  follow({
    changes(position, changes) {
      for (const one of all.values()) one.apply(position, changes);
    },
    joined(from, to) {
      for (const one of all.values()) if (Math.max(from, one.position()) < to) void one.shape.refresh();
    },
    reset(position) {
      forgetWritten(position);
      for (const one of all.values()) void one.shape.refresh();
    },
  });
  let person: string | undefined;
  effect(() => {
    const now = session.value?.user.id;
    if (now === person) return;
    person = now;
    forgetWritten();
    for (const one of all.values()) one.stop();
    all.clear();
  });
}

interface Page<Row> {
  readonly items: readonly Row[];
  readonly nextCursor?: string;
}

/** Pages of one list that are fetched at most: more than any list of the server holds. */
const PAGES_MAX = 40;

function listOf<Row extends { readonly id: string }>(name: ListName, params: Params, pagesMax: number): Kept {
  const rows = signal<ReadonlyMap<string, Row>>(new Map());
  const feed = newFeed();
  /** As it was fetched last: what an answer of 304 speaks of, whatever has changed here since. */
  let known: { readonly etag: string; readonly rows: ReadonlyMap<string, Row> } | undefined;
  const fetching = fetcher(async () => {
    feed.begin();
    const found = new Map<string, Row>();
    let cursor: string | undefined;
    let etag: string | undefined;
    for (let page = 0; page < pagesMax; page += 1) {
      const query = new URLSearchParams({ ...params, ...(cursor !== undefined && { cursor }) }).toString();
      const path = `/api/${name}${query === '' ? '' : `?${query}`}`;
      const answer = await fetchJson<Page<Row>>(path, { etag: page === 0 ? known?.etag : undefined });
      if (page === 0) feed.fetchedAt(answer.position);
      if (answer.body === undefined) {
        rows.value = feed.replay(known?.rows ?? rows.value, put);
        return;
      }
      for (const row of answer.body.items) found.set(row.id, row);
      cursor = answer.body.nextCursor;
      // With several pages the tag of the first says nothing of the others.
      etag = page === 0 && (cursor === undefined || pagesMax === 1) ? answer.etag : undefined;
      if (cursor === undefined) break;
    }
    known = etag === undefined ? undefined : { etag, rows: found };
    rows.value = feed.replay(found, put);
  });
  function put(before: ReadonlyMap<string, Row>, changes: readonly LiveChange[]): ReadonlyMap<string, Row> {
    const mine = changes.filter(({ model: of }) => of === name);
    if (mine.length === 0) return before;
    const after = new Map(before);
    for (const { id, row } of mine) {
      if (row === null || !belongs(name, row, params)) after.delete(id);
      else if (!isOlder(row, after.get(id))) after.set(id, row as Row);
    }
    return after;
  }
  const compare = orders[name] as ((a: Row, b: Row) => number) | undefined;
  const shape: Model<Row> = {
    ...fetching,
    rows,
    list: computed(() => (compare ? [...rows.value.values()].sort(compare) : [...rows.value.values()])),
  };
  return {
    shape,
    position: feed.position,
    stop: fetching.stop,
    apply(position, changes) {
      if (feed.isNew(position, changes)) rows.value = put(rows.value, changes);
    },
  };
}

function itemOf<Row extends object>(name: ItemName, id: string): Kept {
  const row = signal<Row | undefined>(undefined);
  const feed = newFeed();
  const fetching = fetcher(async () => {
    feed.begin();
    const { body, position } = await fetchJson<{ item: Row }>(`/api/${name}/${encodeURIComponent(id)}`);
    feed.fetchedAt(position);
    row.value = feed.replay(body?.item, put);
  });
  function put(before: Row | undefined, changes: readonly LiveChange[]): Row | undefined {
    const mine = changes.findLast((change) => change.model === name && change.id === id);
    return mine?.row == null || isOlder(mine.row, before) ? before : (mine.row as Row);
  }
  const shape: Item<Row> = { ...fetching, row };
  return {
    shape,
    position: feed.position,
    stop: fetching.stop,
    apply(position, changes) {
      if (feed.isNew(position, changes) && row.value !== undefined) row.value = put(row.value, changes);
    },
  };
}

/** The field that says whose history it is. */
const owners: Record<SeriesName, string> = { 'stock-movements': 'itemId', 'leave-movements': 'employeeId' };

const FIRST_PAGE = '20';
const NEXT_PAGE = '50';

function seriesOf<Row extends { readonly sequence: number }>(name: SeriesName, owner: string): Kept {
  const by = owners[name];
  const rows = signal<ReadonlyMap<number, Row>>(new Map());
  const cursor = signal<string | undefined>(undefined);
  const loadingMore = signal(false);
  const feed = newFeed();
  const ask = async (page: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ [by]: owner, ...page });
    const answer = await fetchJson<Page<Row>>(`/api/${name}?${query}`);
    cursor.value = answer.body?.nextCursor;
    return { position: answer.position, items: (answer.body?.items ?? []).map((row) => [row.sequence, row] as const) };
  };
  const fetching = fetcher(async () => {
    feed.begin();
    const { position, items } = await ask({ limit: FIRST_PAGE });
    feed.fetchedAt(position);
    rows.value = feed.replay(new Map(items), put);
  });
  function put(before: ReadonlyMap<number, Row>, changes: readonly LiveChange[]): ReadonlyMap<number, Row> {
    const came = changes
      .filter(({ model: of }) => of === name)
      .flatMap(({ row }) => (row === null ? [] : [row as Row & Record<string, unknown>]))
      .filter((row) => row[by] === owner);
    return came.length === 0 ? before : new Map([...before, ...came.map((row) => [row.sequence, row] as const)]);
  }
  const shape: Series<Row> = {
    ...fetching,
    list: computed(() => [...rows.value.values()].sort((a, b) => b.sequence - a.sequence)),
    hasMore: computed(() => cursor.value !== undefined),
    loadingMore,
    async more() {
      if (loadingMore.value || cursor.value === undefined) return;
      loadingMore.value = true;
      // What could not be fetched can be asked for with another tap.
      const page = await ask({ limit: NEXT_PAGE, cursor: cursor.value }).catch(() => undefined);
      if (page) rows.value = new Map([...rows.value, ...page.items]);
      loadingMore.value = false;
    },
  };
  return {
    shape,
    position: feed.position,
    stop: fetching.stop,
    apply(position, changes) {
      if (feed.isNew(position, changes)) rows.value = put(rows.value, changes);
    },
  };
}
