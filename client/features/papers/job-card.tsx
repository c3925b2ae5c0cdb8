import type { OrderDetail, OrderLine } from '#contracts/order.ts';
import { formatQuantity } from '#contracts/quantity.ts';
import { priorityWords, stages, stageWords } from '#contracts/stages.ts';
import { QrCode } from '../../shared/qr-code.tsx';
import { ReceiptCode } from '../../shared/receipt-code.tsx';
import { calendarDayInFull } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { Fact } from '../../ui/fact.tsx';

/** What goes with an order through the shop: what is to be made, of what, and where that lies. Nothing of money. */
export function JobCard({ order }: { readonly order: OrderDetail }) {
  const { id, number, clientName, dueDate, priority, reference, notes, lines, sequence } = order;
  return (
    <article class="card paper">
      <PaperHead title={number} under={clientName} path={`/orders/${id}`} label={`QR code of ${number}`} />
      <dl class="facts">
        <Fact name="Delivery date">{calendarDayInFull(dueDate)}</Fact>
        <Fact name="Priority">{priorityWords[priority]}</Fact>
        <Fact name="Their reference">{reference}</Fact>
        <Fact name="Notes">{notes}</Fact>
      </dl>
      <table class="table" aria-label="Lines">
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col" class="number">
              How much
            </th>
            <th scope="col">Of what, from where</th>
            <th scope="col">Done</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.lineId} line={line} />
          ))}
        </tbody>
      </table>
      <ul class="paper-stages" aria-label="Stages">
        {stages.slice(0, -1).map((stage) => (
          <li key={stage}>{stageWords[stage]}</li>
        ))}
      </ul>
      <ReceiptCode paper="job" record={id} sequence={sequence} />
    </article>
  );
}

function Line({ line }: { readonly line: OrderLine }) {
  const items = model('stock-levels').rows.value;
  const { description, note, required, scale, unit, allocations, completed } = line;
  return (
    <tr>
      <td>
        <strong>{description}</strong>
        {note !== undefined && <p class="second">{note}</p>}
      </td>
      <td class="number">{formatQuantity(required, scale, unit)}</td>
      <td>
        {allocations.map(({ itemId, itemName, quantity }) => {
          const item = items.get(itemId);
          const bay = item?.bay === undefined ? '' : `, bay ${item.bay}`;
          return (
            <p
              key={itemId}
            >{`${formatQuantity(quantity, item?.scale ?? scale, item?.unit ?? unit)} ${itemName}${bay}`}</p>
          );
        })}
      </td>
      <td>{completed ? 'Made' : ''}</td>
    </tr>
  );
}

interface PaperHeadProps {
  readonly title: string;
  readonly under: string;
  readonly path: string;
  readonly label: string;
}

/** What stands above every paper of an order, with its QR code. */
export function PaperHead({ title, under, path, label }: PaperHeadProps) {
  return (
    <header class="paper-head">
      <div>
        <h2>{title}</h2>
        <p class="strong">{under}</p>
      </div>
      <QrCode text={`${location.origin}${path}`} label={label} />
    </header>
  );
}
