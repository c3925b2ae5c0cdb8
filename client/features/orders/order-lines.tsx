import { useState } from 'preact/hooks';
import type { OrderDetail } from '#contracts/order.ts';
import { Key } from '../../ui/bar.tsx';
import { linesWords } from './lines-words.ts';
import { OrderLine } from './order-line.tsx';

/** What the order asks for, and how much of it is there. One line at a time is open. */
export function OrderLines({ order }: { readonly order: OrderDetail }) {
  const [open, setOpen] = useState<{ readonly lineId: string; readonly tool: 'allocate' | 'more' }>();
  const { lines } = order;
  return (
    <section class="card order-lines" aria-label="Lines">
      <header class="row">
        <h2 class="grow">{linesWords(order)}</h2>
        <Key kind="free">Issued</Key>
        <Key kind="held">Allocated</Key>
      </header>
      <div class="line-grid line-heads meta second strong" aria-hidden="true">
        <span>Line</span>
        <span>Required</span>
        <span>Allocated</span>
        <span>Issued</span>
      </div>
      <ul>
        {lines.map((line) => (
          <OrderLine
            key={line.lineId}
            order={order}
            line={line}
            tool={open?.lineId === line.lineId ? open.tool : undefined}
            onTool={(tool) => setOpen(tool === undefined ? undefined : { lineId: line.lineId, tool })}
          />
        ))}
      </ul>
    </section>
  );
}
