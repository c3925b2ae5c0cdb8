import { client } from '../../domain/client/decider.ts';
import type { NewEvent } from '../../domain/kernel.ts';
import { name, nameId } from '../../domain/name/decider.ts';
import type { OrderedLine } from '../../domain/order/events.ts';
import { order } from '../../domain/order/order.ts';
import { orderNumbers } from '../../domain/order/order-numbers.ts';
import { product } from '../../domain/product/decider.ts';
import { stockItem } from '../../domain/stock/stock-item.ts';

// A small shop for given/when/then tests. Ids such as "constructor" are words like any other, and are used as such.

export const kraft = stockItem.event('kraft', 'StockItemRegistered', {
  ...{ kind: 'raw-material', code: 'K120-980', name: 'Kraft 120 gsm 980 mm', bay: 'A3' },
  ...{ unit: 'roll', scale: 0, reorderPoint: 20 },
});
export const slit = stockItem.event('slit', 'StockItemRegistered', {
  ...{ kind: 'slit-width', code: 'SLT-052', name: 'Slit kraft 52 mm', unit: 'm', scale: 2, reorderPoint: 0 },
});
export const ironbark = client.event('ironbark', 'ClientRegistered', { name: 'Ironbark Textiles', contacts: [] });
export const core = product.event('core', 'ProductRegistered', {
  ...{ sku: 'C76-1000', name: 'Core 76 × 1,000 mm', kind: 'core', unit: 'piece', scale: 0, unitPrice: 12_500 },
});

export function claimed(kind: 'sku' | 'stock-code', spelling: string, owner: string): NewEvent {
  return name.event(nameId(kind, spelling), 'NameClaimed', { owner, spelling });
}

export function received(quantity: number, itemId = 'kraft'): NewEvent {
  return stockItem.event(itemId, 'StockReceived', { quantity });
}

export const kraftLine: OrderedLine = {
  ...{ lineId: 'l1', itemId: 'kraft', description: 'Kraft 120 gsm 980 mm', unit: 'roll', scale: 0 },
  ...{ required: 60, unitPrice: 0 },
};
export const coreLine: OrderedLine = {
  ...{ lineId: 'constructor', productId: 'core', description: 'Core 76 × 1,000 mm', unit: 'piece', scale: 0 },
  ...{ required: 2_400, unitPrice: 12_500 },
};

const details = { dueDate: '2026-11-20', priority: 'normal', discountBasisPoints: 0 } as const;

export function placed(number = 1, orderId = `o${number}`, lines: readonly OrderedLine[] = [kraftLine, coreLine]) {
  return order.event(orderId, 'OrderPlaced', {
    ...{ number: `ADM-2026-${String(number).padStart(4, '0')}`, clientId: 'ironbark', clientName: 'Ironbark Textiles' },
    ...details,
    lines,
  });
}

export function numberTaken(number: number, orderId = `o${number}`): NewEvent {
  return orderNumbers.event('2026', 'OrderNumberTaken', { number, orderId });
}

/** Who the stock is held for, as the events of order o1 say it. */
export const forKraftLine = {
  ...{ orderId: 'o1', orderNumber: 'ADM-2026-0001', clientName: 'Ironbark Textiles', lineId: 'l1' },
};
const kraftMove = { lineId: 'l1', itemId: 'kraft', itemName: 'Kraft 120 gsm 980 mm' };

/** Both sides of moving kraft for line l1 of order o1. */
export const onKraftLine = {
  allocated: (quantity: number): NewEvent[] => [
    stockItem.event('kraft', 'StockAllocated', { ...forKraftLine, quantity }),
    order.event('o1', 'OrderLineAllocated', { ...kraftMove, quantity }),
  ],
  released: (quantity: number): NewEvent[] => [
    stockItem.event('kraft', 'StockReleased', { ...forKraftLine, quantity }),
    order.event('o1', 'OrderLineReleased', { ...kraftMove, quantity }),
  ],
  issued: (quantity: number): NewEvent[] => [
    stockItem.event('kraft', 'StockIssued', { ...forKraftLine, quantity }),
    order.event('o1', 'OrderLineIssued', { ...kraftMove, quantity }),
  ],
  returned: (quantity: number): NewEvent[] => [
    stockItem.event('kraft', 'StockReturned', { ...forKraftLine, quantity }),
    order.event('o1', 'OrderLineReturned', { ...kraftMove, quantity }),
  ],
};
