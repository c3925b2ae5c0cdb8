import type { OrderDetail } from '#contracts/order.ts';
import { OldRecords } from '../../shared/old-records.tsx';
import { OrderHistory } from './order-history.tsx';

/** What happened to the order, and what the old application kept about it. */
export function OrderPast({ order }: { readonly order: OrderDetail }) {
  return (
    <>
      <OrderHistory order={order} />
      <OldRecords about={`order/${order.id}`} />
    </>
  );
}
