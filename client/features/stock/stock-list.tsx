import { signal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { may } from '#contracts/permissions.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { Age } from '../../app/fetched.tsx';
import { model } from '../../sync/models.ts';
import { onPersonLeaves, session } from '../../sync/session.ts';
import { arrowKeys } from '../../ui/arrow-keys.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Loading } from '../../ui/loading.tsx';
import { NotReached } from '../../ui/not-reached.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Segment } from '../../ui/segment.tsx';
import { StockRow } from './stock-row.tsx';
import { itemsOfMyOrders, type StockFilter, searchStock } from './stock-search.ts';

/** Beyond this, figures of stock are too old to be worked with. */
const STOCK_AGE_MAX_MS = 300_000;

/** Kept while an item is open, and when one comes back from another screen. */
const typed = signal('');
const filter = signal<StockFilter>('all');
onPersonLeaves(() => {
  typed.value = '';
  filter.value = 'all';
});

/** Rows drawn at first; a search finds among all of them. */
const ROWS_AT_ONCE = 100;

/** The list of stock, by name, with its search and filters. */
export function StockList({ openId }: { readonly openId: string | undefined }) {
  const levels = model('stock-levels');
  const all = levels.list.value;
  const mine = itemsOfMine(all);
  // Before anything was fetched there are no figures: "Low 0" would be untrue.
  const known = levels.asOf.value !== undefined;
  const low = useMemo(() => all.filter((item) => item.low), [all]);
  const chosen = filter.value === 'low' ? low : filter.value === 'mine' ? all.filter(({ id }) => mine.has(id)) : all;
  const found = searchStock(chosen, typed.value);
  const role = session.value?.user.role ?? 'employee';
  return (
    <div class="stock-list">
      <div class="stock-tools">
        <PageHead title="Stock" beside={<Age of={levels} maxMs={STOCK_AGE_MAX_MS} fresh="Free now" />} />
        <div class="row">
          <SearchField
            label="Name, code or bay"
            value={typed.value}
            onKey={fromSearch}
            onChange={(text) => {
              typed.value = text;
            }}
          />
          {may(role, 'stock.manage') && (
            <Button icon="plus" href="/stock/new" label="New item">
              <span class="new-word">New</span>
            </Button>
          )}
        </div>
        <Segment
          apart
          label="Show"
          value={filter.value}
          onChange={(value) => {
            filter.value = value;
          }}
          options={[
            { value: 'all', label: known ? `All ${all.length}` : 'All' },
            { value: 'low', label: known ? `Low ${low.length}` : 'Low' },
            ...(may(role, 'orders.read') ? [{ value: 'mine' as const, label: 'For my orders' }] : []),
          ]}
        />
      </div>
      {levels.state.value === 'loading' && <Loading what="Stock" lines={9} />}
      {levels.state.value === 'unreachable' && (
        <NotReached
          title="Stock could not be fetched"
          detail={levels.problem.value?.detail}
          onRetry={() => void levels.refresh()}
        />
      )}
      {known && <Rows found={found} openId={openId} any={all.length > 0} />}
    </div>
  );
}

interface RowsProps {
  readonly found: readonly StockLevel[];
  readonly openId: string | undefined;
  readonly any: boolean;
}

function Rows({ found, openId, any }: RowsProps) {
  const [rowsMax, setRowsMax] = useState(ROWS_AT_ONCE);
  const list = useRef<HTMLUListElement>(null);
  // Once, when the list comes: afterwards it stays where the person has scrolled it.
  useEffect(() => list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), []);
  // The open item is always in the list, however far down it stands.
  if (found.length === 0) return <Nothing any={any} />;
  const at = found.findIndex(({ id }) => id === openId);
  const shown = found.slice(0, Math.max(rowsMax, at + 1));
  return (
    <>
      <ul class="stock-rows" ref={list} onKeyDown={arrowKeys('.stock-row')}>
        {shown.map((item) => (
          <StockRow key={item.id} item={item} open={item.id === openId} />
        ))}
      </ul>
      {shown.length < found.length && (
        <div class="stock-more">
          <Button wide onPress={() => setRowsMax(shown.length + ROWS_AT_ONCE)}>
            {`Show more, ${found.length - shown.length} are left`}
          </Button>
        </div>
      )}
    </>
  );
}

function Nothing({ any }: { readonly any: boolean }) {
  if (!any) {
    return (
      <Empty title="Nothing is on the list of stock yet">
        Register the first item: its name, its code and its bay.
      </Empty>
    );
  }
  if (typed.value !== '') {
    return (
      <Empty
        title={`Nothing is called “${typed.value.trim()}”`}
        action={
          <Button
            onPress={() => {
              typed.value = '';
              filter.value = 'all';
            }}
          >
            Show all
          </Button>
        }
      >
        Names, codes and bays were looked through.
      </Empty>
    );
  }
  return filter.value === 'low' ? (
    <Empty title="Nothing is low">An item stands here once no more than its reorder point is free.</Empty>
  ) : (
    <Empty title="None of your orders needs stock">
      An order is yours once you have entered it, changed it, moved it or given it stock.
    </Empty>
  );
}

/** Fetched only when the filter is chosen: the list itself needs no orders. */
function itemsOfMine(all: readonly StockLevel[]): ReadonlySet<string> {
  const user = session.value?.user;
  if (filter.value !== 'mine' || user === undefined) return none;
  return itemsOfMyOrders(all, model('order-board').list.value, user.id);
}

const none: ReadonlySet<string> = new Set();

/** From the search, the arrow goes down into the list and Enter opens its first row. */
function fromSearch(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
  const row = document.querySelector<HTMLElement>('.stock-row');
  if (row === null) return;
  event.preventDefault();
  if (event.key === 'Enter') row.click();
  else row.focus();
}
