import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { comparePlaces } from '#contracts/in-order.ts';
import type { OrderCard } from '#contracts/order.ts';
import { throughOrder } from '#contracts/read-models.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { calendarDay, dayOf } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { arrowKeys } from '../../ui/arrow-keys.ts';
import { Chip } from '../../ui/chip.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Segment } from '../../ui/segment.tsx';
import { searchOrders } from './board.ts';
import { CsvButton } from './csv-button.tsx';

const kinds = ['cleared', 'cancelled', 'archived'] as const;
type Kind = (typeof kinds)[number];
const words: Record<Kind, string> = { cleared: 'Cleared', cancelled: 'Cancelled', archived: 'Archived' };
/** With more rows than these, people search instead of scrolling. */
const ROWS_MAX = 200;

/** Orders that are through: cleared, cancelled, or put away. */
export function ClosedOrders({ show }: { readonly show: string }) {
  const { route } = useLocation();
  const [search, setSearch] = useState('');
  const kind = kinds.find((one) => one === show) ?? 'cleared';
  const orders = kind === 'archived' ? model('order-board', { archived: true }) : model('order-board');
  const through = kind === 'archived' ? orders.list.value : throughFirst(orders.list.value, kind);
  const found = searchOrders(through, search);
  return (
    <div class="page">
      <PageHead title="Orders that are through" back="/orders" beside={<Age of={orders} />}>
        <SearchField label="Order, client or product" value={search} onChange={setSearch} />
        <CsvButton cards={found} />
      </PageHead>
      <Segment
        apart
        label="Show"
        value={kind}
        onChange={(one) => route(`/orders?show=${one}`, true)}
        options={kinds.map((value) => ({ value, label: words[value] }))}
      />
      <Fetched of={orders} what="Orders" lines={6}>
        {found.length === 0 ? (
          <Empty title={search === '' ? `No ${kind} orders` : 'No order matches'}>
            {search === '' && kind === 'archived' && 'Orders that are cleared or cancelled can be put away here.'}
          </Empty>
        ) : (
          <ul class="rows closed-orders" onKeyDown={arrowKeys('a')}>
            {found.slice(0, ROWS_MAX).map((card) => (
              <Row key={card.id} card={card} />
            ))}
          </ul>
        )}
        {found.length > ROWS_MAX && (
          <p class="second">
            The newest {ROWS_MAX} of {found.length} are shown. Search for the others.
          </p>
        )}
      </Fetched>
    </div>
  );
}

function Row({ card }: { readonly card: OrderCard }) {
  return (
    <li>
      <a href={`/orders/${card.id}`}>
        <span class="strong nowrap">{card.number}</span>
        <span class="one-line strong">{card.clientName}</span>
        <span class="one-line second">{card.summary}</span>
        <span class="second nowrap">due {calendarDay(card.dueDate)}</span>
        {card.status === 'cancelled' ? (
          <Chip kind="signal">Cancelled</Chip>
        ) : (
          <Chip kind="done" icon="check">
            Cleared {dayOf(card.stageSince)}
          </Chip>
        )}
        <Icon name="chevron-right" />
      </a>
    </li>
  );
}

/** Those of the board that are through, in the order that the archive has. */
function throughFirst(board: readonly OrderCard[], kind: Kind): readonly OrderCard[] {
  return board
    .filter(({ status }) => status === kind)
    .map((card) => ({ id: card.id, keys: throughOrder(card), card }))
    .sort(comparePlaces)
    .map(({ card }) => card);
}
