import { useState } from 'preact/hooks';
import { goOut, remainingOf } from '#contracts/deliveries.ts';
import type { OrderDelivery, OrderDetail, OrderLine } from '#contracts/order.ts';
import { formatFigure, formatQuantity } from '#contracts/quantity.ts';
import { authorWords } from '../../shared/author-words.ts';
import { when } from '../../shared/time.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { DeliveryForm } from './delivery-form.tsx';
import { TakeBackForm } from './take-back-form.tsx';

/** What went out to the client, what is still here, and the way to record more. */
export function Deliveries({ order }: { readonly order: OrderDetail }) {
  const [recording, setRecording] = useState(false);
  const lines = goOut(order.lines);
  const mayDeliver = order.status === 'open' && may(session.value?.user.role ?? 'employee', 'orders.stage');
  return (
    <section class="card deliveries" aria-label="Deliveries">
      <header class="row">
        <h2 class="grow">Deliveries</h2>
        {mayDeliver && !recording && (
          <Button icon="truck" onPress={() => setRecording(true)}>
            Record a delivery
          </Button>
        )}
      </header>
      <ul>
        {lines.map((line) => (
          <li key={line.lineId} class="row went">
            <p class="grow">
              <span class="strong">{line.description}</span> <span class="second">{deliveredWords(line)}</span>
            </p>
            {remainingOf(line) === 0 ? (
              <Chip kind="done" icon="check">
                Delivered
              </Chip>
            ) : (
              <Chip kind="dashed">{formatFigure(remainingOf(line), line.scale)} to go</Chip>
            )}
          </li>
        ))}
      </ul>
      {recording && mayDeliver && <DeliveryForm order={order} lines={lines} onDone={() => setRecording(false)} />}
      {order.deliveries.length > 0 && (
        <ul class="delivery-list">
          {order.deliveries.map((delivery) => (
            <Delivery key={delivery.position} order={order} delivery={delivery} mayTakeBack={mayDeliver} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface DeliveryProps {
  readonly order: OrderDetail;
  readonly delivery: OrderDelivery;
  readonly mayTakeBack: boolean;
}

function Delivery({ order, delivery, mayTakeBack }: DeliveryProps) {
  const [takingBack, setTakingBack] = useState<string>();
  const { at, user, docket, note, takenBack } = delivery;
  const line = order.lines.find(({ lineId }) => lineId === takingBack);
  const more = [
    authorWords(user),
    ...(docket === undefined ? [] : [`packing slip ${docket}`]),
    ...(note ? [note] : []),
  ];
  return (
    <li class="went">
      <p class="meta second">
        {takenBack && <strong>Taken back </strong>}
        {when(at)} · {more.join(' · ')}
      </p>
      {docket !== undefined && !takenBack && (
        <span>
          <Button icon="print" href={`/papers/slip/${order.id}?docket=${encodeURIComponent(docket)}`}>
            Packing slip {docket}
          </Button>
        </span>
      )}
      {delivery.lines.map((went) => (
        <div key={went.lineId} class="row">
          <p class="grow">{wentWords(order, went)}</p>
          {mayTakeBack && !takenBack && (
            <Button expanded={takingBack === went.lineId} onPress={() => setTakingBack(went.lineId)}>
              Take back…<span class="unseen"> {wentWords(order, went)}</span>
            </Button>
          )}
        </div>
      ))}
      {line !== undefined && mayTakeBack && (
        <TakeBackForm
          key={line.lineId}
          order={order}
          line={line}
          docket={docket}
          went={delivery.lines.find(({ lineId }) => lineId === line.lineId)?.quantity ?? 0}
          onDone={() => setTakingBack(undefined)}
        />
      )}
    </li>
  );
}

/** "1,500 pieces Core 76 × 500 mm" */
function wentWords({ lines }: OrderDetail, { lineId, quantity }: OrderDelivery['lines'][number]): string {
  const line = lines.find((one) => one.lineId === lineId);
  if (line === undefined) return String(quantity);
  return `${formatQuantity(quantity, line.scale, line.unit)} ${line.description}`;
}

/** "250 of 400 pieces delivered" */
function deliveredWords({ delivered, required, scale, unit }: OrderLine): string {
  if (delivered === 0) return `none of ${formatQuantity(required, scale, unit)} delivered yet`;
  return `${formatFigure(delivered, scale)} of ${formatQuantity(required, scale, unit)} delivered`;
}
