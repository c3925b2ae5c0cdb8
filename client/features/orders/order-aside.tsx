import { useState } from 'preact/hooks';
import { hasBegun } from '#contracts/begun.ts';
import type { OrderDetail } from '#contracts/order.ts';
import { formatFigure } from '#contracts/quantity.ts';
import { priorityWords } from '#contracts/stages.ts';
import { later } from '../../shared/later.tsx';
import { calendarDay } from '../../shared/time.ts';
import { Button } from '../../ui/button.tsx';
import { Fact } from '../../ui/fact.tsx';
import { keyboardScrolls } from '../../ui/focus.ts';

/** It stands below what was agreed, and is read second. */
const OrderPast = later('The history', () => import('./order-past.tsx').then((it) => it.OrderPast), { inPlace: true });

const ChangeClient = later('The clients', () => import('./change-client.tsx').then((it) => it.ChangeClient), {
  inPlace: true,
});

interface OrderAsideProps {
  readonly order: OrderDetail;
  readonly mayEdit: boolean;
}

/** What was agreed with the client, and what happened since. */
export function OrderAside({ order, mayEdit }: OrderAsideProps) {
  const [changing, setChanging] = useState(false);
  const mayChangeClient = mayEdit && !hasBegun(order);
  const { id, dueDate, priority, reference, discountBasisPoints, deliveryAddress, notes } = order;
  return (
    <section class="side-panel" aria-label="Details and history" ref={keyboardScrolls}>
      <header class="panel-head">
        <h2 class="grow">Details</h2>
        {mayEdit && (
          <Button icon="pencil" href={`/orders/${id}?edit=1`}>
            Edit order
          </Button>
        )}
      </header>
      <dl class="facts">
        <Fact name="Delivery date">{calendarDay(dueDate)}</Fact>
        <Fact name="Priority">{priorityWords[priority]}</Fact>
        <Fact name="Their reference">{reference}</Fact>
        <Fact name="Discount">
          {discountBasisPoints === 0 ? undefined : `${formatFigure(discountBasisPoints, 2)} %`}
        </Fact>
        <Fact name="Delivery address">{deliveryAddress}</Fact>
        <Fact name="Notes">{notes}</Fact>
      </dl>
      {mayChangeClient &&
        (changing ? (
          <ChangeClient order={order} onDone={() => setChanging(false)} />
        ) : (
          <span>
            <Button onPress={() => setChanging(true)}>Change the client…</Button>
          </span>
        ))}
      <OrderPast order={order} />
    </section>
  );
}
