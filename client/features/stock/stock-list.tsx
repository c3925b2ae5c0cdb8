import { useMemo } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { StockLevel } from '#contracts/stock.ts';
import { Age } from '../../shared/fetched.tsx';
import { handOverCsv } from '../../shared/hand-over.ts';
import { listView, NotCalled, SearchedList } from '../../shared/searched-list.tsx';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { stockCsv } from './stock-csv.ts';
import { StockRow } from './stock-row.tsx';
import { itemsOfMyOrders, type StockFilter, searchStock } from './stock-search.ts';

/** Beyond this, figures of stock are too old to be worked with. */
const STOCK_AGE_MAX_MS = 300_000;

const view = listView<StockFilter>('all');

/** The list of stock, by name, with its search and filters. */
export function StockList({ openId }: { readonly openId: string | undefined }) {
  const levels = model('stock-levels');
  const all = levels.list.value;
  const mine = itemsOfMine(all);
  const low = useMemo(() => all.filter((item) => item.low), [all]);
  const chosen =
    view.filter.value === 'low' ? low : view.filter.value === 'mine' ? all.filter(({ id }) => mine.has(id)) : all;
  const retired = view.filter.value === 'retired' ? model('stock-levels', { retired: true }) : undefined;
  const { bay } = useRoute().query;
  const there = retired?.list.value ?? chosen;
  const found = searchStock(bay === undefined ? there : there.filter((item) => item.bay === bay), view.typed.value);
  const role = session.value?.user.role ?? 'employee';
  return (
    <SearchedList
      title="Stock"
      of={retired ?? levels}
      view={view}
      beside={
        bay === undefined ? (
          <Age of={levels} maxMs={STOCK_AGE_MAX_MS} fresh="Free now" />
        ) : (
          <>
            In bay {bay}. <Button href="/stock">Show all</Button>
          </>
        )
      }
      scans
      searchLabel="Name, code or bay"
      add={may(role, 'stock.manage') ? { href: '/stock/new', label: 'New item' } : undefined}
      filters={[
        { value: 'all', label: 'All', count: all.length },
        { value: 'low', label: 'Low', count: low.length },
        ...(may(role, 'orders.read') ? [{ value: 'mine' as const, label: 'For my orders' }] : []),
        ...(may(role, 'stock.manage') ? [{ value: 'retired' as const, label: 'Retired' }] : []),
      ]}
      onFile={() => handOverCsv('stock.csv', ...stockCsv(found))}
      rows={found}
      openId={openId}
      nothing={
        bay === undefined ? (
          <Nothing any={all.length > 0} />
        ) : (
          <Empty title={`Nothing lies in bay ${bay}`} action={<Button href="/stock">Show all</Button>} />
        )
      }
    >
      {(item, open) => <StockRow item={item} open={open} />}
    </SearchedList>
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
  if (view.typed.value !== '') {
    return (
      <NotCalled view={view} words="Nothing is called" all="Show all">
        Names, codes and bays were looked through.
      </NotCalled>
    );
  }
  if (view.filter.value === 'retired') {
    return <Empty title="Nothing is retired">An item that is stands here, and can be put back.</Empty>;
  }
  return view.filter.value === 'low' ? (
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
  if (view.filter.value !== 'mine' || user === undefined) return none;
  return itemsOfMyOrders(all, model('order-board').list.value, user.id);
}

const none: ReadonlySet<string> = new Set();
