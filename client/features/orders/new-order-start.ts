import type { ClientRow } from '#contracts/client.ts';
import { formatUnitPrice } from '#contracts/money.ts';
import type { OrderDetail } from '#contracts/order.ts';
import { addDays } from '#contracts/week.ts';
import { newId } from '../../sync/ids.ts';
import type { PickedClient } from './client-picker.tsx';
import { draftOf, emptyDraft, type LineDraft, type OrderDraft } from './order-draft.ts';

/** What stands in the form of a new order when it is opened. */
export interface NewOrder {
  readonly client: PickedClient | undefined;
  readonly draft: OrderDraft;
  /** The lines of the order that it is copied from, with the prices of that day. */
  readonly copied?: readonly LineDraft[];
}

export function pickedClient({ id, name, leadTimeDays, address, deliveryAddresses = [] }: ClientRow): PickedClient {
  return {
    id,
    name,
    leadTimeDays,
    addresses: deliveryAddresses.length > 0 ? deliveryAddresses : address ? [address] : [],
  };
}

/**
 * What is usual for the client is filled in where nothing was typed: the address only where there is one alone, and never
 * one of the client that was picked before.
 */
export function withUsual(
  draft: OrderDraft,
  client: PickedClient | undefined,
  before: PickedClient | undefined,
  today: string,
) {
  const { leadTimeDays, addresses = [] } = client ?? {};
  const typed = before?.addresses?.includes(draft.deliveryAddress) ? '' : draft.deliveryAddress;
  const [only = '', ...others] = addresses;
  return {
    ...draft,
    ...(draft.dueDate === '' && leadTimeDays !== undefined && { dueDate: addDays(today, leadTimeDays) }),
    deliveryAddress: typed === '' && others.length === 0 ? only : typed,
  };
}

/**
 * The same once more, under a number of its own: the prices are those of today, what was agreed for that one order is
 * left out.
 */
export function copyOf(
  order: OrderDetail,
  client: PickedClient,
  priceOf: (productId: string) => number | undefined,
  today: string,
): NewOrder {
  const { lines, notes, discount, deliveryAddress } = draftOf(order);
  const copied = lines.map((line) => ({ ...line, lineId: newId() }));
  const priced = copied.map((line) => {
    const price = line.productId === undefined ? undefined : priceOf(line.productId);
    return price === undefined ? line : { ...line, price: formatUnitPrice(price) };
  });
  const draft = { ...emptyDraft, notes, discount, deliveryAddress, lines: priced };
  return { client, draft: withUsual(draft, client, undefined, today), copied };
}
