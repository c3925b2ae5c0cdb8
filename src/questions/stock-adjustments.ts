import type { Question } from './question.ts';

/** Stock that was changed without a delivery, an order or a count. */
export const stockAdjustments: Question = {
  id: 'stock-adjustments',
  title: 'Who adjusted stock, and why?',
  detail: 'Adjustments by hand, and stock that went out for no order. Figures are in the smallest unit of the item.',
  columns: ['What', 'Change', 'Why'],
  begin: () => (event) => {
    if (event.type === 'StockAdjusted') return ['Adjusted', signed(event.data.change), event.data.reason];
    if (event.type === 'StockIssued' && event.data.orderId === undefined) {
      return ['Issued for no order', signed(-event.data.quantity), event.data.reason ?? ''];
    }
    return undefined;
  },
};

function signed(change: number): string {
  return change > 0 ? `+${change}` : String(change);
}
