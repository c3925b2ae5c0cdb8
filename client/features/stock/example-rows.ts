import type { OpenLine, OrderCard } from '#contracts/order.ts';
import type { StockLevel } from '#contracts/stock.ts';

// Things of an invented shop, for tests.

export function item(id: string, more: Partial<StockLevel> = {}): StockLevel {
  const figures = { onHand: 75, allocated: 12, free: 63, reorderPoint: 20, peak: 98, low: false };
  return {
    ...{ id, kind: 'raw-material', code: id.toUpperCase(), name: id, unit: 'roll', scale: 0 },
    ...figures,
    ...{
      allocations: [],
      retired: false,
      version: 1,
      cardVersion: 1,
      sequence: 1,
      updatedAt: '2026-11-12T00:00:00.000Z',
    },
    ...more,
  };
}

export function line(lineId: string, more: Partial<OpenLine> = {}): OpenLine {
  return { lineId, description: 'Kraft', unit: 'roll', scale: 0, needed: 24, completed: false, ...more };
}

export function card(id: string, openLines: readonly OpenLine[] = [], more: Partial<OrderCard> = {}): OrderCard {
  const at = '2026-11-10T00:00:00.000Z';
  return {
    ...{ id, number: id.toUpperCase(), clientId: 'c', clientName: 'Bluewattle Packaging', summary: 'Core 76' },
    ...{
      lineCount: 2,
      lines: ['Core 76'],
      stage: 'pending_material',
      status: 'open',
      priority: 'normal',
      dueDate: '2026-11-20',
    },
    ...{ linesToDeliver: 1, linesDelivered: 0, dockets: [] },
    ...{ linesCovered: 2 - openLines.length, openLines: [...openLines], people: ['ana'], archived: false },
    touched: { at, user: { id: 'ana', name: 'Ana Petrović' } },
    ...{ placedAt: at, stageSince: at, version: 1, sequence: 1 },
    ...more,
  };
}
