import type { OrderedLine } from '../src/domain/order/events.ts';
import type { Given } from '../src/testing/commits.ts';

// A small shop for tests of projections.

export const kraft: Given = [
  'stock-item/kraft',
  'StockItemRegistered',
  {
    ...{ kind: 'raw-material', code: 'K120-980', name: 'Kraft 120 gsm 980 mm', bay: 'A3' },
    ...{ unit: 'roll', scale: 0, reorderPoint: 20 },
  },
];

export function stock(type: string, data: object, item = 'kraft'): Given {
  return [`stock-item/${item}`, type, data];
}

export function forLine(lineId: string, orderId = 'o1') {
  return { orderId, orderNumber: 'ADM-2026-0001', clientName: 'Ironbark Textiles', lineId };
}

export const kraftLine: OrderedLine = {
  ...{ lineId: 'l1', itemId: 'kraft', description: 'Kraft 120 gsm 980 mm', unit: 'roll', scale: 0 },
  ...{ required: 60, unitPrice: 0 },
};
export const coreLine: OrderedLine = {
  ...{ lineId: 'l2', productId: 'core', description: 'Core 76 × 1,000 mm', unit: 'piece', scale: 0 },
  ...{ required: 2_400, unitPrice: 12_500 },
};

export function order(type: string, data: object, id = 'o1'): Given {
  return [`order/${id}`, type, data];
}

export function placed(id = 'o1', more: object = {}): Given {
  return order(
    'OrderPlaced',
    {
      ...{ number: 'ADM-2026-0001', clientId: 'ironbark', clientName: 'Ironbark Textiles', dueDate: '2026-11-20' },
      ...{ priority: 'normal', discountBasisPoints: 0, lines: [coreLine, kraftLine] },
      ...more,
    },
    id,
  );
}

export function lineMove(type: string, quantity: number, lineId = 'l1'): Given {
  return order(type, { lineId, itemId: 'kraft', itemName: 'Kraft 120 gsm 980 mm', quantity });
}
