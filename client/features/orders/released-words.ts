import type { OrderLine } from '#contracts/order.ts';
import { formatQuantity } from '#contracts/quantity.ts';

type Holding = Pick<OrderLine, 'allocated' | 'issued' | 'unit' | 'scale'>;

/** "8 rolls and 1,200 m allocated go back to free. What was issued stays issued." */
export function releasedWords(lines: readonly Holding[]): string {
  const held = lines.filter(({ allocated }) => allocated > 0);
  const issued = lines.some((line) => line.issued > 0);
  const stays = issued ? ' What was issued stays issued.' : '';
  if (held.length === 0) return `Nothing is allocated to it.${stays}`;
  const sums = new Map<string, (typeof held)[number]>();
  for (const line of held) {
    const key = `${line.unit} ${line.scale}`;
    sums.set(key, { ...line, allocated: line.allocated + (sums.get(key)?.allocated ?? 0) });
  }
  const figures = [...sums.values()].map(({ allocated, scale, unit }) => formatQuantity(allocated, scale, unit));
  return `${figures.join(' and ')} allocated go back to free.${stays}`;
}
