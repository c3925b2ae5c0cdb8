import { useState } from 'preact/hooks';
import { formatCents } from '#contracts/money.ts';
import type { OrderDetail } from '#contracts/order.ts';
import { formatFigure } from '#contracts/quantity.ts';
import { later } from '../../shared/later.tsx';
import { dayOf } from '../../shared/time.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, StopButton } from '../../ui/button.tsx';

const CancelDialog = later('The question', () => import('./cancel-dialog.tsx').then((it) => it.CancelDialog), {
  inPlace: true,
});
const ReopenOrder = later('Reopening', () => import('./reopen-order.tsx').then((it) => it.ReopenOrder), {
  inPlace: true,
});
const Refusal = later('Why it was not done', () => import('./order-refusal.tsx').then((it) => it.Refusal), {
  inPlace: true,
});

/** What the order costs, and how it ends. */
export function OrderFoot({ order }: { readonly order: OrderDetail }) {
  const [cancelling, setCancelling] = useState(false);
  const archive = useCommand('ArchiveOrder');
  const mayClose = may(session.value?.user.role ?? 'employee', 'orders.close');
  const { id: orderId, number, status, archived } = order;
  return (
    <div class="order-foot-row">
      {mayClose && (
        <div class="stack">
          {status === 'open' && (
            <span>
              <StopButton onPress={() => setCancelling(true)}>Cancel order…</StopButton>
            </span>
          )}
          {status !== 'open' && !archived && (
            <span>
              <Button sending={archive.sending} onPress={() => void archive.run({ orderId })}>
                Archive order
              </Button>
            </span>
          )}
          {status !== 'open' && <ReopenOrder order={order} />}
          {archive.problem !== undefined && (
            <Refusal problem={archive.problem} attempt={`Archive ${number}`} onDiscard={archive.forget} />
          )}
        </div>
      )}
      {may(session.value?.user.role ?? 'employee', 'orders.write') && (
        <Button href={`/orders/new?copy=${orderId}`}>Copy order</Button>
      )}
      <Button icon="print" href={`/papers/job/${orderId}`}>
        Job card
      </Button>
      <Button icon="print" href={`/papers/order/${orderId}`}>
        Label
      </Button>
      <Totals order={order} />
      {cancelling && <CancelDialog order={order} onDone={() => setCancelling(false)} />}
    </div>
  );
}

function Totals({ order }: { readonly order: OrderDetail }) {
  const { subtotalCents, discountCents, gstCents, totalCents, discountBasisPoints, placedAt, placedBy } = order;
  return (
    <div class="order-totals">
      <p>
        Placed {dayOf(placedAt)} by {placedBy.name}
      </p>
      {discountCents > 0 && (
        <p>
          {formatCents(subtotalCents)} less {formatFigure(discountBasisPoints, 2)} %, {formatCents(discountCents)}
        </p>
      )}
      <p>
        <strong>{formatCents(totalCents)}</strong> incl. {formatCents(gstCents)} GST
      </p>
    </div>
  );
}
