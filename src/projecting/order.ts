import { comparePlaces, type OrderKey, type Place } from '../contracts/in-order.ts';

/** The cursor does not come from this list. */
export class BadCursor extends Error {
  override readonly name = 'BadCursor';
  constructor() {
    super('This cursor is not from this list. Ask for the first page again.');
  }
}

/** Index of the first place that comes after a cursor. Throws BadCursor. */
export function indexAfterCursor(places: readonly Place[], cursor: string): number {
  const place = placeOf(cursor);
  const [first] = places;
  const isOfList = first?.keys.every((key, index) => typeof key === typeof place.keys[index]) ?? true;
  if (!isOfList) throw new BadCursor();
  return indexAfter(places, place);
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

/** @throws BadCursor */
function placeOf(cursor: string): Place {
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
