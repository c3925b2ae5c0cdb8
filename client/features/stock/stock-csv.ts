import { formatUnitPrice } from '#contracts/money.ts';
import { plainFigure, unitWord } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { kindWords } from './stock-words.ts';

const head = ['Code', 'Item', 'Kind', 'Bay', 'Unit', 'Free', 'Allocated', 'On hand', 'Reorder at'];

/** Stock for a spreadsheet, figures without the commas that people read by. */
export function stockCsv(items: readonly StockLevel[]): readonly [string[], string[][]] {
  return [
    [...head, 'Expected', 'Expected on', 'Supplier', 'Cost of one', 'Specification'],
    items.map((item) => {
      const { scale, expected, unitCost } = item;
      const figures = [item.free, item.allocated, item.onHand, item.reorderPoint];
      return [
        ...[item.code, item.name, kindWords[item.kind], item.bay ?? '', unitWord(item.unit, 0, scale)],
        ...figures.map((figure) => plainFigure(figure, scale)),
        ...[expected === undefined ? '' : plainFigure(expected.quantity, scale), expected?.dueDate ?? ''],
        ...[item.supplier ?? '', unitCost === undefined ? '' : plainPrice(unitCost), item.specification ?? ''],
      ];
    }),
  ];
}

function plainPrice(cost: number): string {
  return formatUnitPrice(cost).replaceAll(',', '');
}
