import { useState } from 'preact/hooks';
import type { OrderDetail } from '#contracts/order.ts';
import { Key } from '../../ui/bar.tsx';
import { Said } from '../../ui/said.tsx';
import { linesWords } from './lines-words.ts';
import { OrderLine } from './order-line.tsx';

/** What is open below a line. */
interface Open {
  readonly lineId: string;
  readonly description: string;
  readonly tool: 'allocate' | 'more';
}

/** What the order asks for, and how much of it is there. One line at a time is open. */
export function OrderLines({ order }: { readonly order: OrderDetail }) {
  const [open, setOpen] = useState<Open>();
  const { lines } = order;
  const gone = open !== undefined && lines.every(({ lineId }) => lineId !== open.lineId);
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
      <Said>{gone ? `${open.description} is not on the order any more. Nothing was done with it.` : undefined}</Said>
      <ul>
        {lines.map((line) => (
          <OrderLine
            key={line.lineId}
            order={order}
            line={line}
            tool={open?.lineId === line.lineId ? open.tool : undefined}
            onTool={(tool) => setOpen(tool && { lineId: line.lineId, description: line.description, tool })}
          />
        ))}
      </ul>
    </section>
  );
}
