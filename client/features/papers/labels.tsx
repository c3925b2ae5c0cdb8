import type { ComponentChildren } from 'preact';
import type { OrderDetail } from '#contracts/order.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { QrCode } from '../../shared/qr-code.tsx';
import { calendarDayInFull } from '../../shared/time.ts';
import { bayAddress } from '../stock/bay-address.ts';

/** For a roll, a box or its shelf. */
export function ItemLabel({ item }: { readonly item: StockLevel }) {
  const { id, code, name, bay } = item;
  return (
    <Label code={code} path={`/stock/${id}`} label={`QR code of ${name}`}>
      <p class="label-name">{name}</p>
      {bay !== undefined && <p>Bay {bay}</p>}
    </Label>
  );
}

/** For a bay: a scan shows what lies there. */
export function BayLabel({ bay }: { readonly bay: string }) {
  return (
    <Label code={bay} path={bayAddress(bay)} label={`QR code of bay ${bay}`}>
      <p>Bay. Scan to see what lies here.</p>
    </Label>
  );
}

/** For what is made for an order. */
export function OrderLabel({ order }: { readonly order: OrderDetail }) {
  const { id, number, clientName, reference, dueDate } = order;
  return (
    <Label code={number} path={`/orders/${id}`} label={`QR code of ${number}`}>
      <p class="label-name">{clientName}</p>
      {reference !== undefined && <p>{reference}</p>}
      <p>Deliver {calendarDayInFull(dueDate)}</p>
    </Label>
  );
}

interface LabelProps {
  /** What is read from afar, and typed where nothing can be scanned. */
  readonly code: string;
  readonly path: string;
  readonly label: string;
  readonly children: ComponentChildren;
}

/** One label on a page of its own, of the label printer's size. */
function Label({ code, path, label, children }: LabelProps) {
  return (
    <article class="label">
      <QrCode text={`${location.origin}${path}`} label={label} />
      <div>
        <p class={code.length > 12 ? 'label-code label-long' : 'label-code'}>{code}</p>
        {children}
      </div>
    </article>
  );
}
