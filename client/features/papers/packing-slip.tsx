import { goOut, remainingOf } from '#contracts/deliveries.ts';
import type { OrderDetail } from '#contracts/order.ts';
import { formatQuantity } from '#contracts/quantity.ts';
import { abnText } from '../../shared/abn.ts';
import { ReceiptCode } from '../../shared/receipt-code.tsx';
import { calendarDayInFull, dateOf } from '../../shared/time.ts';
import { item } from '../../sync/models.ts';
import { Empty } from '../../ui/empty.tsx';
import { Fact } from '../../ui/fact.tsx';
import { PaperHead } from './job-card.tsx';

interface PackingSlipProps {
  readonly order: OrderDetail;
  /** The last delivery that was not taken back, unless told. */
  readonly docket: string | undefined;
}

/** What went out in one delivery, and what is still to come. Nothing of money. */
export function PackingSlip({ order, docket }: PackingSlipProps) {
  const employer = item('settings', 'company').row.value?.employer;
  const delivery = order.deliveries.find((one) => !one.takenBack && (docket === undefined || one.docket === docket));
  if (delivery === undefined) {
    return <Empty title="Nothing went out yet">Record the delivery first, then print its packing slip.</Empty>;
  }
  const went = order.deliveries
    .filter((one) => one.position === delivery.position)
    .flatMap((one) => one.lines)
    .map(({ lineId, quantity }) => ({ line: order.lines.find((one) => one.lineId === lineId), quantity }));
  const open = goOut(order.lines).filter((line) => remainingOf(line) > 0);
  const { id, number, clientName, deliveryAddress, reference } = order;
  return (
    <article class="card paper">
      <PaperHead
        title={`Packing slip ${delivery.docket ?? ''}`}
        under={clientName}
        path={`/orders/${id}`}
        label={`QR code of ${number}`}
      />
      <dl class="facts">
        <Fact name="From">
          {employer?.name}
          {employer?.abn ? `\nABN ${abnText(employer.abn)}` : ''}
        </Fact>
        <Fact name="To">{deliveryAddress ?? clientName}</Fact>
        <Fact name="Our order">{number}</Fact>
        <Fact name="Your reference">{reference}</Fact>
        <Fact name="Sent">{calendarDayInFull(dateOf(delivery.at))}</Fact>
        <Fact name="Note">{delivery.note}</Fact>
      </dl>
      <table class="table" aria-label="What is delivered">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" class="number">
              Delivered
            </th>
          </tr>
        </thead>
        <tbody>
          {went.map(({ line, quantity }, index) => (
            <tr key={line?.lineId ?? index}>
              <td>{line?.description ?? 'A line that was taken off'}</td>
              <td class="number">{line === undefined ? quantity : formatQuantity(quantity, line.scale, line.unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {open.length > 0 && (
        <div>
          <h3>Still to come</h3>
          {open.map((line) => (
            <p key={line.lineId}>{`${formatQuantity(remainingOf(line), line.scale, line.unit)} ${line.description}`}</p>
          ))}
        </div>
      )}
      <ReceiptCode paper="slip" record={`${id}.${delivery.position}`} sequence={order.sequence} />
    </article>
  );
}
