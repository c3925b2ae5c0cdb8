import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import { QUANTITY_MAX } from '../src/contracts/primitives.ts';
import { aggregates, deciders } from '../src/domain/catalogue.ts';
import { type Command, EventStore } from '../src/event-store/store.ts';
import type { AnyCommandType, PayloadOf } from '../src/testing/domain/world.ts';

/** An item with more stock than any bench takes, and an order with a line that needs it all. */
export interface Pair {
  readonly itemId: string;
  readonly orderId: string;
}

/** No account of the company that is planted into: nobody's rights stand in the way. */
export const USER = 'bench';
const TIME_ZONE = 'Australia/Sydney';
const CLIENT = 'bench-client';

/** `clock` left out: the real one. */
export function openStore(log: Db, clock?: () => Date): Promise<EventStore> {
  return EventStore.open({ log, aggregates, deciders, timeZone: TIME_ZONE, ...(clock && { clock }) });
}

export function command<Type extends AnyCommandType>(type: Type, payload: PayloadOf<Type>): Command {
  return { id: randomUUID(), type, payload, user: USER };
}

/**
 * Reserves one more for the same line. An item's state holds a figure for each line that has some of it reserved, so with
 * one line for each item its size stays what it is, however often this is done.
 */
export function allocation({ itemId, orderId }: Pair): Command {
  return command('AllocateStock', { itemId, orderId, lineId: '1', quantity: 1 });
}

/** Gives one back. */
export function release({ itemId, orderId }: Pair): Command {
  return command('ReleaseAllocation', { itemId, orderId, lineId: '1', quantity: 1 });
}

/** Handles a command that cannot be refused. Throws if it is: a figure of refusals would be worth nothing. */
export async function done(store: EventStore, one: Command): Promise<void> {
  const outcome = await store.handle(one);
  if (!outcome.accepted) throw new Error(`${one.type} was refused: ${outcome.refusal.detail}`);
}

/** Registers a client and so many pairs. Their aggregates are warm in this store afterwards. */
export async function plantPairs(store: EventStore, count: number): Promise<readonly Pair[]> {
  await done(store, command('RegisterClient', { clientId: CLIENT, name: 'Ironbark Textiles' }));
  const pairs = Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(4, '0');
    return { itemId: `bench-kraft-${number}`, orderId: randomUUID(), code: `K-${number}`, name: `Kraft ${number}` };
  });
  await Promise.all(
    pairs.map(async ({ itemId, orderId, code, name }) => {
      const counted = { unit: 'roll', scale: 0, reorderPoint: 20 } as const;
      await done(store, command('RegisterStockItem', { itemId, kind: 'raw-material', code, name, ...counted }));
      await done(store, command('ReceiveStock', { itemId, quantity: QUANTITY_MAX }));
      const lines = [{ lineId: '1', itemId, quantity: QUANTITY_MAX, unitPrice: 0 }];
      const order = { orderId, clientId: CLIENT, dueDate: '2030-01-31', priority: 'normal', lines } as const;
      await done(store, command('PlaceOrder', order));
      await done(store, allocation({ itemId, orderId }));
    }),
  );
  return pairs.map(({ itemId, orderId }) => ({ itemId, orderId }));
}
