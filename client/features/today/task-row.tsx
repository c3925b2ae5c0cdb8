import type { OrderCard } from '#contracts/order.ts';
import { formatQuantity } from '#contracts/quantity.ts';
import { stages, stageWords } from '#contracts/stages.ts';
import { later } from '../../shared/later.tsx';
import { calendarDay, dateInFull, fullLength } from '../../shared/time.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Words } from '../../ui/words.tsx';
import { moveStage, stageMoves } from '../orders/stage-moves.ts';
import { wish } from '../stock/stock-words.ts';
import type { Task } from './next-up.ts';
import { OnIt } from './on-it.tsx';
import { urgency } from './urgency.ts';

/** What became of a move: wanted after the first tap. */
export const MoveNotice = later(
  'What was moved',
  () => import('../orders/move-notice.tsx').then((it) => it.MoveNotice),
  { inPlace: true },
);

/** One thing to do after that: what, for whom, and its button. `place`: where it stands in the list. */
export function TaskRow({ task, place = 0 }: { readonly task: Task; readonly place?: number }) {
  switch (task.kind) {
    case 'allocate':
      return <AllocateRow task={task} />;
    case 'move':
      return <MoveRow task={task} place={place} />;
    case 'deliver':
      return <DeliverRow task={task} />;
    case 'week':
      return <WeekRow task={task} />;
    case 'receive':
      return <ReceiveRow task={task} />;
    default:
      task satisfies never;
      return null;
  }
}

function AllocateRow({ task: { item, line, quantity } }: { readonly task: Extract<Task, { kind: 'allocate' }> }) {
  return (
    <li>
      <Icon name="stock" />
      <div>
        <p class="strong">
          <Words>{`${wish('Allocate', quantity, item)} to ${line.order.number}`}</Words>
        </p>
        <p class="meta second">
          <Words>{`${item.name} · ${urgency(line.order).words}`}</Words>
        </p>
        <OnIt order={line.order} />
      </div>
      <Button href={`/stock/${item.id}?line=${encodeURIComponent(line.key)}`}>Allocate</Button>
    </li>
  );
}

interface MoveRowProps {
  readonly task: Extract<Task, { kind: 'move' }>;
  readonly place: number;
}

function MoveRow({ task: { order, to }, place }: MoveRowProps) {
  const move = stageMoves.value.get(order.id);
  return (
    <li>
      <Icon name="asap" />
      <div>
        <p class="strong">
          <Words>{`Move ${order.number} to ${stageWords[to]}`}</Words>
        </p>
        <p class="meta second">
          <Words>
            {[order.clientName, urgency(order).words, beforeSlitting(order) ? 'material is there' : order.summary].join(
              ' · ',
            )}
          </Words>
        </p>
        <OnIt order={order} />
      </div>
      <Button
        sending={move?.sending ?? false}
        onPress={() => void moveStage({ orderId: order.id, number: order.number, from: order.stage, to, place })}
      >
        To {stageWords[to]}
      </Button>
      {move?.problem !== undefined && (
        <div class="notice">
          <MoveNotice move={move} link />
        </div>
      )}
    </li>
  );
}

function beforeSlitting({ stage }: OrderCard): boolean {
  return stages.indexOf(stage) < stages.indexOf('paper_slitting');
}

function DeliverRow({ task: { order } }: { readonly task: Extract<Task, { kind: 'deliver' }> }) {
  return (
    <li>
      <Icon name="truck" />
      <div>
        <p class="strong">
          <Words>{`Deliver ${order.number}`}</Words>
        </p>
        <p class="meta second">
          <Words>{`${order.clientName} · ${urgency(order).words} · ${order.summary}`}</Words>
        </p>
        <OnIt order={order} />
      </div>
      <Button href={`/orders/${order.id}`}>Record it</Button>
    </li>
  );
}

function ReceiveRow({ task: { item } }: { readonly task: Extract<Task, { kind: 'receive' }> }) {
  const { id, name, scale, unit, expected } = item;
  if (expected === undefined) return null;
  const from = expected.supplier === undefined ? '' : ` from ${expected.supplier}`;
  return (
    <li>
      <Icon name="truck" />
      <div>
        <p class="strong">Receive {name}</p>
        <p class="meta second">
          {formatQuantity(expected.quantity, scale, unit)}
          {from}, expected {calendarDay(expected.dueDate)}
        </p>
      </div>
      <Button href={`/stock/${id}?do=receive`}>Receive</Button>
    </li>
  );
}

function WeekRow({ task: { week } }: { readonly task: Extract<Task, { kind: 'week' }> }) {
  const { monday, status, reason, workedMinutes, leaveMinutes } = week;
  const back = status === 'rejected';
  const more = back && reason !== undefined ? reason : fullLength(workedMinutes + leaveMinutes);
  return (
    <li>
      <Icon name="timesheets" />
      <div>
        <p class="strong">{back ? 'Your timesheet was sent back' : 'Submit your timesheet'}</p>
        <p class="meta second">
          Week of {dateInFull(monday)} · {more}
        </p>
      </div>
      <Button href={`/timesheets?week=${monday}`}>{back ? 'Look at it' : 'Submit'}</Button>
    </li>
  );
}
