import './orders.css';
import './order.css';
import { useLocation, useRoute } from 'preact-iso';
import type { OrderDetail } from '#contracts/order.ts';
import { stages } from '#contracts/stages.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { filesOfOrder } from '../../shared/files/files-of.ts';
import { later } from '../../shared/later.tsx';
import { calendarDay, daysPast, moment, today } from '../../shared/time.ts';
import { item } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { waiting } from '../../sync/waiting.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Tube } from '../../ui/tube.tsx';
import { isLate, lateWords } from './board.ts';
import { OrderAside } from './order-aside.tsx';
import { OrderLines } from './order-lines.tsx';
import { StageRow } from './stage-row.tsx';

/** Most people who look at an order do not change it. */
const WaitingHere = later('What waits', () => import('../../shared/waiting-here.tsx').then((it) => it.WaitingHere), {
  inPlace: true,
});
/** It stands below all that an order says. */
const OrderFoot = later('What else can be done', () => import('./order-foot.tsx').then((it) => it.OrderFoot), {
  inPlace: true,
});
const EditPanel = later('The edit of the order', () => import('./edit-panel.tsx').then((it) => it.EditPanel));

const Deliveries = later('The deliveries', () => import('./deliveries.tsx').then((it) => it.Deliveries), {
  inPlace: true,
});

const Files = later('The files', () => import('../../shared/files/files.tsx').then((it) => it.Files), {
  inPlace: true,
});

/** One order: where it is, what its lines hold, what happened to it; with ?edit=1 its edit panel. */
export function OrderScreen() {
  const { params, query } = useRoute();
  const { route } = useLocation();
  const orderId = params['orderId'] ?? '';
  const order = item('order-details', orderId);
  const found = order.row.value;
  if (found === undefined) {
    return (
      <div class="page">
        <PageHead title="Order" back="/orders" />
        {order.problem.value?.code === 'not-found' ? (
          <Empty title="There is no such order" action={<Button href="/orders">Go to the board</Button>} />
        ) : (
          <Fetched of={order} what="The order" lines={6}>
            {null}
          </Fetched>
        )}
      </div>
    );
  }
  const mayEdit = found.status === 'open' && may(session.value?.user.role ?? 'employee', 'orders.write');
  const editing = mayEdit && query['edit'] !== undefined;
  return (
    <div key={orderId} class={editing ? 'panes panes-open panes-narrow' : 'panes panes-narrow order-panes'}>
      <div class="pane-list">
        <div class="page">
          <PageHead
            title={found.clientName}
            above={found.number}
            back={found.status === 'open' ? '/orders' : `/orders?show=${found.archived ? 'archived' : found.status}`}
            beside={<Age of={order} />}
          >
            <StateChips order={found} />
          </PageHead>
          <Tube stage={found.stage} />
          <StageRow order={found} />
          {waiting.value.length > 0 && <WaitingHere thing={`order/${orderId}`} />}
          <OrderLines order={found} />
          {showsDeliveries(found) && <Deliveries order={found} />}
          <Files key={orderId} of={filesOfOrder(orderId)} look="card" />
          <OrderFoot order={found} />
        </div>
      </div>
      {editing ? (
        <EditPanel order={found} refresh={() => order.refresh()} onClose={() => route(`/orders/${orderId}`, true)} />
      ) : (
        <OrderAside order={found} mayEdit={mayEdit} />
      )}
    </div>
  );
}

/** Before it is finished nothing goes out, unless something did. */
function showsDeliveries({ status, stage, deliveries }: OrderDetail): boolean {
  return deliveries.length > 0 || (status === 'open' && stages.indexOf(stage) >= stages.indexOf('finishing'));
}

function StateChips({ order }: { readonly order: OrderDetail }) {
  const { status, archived, priority, dueDate } = order;
  const late = isLate(order, today());
  return (
    <>
      {archived && <Chip>Archived</Chip>}
      {status === 'cancelled' && <Chip kind="signal">Cancelled</Chip>}
      {status === 'cleared' && (
        <Chip kind="done" icon="check">
          Cleared {moment(order.stageSince)}
        </Chip>
      )}
      {late && (
        <Chip kind="signal" icon="warning">
          {lateWords(daysPast(dueDate))}
        </Chip>
      )}
      {status === 'open' && priority === 'asap' && (
        <Chip kind="line" icon="asap">
          ASAP
        </Chip>
      )}
      {status === 'open' && (
        <Chip kind={priority === 'must-deliver' ? 'line' : 'plain'} icon="calendar">
          {priority === 'must-deliver' ? 'Must deliver' : 'Deliver'}{' '}
          {dueDate === today() ? 'today' : calendarDay(dueDate)}
        </Chip>
      )}
    </>
  );
}
