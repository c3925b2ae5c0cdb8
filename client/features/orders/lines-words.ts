import type { OrderDetail, OrderLine } from '#contracts/order.ts';

/** "2 lines, 1 covered". An order that is closed waits for no stock: "2 lines". */
export function linesWords({ status, lines }: Pick<OrderDetail, 'status' | 'lines'>): string {
  const count = lines.length === 1 ? '1 line' : `${lines.length} lines`;
  if (status !== 'open') return count;
  const covered = lines.filter(isCovered).length;
  return `${count}, ${covered === lines.length ? 'all covered' : `${covered} covered`}`;
}

function isCovered({ required, allocated, issued }: OrderLine): boolean {
  return allocated + issued >= required;
}
