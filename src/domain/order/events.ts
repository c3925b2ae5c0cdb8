// The names and shapes below are storage: they are in every log for ever. Add, never rename; a changed shape is a new v.
import type { Priority, Stage } from '../../contracts/order.ts';
import type { Unit } from '../../contracts/quantity.ts';
import type { Fact } from '../kernel.ts';

/** A line as it was ordered: it keeps the words and the unit of that day. */
export interface OrderedLine {
  readonly lineId: string;
  readonly productId?: string | undefined;
  readonly itemId?: string | undefined;
  readonly description: string;
  readonly unit: Unit;
  readonly scale: number;
  /** In the smallest unit, 10^-scale of the unit. */
  readonly required: number;
  /** In 1/10,000 dollar. */
  readonly unitPrice: number;
  readonly note?: string | undefined;
}

/** What can be revised on an order. */
export interface OrderFields {
  readonly reference?: string | undefined;
  readonly dueDate: string;
  readonly priority: Priority;
  readonly discountBasisPoints: number;
  readonly notes?: string | undefined;
  readonly deliveryAddress?: string | undefined;
}

/** A field of an order before and after; null where there was nothing. */
export interface Change {
  readonly field: keyof OrderFields;
  readonly from: string | number | null;
  readonly to: string | number | null;
}

/** Where an order stood in the old application. */
export interface OrderStands {
  readonly stage: Stage;
  /** ISO 8601. */
  readonly stageSince: string;
  readonly status: 'open' | 'cleared' | 'cancelled';
  readonly archived: boolean;
}

/** What the client was told that the order costs. It counts until prices, lines or the discount are changed. */
export interface ToldTotals {
  readonly subtotalCents: number;
  readonly discountCents: number;
  readonly gstCents: number;
  readonly totalCents: number;
}

export interface LineMove {
  readonly lineId: string;
  readonly itemId: string;
  readonly itemName: string;
  readonly quantity: number;
}

export type OrderEvent =
  | Fact<
      'OrderPlaced',
      OrderFields & {
        readonly number: string;
        readonly clientId: string;
        readonly clientName: string;
        readonly lines: readonly OrderedLine[];
        /** Lines that were made, where the order was moved in. */
        readonly made?: readonly string[] | undefined;
        readonly stands?: OrderStands | undefined;
        readonly told?: ToldTotals | undefined;
      }
    >
  | Fact<
      'OrderRevised',
      {
        readonly changes: readonly Change[];
        /** All lines as they are now, where any line changed. */
        readonly lines?: readonly OrderedLine[] | undefined;
        readonly reason?: string | undefined;
      }
    >
  | Fact<
      'OrderClientChanged',
      {
        readonly clientId: string;
        readonly clientName: string;
        readonly was: { readonly clientId: string; readonly clientName: string };
      }
    >
  | Fact<'OrderStageMoved', { readonly from: Stage; readonly to: Stage; readonly note?: string | undefined }>
  /** It reached this stage in the old application. Its stage now is another matter. */
  | Fact<'OrderStageRecorded', { readonly stage: Stage; readonly note?: string | undefined }>
  /** `insteadOf`: what the line asks for, where this item stands in for it. */
  | Fact<'OrderLineAllocated', LineMove & { readonly insteadOf?: string | undefined }>
  | Fact<'OrderLineReleased', LineMove>
  | Fact<'OrderLineIssued', LineMove>
  | Fact<'OrderLineReturned', LineMove>
  | Fact<
      'OrderLineDelivered',
      {
        readonly lineId: string;
        readonly quantity: number;
        /** The packing slip: all that went out in one commit has the same. */
        readonly docket?: string | undefined;
        readonly note?: string | undefined;
        /** It was said that more went out than was ordered. */
        readonly moreThanOrdered?: true | undefined;
      }
    >
  | Fact<
      'OrderLineDeliveryTakenBack',
      {
        readonly lineId: string;
        readonly quantity: number;
        readonly docket?: string | undefined;
        readonly reason: string;
      }
    >
  /** It was said that the order goes on past Delivery although this much of its lines had not gone out. */
  | Fact<'OrderLeftUndelivered', { readonly lines: readonly { readonly lineId: string; readonly quantity: number }[] }>
  | Fact<'OrderLineCompleted', { readonly lineId: string }>
  | Fact<'OrderLineReopened', { readonly lineId: string }>
  /** `stage`: where it stood when it was closed, and stands again. */
  | Fact<'OrderReopened', { readonly stage: Stage; readonly reason: string }>
  | Fact<'OrderCancelled', { readonly reason: string }>
  | Fact<'OrderArchived', Record<never, never>>;

/** Events of `order-numbers/<year>`: each hands out the number after the last. */
export type OrderNumberEvent = Fact<'OrderNumberTaken', { readonly number: number; readonly orderId: string }>;
