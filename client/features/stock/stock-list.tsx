import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { StockLevel } from '#contracts/stock.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { onPersonLeaves, session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ListRows } from '../../ui/list-rows.tsx';
import { ListTools } from '../../ui/list-tools.tsx';
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
    <div class="list">
      <ListTools
        title="Stock"
        beside={<Age of={levels} maxMs={STOCK_AGE_MAX_MS} fresh="Free now" />}
        searchLabel="Name, code or bay"
        typed={typed.value}
        onType={(text) => {
          typed.value = text;
        }}
        add={may(role, 'stock.manage') ? { href: '/stock/new', label: 'New item' } : undefined}
        filter={filter.value}
        onFilter={(value) => {
          filter.value = value;
        }}
        filters={[
          { value: 'all', label: known ? `All ${all.length}` : 'All' },
          { value: 'low', label: known ? `Low ${low.length}` : 'Low' },
          ...(may(role, 'orders.read') ? [{ value: 'mine' as const, label: 'For my orders' }] : []),
        ]}
      />
      <Fetched of={levels} what="Stock" lines={9}>
        {found.length === 0 ? (
          <Nothing any={all.length > 0} />
        ) : (
          <ListRows rows={found} openId={openId}>
            {(item, open) => <StockRow item={item} open={open} />}
          </ListRows>
        )}
      </Fetched>
    </div>
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
