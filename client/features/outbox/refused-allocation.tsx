import type { VNode } from 'preact';
import { asksFor } from '#contracts/asking.ts';
import { newId } from '../../sync/ids.ts';
import { model } from '../../sync/models.ts';
import type { Entry } from '../../sync/outbox/entry.ts';
import { outbox } from '../../sync/waiting.ts';
import { AllocateConflict } from '../stock/allocate-conflict.tsx';
import { lineKey, needyLines } from '../stock/open-lines.ts';
import type { Allocation } from '../stock/use-allocation.ts';
import { itemOf, sees } from './entry-words.ts';

interface RefusedAllocationProps {
  readonly entry: Entry;
  /** Where the line needs nothing any more, or this person sees no orders. */
  readonly otherwise: VNode;
}

/** The card of the stock screen, with answers that go through the outbox. */
export function RefusedAllocation({ entry, otherwise }: RefusedAllocationProps) {
  const { id, payload, problem, at } = entry;
  const { orderId, lineId, quantity } = payload as {
    readonly orderId: string;
    readonly lineId: string;
    readonly quantity: number;
  };
  const item = itemOf(entry);
  const line = sees('orders.read')
    ? needyLines(model('order-board').list.value).find(({ key }) => key === lineKey(orderId, lineId))
    : undefined;
  if (problem === undefined || item === undefined || line === undefined) return otherwise;
  const allocation: Allocation = {
    sending: undefined,
    refused: undefined,
    done: undefined,
    async allocate(stock, to, much) {
      const instead = asksFor(to, stock) ? {} : { substitute: true as const };
      const wish = { itemId: stock.id, orderId: to.order.id, lineId: to.lineId, quantity: much, ...instead };
      await (await outbox())?.replace(id, { id: newId(), payload: wish });
      return true;
    },
    discard: () => void outbox().then((box) => box?.discard(id)),
    forgetDone: () => undefined,
  };
  return <AllocateConflict refused={{ problem, item, line, quantity, at }} item={item} allocation={allocation} />;
}
