import type { OrderKey } from './definition.ts';

/** A place in an ordered list: the keys of a row and, where they are equal, its id. */
export interface Place {
  readonly keys: readonly OrderKey[];
  readonly id: string;
}

/** The cursor does not come from this list. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
  constructor() {
    super('This cursor is not from this list. Ask for the first page again.');
  }
}

// "52 mm" before "102 mm", and capitals make no difference.
const people = new Intl.Collator('en-AU', { numeric: true });

export function comparePlaces(a: Place, b: Place): number {
  for (let index = 0; index < a.keys.length; index += 1) {
    const difference = compareKeys(a.keys[index], b.keys[index]);
    if (difference !== 0) return difference;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Index of the first place that comes after this one. */
export function indexAfter(places: readonly Place[], place: Place): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = places[middle];
    if (other !== undefined && comparePlaces(other, place) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function cursorOf({ keys, id }: Place): string {
  return Buffer.from(JSON.stringify([...keys, id])).toString('base64url');
}

/** Throws BadCursor. */
export function placeOf(cursor: string): Place {
  const parts = parsed(cursor);
  const id = parts.at(-1);
  if (typeof id !== 'string') throw new BadCursor();
  return { keys: parts.slice(0, -1), id };
}

function parsed(cursor: string): OrderKey[] {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new BadCursor();
  }
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string' || typeof one === 'number')) {
    throw new BadCursor();
  }
  return value;
}

function compareKeys(a: OrderKey | undefined, b: OrderKey | undefined): number {
  if (typeof a === 'string' && typeof b === 'string') return people.compare(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  // Only a made-up cursor mixes them.
  throw new BadCursor();
}
