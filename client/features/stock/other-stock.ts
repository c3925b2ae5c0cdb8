import type { StockLevel } from '#contracts/stock.ts';

/**
 * The item that is most like this one, is counted alike, and has enough free; undefined when there is none. What is made
 * does not stand in for material, nor material for what is made.
 */
export function otherStock(item: StockLevel, wanted: number, items: readonly StockLevel[]): StockLevel | undefined {
  const candidates = items
    .filter(
      ({ id, unit, scale, free, kind }) =>
        id !== item.id &&
        unit === item.unit &&
        scale === item.scale &&
        free >= wanted &&
        (kind === 'finished-goods') === (item.kind === 'finished-goods'),
    )
    .map((other) => ({ other, likeness: likeness(item.name, other.name) + (other.kind === item.kind ? 0.2 : 0) }));
  candidates.sort((a, b) => b.likeness - a.likeness || b.other.free - a.other.free);
  return candidates[0]?.other;
}

/** How much two names have in common, from 0 to 1: the share of words and of pairs of letters (Dice). */
export function likeness(a: string, b: string): number {
  return (shared(words(a), words(b)) + shared(pairs(a), pairs(b))) / 2;
}

function words(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}\p{N},.]+/u)
    .filter((word) => word !== '');
}

function pairs(name: string): string[] {
  const letters = words(name).join(' ');
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2));
}

function shared(a: readonly string[], b: readonly string[]): number {
  const rest = [...b];
  let both = 0;
  for (const one of a) {
    const at = rest.indexOf(one);
    if (at === -1) continue;
    rest.splice(at, 1);
    both += 1;
  }
  return a.length + b.length === 0 ? 0 : (2 * both) / (a.length + b.length);
}
