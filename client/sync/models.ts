import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import {
  type ItemName,
  type ListName,
  PAGE_MAX,
  type RowOf,
  readModels,
  type SeriesName,
} from '#contracts/read-models.ts';
import { fetchJson, forgetWritten } from './api.ts';
import { follow } from './feed.ts';
import { type Fetching, fetcher } from './fetching.ts';
import { type Filters, inOrder, type ListRow, rowAfter, rowsAfter } from './list-rows.ts';
import type { LiveChange } from './live.ts';
import { newFeed } from './missed-changes.ts';
import { historyAfter, newestFirst, numbered } from './series-rows.ts';
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
export function model<Name extends ListName>(
  name: Name,
  filters: Filters<Name> = {},
  pagesMax = Math.ceil(readModels[name].list.rowsMax / PAGE_MAX),
): Model<RowOf<Name>> {
  const key = `${name}?${asQuery(filters)}`;
  return kept(key, () => listOf<RowOf<Name>>(name, filters, pagesMax)) as Model<RowOf<Name>>;
}

/** One row with all its details, from GET /api/<name>/<id>. */
export function item<Name extends ItemName>(name: Name, id: string): Item<RowOf<Name>> {
  return kept(`${name}/${id}`, () => itemOf<RowOf<Name>>(name, id)) as Item<RowOf<Name>>;
}

/** What happened to a stock item, or to somebody's leave, page by page. */
export function series<Name extends SeriesName>(name: Name, owner: string): Series<RowOf<Name>> {
  return kept(`${name}?${owner}`, () => seriesOf<RowOf<Name>>(name, owner)) as Series<RowOf<Name>>;
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

function asQuery(fields: object): URLSearchParams {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([field, value]) => [field, String(value)]));
}

function listOf<Row extends ListRow>(name: ListName, filters: object, pagesMax: number): Kept {
  const rows = signal<ReadonlyMap<string, Row>>(new Map());
  const feed = newFeed();
  /** As it was fetched last: an answer of 304 speaks of this list, also when rows have changed here since. */
  let known: { readonly etag: string; readonly rows: ReadonlyMap<string, Row> } | undefined;
  const fetching = fetcher(
    async () => {
      feed.begin();
      const found = new Map<string, Row>();
      let cursor: string | undefined;
      let etag: string | undefined;
      for (let page = 0; page < pagesMax; page += 1) {
        const query = asQuery({ ...filters, cursor }).toString();
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
    },
    {
      name: `${name}?${asQuery(filters)}`,
      give: () => [...rows.value.values()],
      take(kept) {
        rows.value = new Map(rowsIn<Row>(kept).map((row) => [row.id, row]));
      },
    },
  );
  function put(before: ReadonlyMap<string, Row>, changes: readonly LiveChange[]): ReadonlyMap<string, Row> {
    return rowsAfter(name, filters, before, changes);
  }
  const shape: Model<Row> = {
    ...fetching,
    rows,
    list: computed(() => inOrder(name, rows.value.values())),
  };
  return {
    shape,
    position: feed.position,
    stop: fetching.stop,
    apply(position, changes) {
      if (!feed.isNew(position, changes)) return;
      const before = rows.value;
      rows.value = put(before, changes);
      if (rows.value !== before) fetching.touched();
    },
  };
}

/** Rows that were kept, as far as they are rows. */
function rowsIn<Row>(kept: unknown): readonly Row[] {
  return Array.isArray(kept) ? kept.filter((row) => typeof row === 'object' && row !== null) : [];
}

function itemOf<Row extends object>(name: ItemName, id: string): Kept {
  const row = signal<Row | undefined>(undefined);
  const feed = newFeed();
  const fetching = fetcher(
    async () => {
      feed.begin();
      const { body, position } = await fetchJson<{ item: Row }>(`/api/${name}/${encodeURIComponent(id)}`);
      feed.fetchedAt(position);
      row.value = feed.replay(body?.item, put);
    },
    {
      name: `${name}/${id}`,
      give: () => [row.value],
      take(kept) {
        [row.value] = rowsIn<Row>(kept);
      },
    },
  );
  function put(before: Row | undefined, changes: readonly LiveChange[]): Row | undefined {
    return before && (rowAfter(name, id, before, changes) ?? before);
  }
  const shape: Item<Row> = { ...fetching, row };
  return {
    shape,
    position: feed.position,
    stop: fetching.stop,
    apply(position, changes) {
      if (!feed.isNew(position, changes) || !changes.some((one) => one.model === name && one.id === id)) return;
      const after = row.value && rowAfter(name, id, row.value, changes);
      if (after) {
        row.value = after;
        fetching.touched();
      }
      // It has come into being, or is gone: the server says what there is.
      else void fetching.refresh();
    },
  };
}

const FIRST_PAGE = '20';
const NEXT_PAGE = '50';

function seriesOf<Row extends object>(name: SeriesName, owner: string): Kept {
  const { by } = readModels[name].series;
  const rows = signal<ReadonlyMap<number, Row>>(new Map());
  const cursor = signal<string | undefined>(undefined);
  const loadingMore = signal(false);
  const feed = newFeed();
  const ask = async (page: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ [by]: owner, ...page });
    const answer = await fetchJson<Page<Row>>(`/api/${name}?${query}`);
    cursor.value = answer.body?.nextCursor;
    return { position: answer.position, items: numbered(name, answer.body?.items ?? []) };
  };
  const fetching = fetcher(
    async () => {
      feed.begin();
      const { position, items } = await ask({ limit: FIRST_PAGE });
      feed.fetchedAt(position);
      rows.value = feed.replay(new Map(items), put);
    },
    {
      name: `${name}?${owner}`,
      give: () => newestFirst(rows.value),
      take(kept) {
        rows.value = new Map(numbered(name, rowsIn<Row>(kept)));
      },
    },
  );
  function put(before: ReadonlyMap<number, Row>, changes: readonly LiveChange[]): ReadonlyMap<number, Row> {
    return historyAfter(name, owner, before, changes);
  }
  const shape: Series<Row> = {
    ...fetching,
    list: computed(() => newestFirst(rows.value)),
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
