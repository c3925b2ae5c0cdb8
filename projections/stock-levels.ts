import * as z from 'zod/mini';
import { type StockLevel, stockKinds, stockLevel } from '../src/contracts/stock.ts';
import type { ForLine, StockEvent } from '../src/domain/stock/events.ts';
import { existing, flag, idOf, type Projection } from '../src/projecting/definition.ts';
import { balanceAfter, isLow } from './stock-balance.ts';
import { stockEvents } from './stock-events.ts';

type Row = Omit<StockLevel, 'id' | 'free' | 'low'>;
type Allocation = StockLevel['allocations'][number];

const filters = z.strictObject({ kind: z.optional(z.enum(stockKinds)), retired: z.optional(flag) });

/** What is on hand, allocated and free of each item, and for whom. */
export const stockLevels: Projection<Row, StockLevel, StockEvent> = {
  name: 'stock-levels',
  version: 1,
  handles: stockEvents,
  id: idOf,

  evolve(row, event) {
    const { sequence } = event;
    const updatedAt = event.at.toISOString();
    if (event.type === 'StockItemRegistered') {
      const nothing = { onHand: 0, allocated: 0, peak: 0, allocations: [], retired: false };
      return { ...event.data, ...nothing, version: sequence, sequence, updatedAt };
    }
    const before = existing(row, event);
    const next = balanceAfter(before, event);
    return {
      ...next,
      peak: Math.max(before.peak, next.onHand),
      reorderPoint: event.type === 'ReorderPointSet' ? event.data.reorderPoint : before.reorderPoint,
      allocations: allocationsAfter(before.allocations, event),
      retired: before.retired || event.type === 'StockItemRetired',
      version: next.onHand === before.onHand ? before.version : sequence,
      sequence,
      updatedAt,
    };
  },

  indexes: [{ fields: ['retired'] }],
  present(row, _nameOf, id) {
    const free = row.onHand - row.allocated;
    return { ...row, id, free, low: !row.retired && isLow(free, row.reorderPoint) };
  },
  query: {
    permission: 'stock.read',
    row: stockLevel,
    one: true,
    list: {
      params: filters,
      where: ({ kind, retired = false }: z.infer<typeof filters>) => ({ retired, ...(kind !== undefined && { kind }) }),
      order: ({ name, code }) => [name, code],
      rowsMax: 5_000,
    },
  },
  live: true,
};

function allocationsAfter(allocations: readonly Allocation[], event: StockEvent): Allocation[] {
  switch (event.type) {
    case 'StockAllocated':
      return moved(allocations, event.data, event.data.quantity);
    case 'StockReleased':
      return moved(allocations, event.data, -event.data.quantity);
    case 'StockIssued': {
      const { orderId, orderNumber, clientName, lineId, quantity } = event.data;
      if (orderId === undefined || orderNumber === undefined || clientName === undefined || lineId === undefined) break;
      return moved(allocations, { orderId, orderNumber, clientName, lineId }, -quantity);
    }
  }
  return [...allocations];
}

function moved(allocations: readonly Allocation[], line: ForLine, change: number): Allocation[] {
  const { orderId, orderNumber, clientName, lineId } = line;
  const isThis = (one: Allocation) => one.orderId === orderId && one.lineId === lineId;
  const before = allocations.find(isThis);
  if (before === undefined) return [...allocations, { orderId, orderNumber, clientName, lineId, quantity: change }];
  const quantity = before.quantity + change;
  if (quantity === 0) return allocations.filter((one) => !isThis(one));
  return allocations.map((one) => (isThis(one) ? { ...one, quantity } : one));
}
