import './orders.css';
import { signal } from '@preact/signals';
import type { ComponentProps } from 'preact';
import { useLocation } from 'preact-iso';
import type { OrderCard } from '#contracts/order.ts';
import { type Stage, stages } from '#contracts/stages.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { later } from '../../shared/later.tsx';
import { today } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { onPersonLeaves, session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { TubeMap } from '../../ui/tube.tsx';
import { type BoardFilter, byStage, isLate, trouble } from './board.ts';
import { BoardColumns } from './board-columns.tsx';
import { CsvButton } from './csv-button.tsx';

const ClosedOrders = later('The orders', () => import('./closed-orders.tsx').then((it) => it.ClosedOrders), {
  inPlace: true,
});

const noFilter: BoardFilter = { search: '', lateOnly: false, asapOnly: false };
/** Kept while the person goes to an order and comes back. */
const filter = signal(noFilter);
const picked = signal<Stage | undefined>(undefined);
const inView = signal<readonly Stage[]>([]);
onPersonLeaves(() => {
  filter.value = noFilter;
  picked.value = undefined;
});

/** All orders on their way through the shop; with ?show=… those that are through. */
export function OrdersScreen() {
  const { query } = useLocation();
  return query['show'] === undefined ? <Board /> : <ClosedOrders show={query['show']} />;
}

function Board() {
  const orders = model('order-board');
  const role = session.value?.user.role ?? 'employee';
  const cards = orders.list.value;
  const { search, lateOnly, asapOnly } = filter.value;
  const change = (part: Partial<BoardFilter>) => {
    filter.value = { ...filter.value, ...part };
  };
  const columns = byStage(cards, filter.value, today());
  const { late, asap } = trouble(cards, today());
  const known = orders.asOf.value !== undefined;
  const shown = picked.value ?? stages.find((stage) => columns[stage].length > 0) ?? 'order_entered';
  const found = stages.some((stage) => columns[stage].length > 0);

  function pick(stage: Stage): void {
    picked.value = stage;
    showColumn(stage);
  }
  return (
    <div class="page board-page">
      <PageHead title="Orders" beside={<Age of={orders} />}>
        <SearchField label="Order, client or product" value={search} onChange={(value) => change({ search: value })} />
        <Button icon="warning" pressed={lateOnly} onPress={() => change({ lateOnly: !lateOnly })}>
          {known ? `${late} late` : 'Late'}
        </Button>
        <Button icon="asap" pressed={asapOnly} onPress={() => change({ asapOnly: !asapOnly })}>
          {known ? `${asap} ASAP` : 'ASAP'}
        </Button>
        {may(role, 'orders.write') && (
          <Button icon="plus" href="/orders/new">
            New order
          </Button>
        )}
        <CsvButton cards={stages.flatMap((stage) => columns[stage])} />
      </PageHead>
      <Fetched of={orders} what="Orders" lines={8}>
        <StageMap
          counts={counted(columns, () => true)}
          late={counted(columns, (card) => isLate(card, today()))}
          onPick={pick}
        />
        {cards.length === 0 ? (
          <Empty
            title="No orders yet"
            action={may(role, 'orders.write') && <Button href="/orders/new">New order</Button>}
          >
            The first order stands here under Entered, and goes from stage to stage to the right.
          </Empty>
        ) : (
          !found && (
            <Empty
              title="No order matches"
              action={
                <Button
                  onPress={() => {
                    filter.value = noFilter;
                  }}
                >
                  Show all orders
                </Button>
              }
            />
          )
        )}
        {found && (
          <BoardColumns
            columns={columns}
            picked={shown}
            mayMove={may(role, 'orders.stage')}
            onInView={(stages) => {
              inView.value = stages;
            }}
          />
        )}
      </Fetched>
    </div>
  );
}

/** The map alone is drawn anew when the board is scrolled. */
function StageMap(props: Omit<ComponentProps<typeof TubeMap>, 'inView'>) {
  return <TubeMap {...props} inView={inView.value} />;
}

function counted(
  columns: Readonly<Record<Stage, readonly OrderCard[]>>,
  which: (card: OrderCard) => boolean,
): Record<Stage, number> {
  const counts = stages.map((stage) => [stage, columns[stage].filter(which).length] as const);
  return Object.fromEntries(counts) as Record<Stage, number>;
}

/** Scrolls the board to a stage, and on a phone the map, so that its piece can be seen. */
function showColumn(stage: Stage): void {
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  const column = document.querySelector<HTMLElement>(`.board > [data-stage="${stage}"]`);
  column?.parentElement?.scrollTo({ left: column.offsetLeft - column.parentElement.offsetLeft, behavior });
  const piece = document.querySelectorAll('.tube-map button')[stages.indexOf(stage)];
  piece?.scrollIntoView({ inline: 'center', block: 'nearest', behavior });
}
