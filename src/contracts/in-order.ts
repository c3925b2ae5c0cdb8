export type OrderKey = string | number;

/** A place in an ordered list: the keys of a row and, where they are equal, its id. */
export interface Place {
  readonly keys: readonly OrderKey[];
  readonly id: string;
}

// "52 mm" before "102 mm".
const people = new Intl.Collator('en-AU', { numeric: true });

/** Text as people order it: the one order of server and tablet. */
export function compareText(a: string, b: string): number {
  return people.compare(a, b);
}

/** @throws TypeError where text stands against a number: such keys are not of one list. */
export function comparePlaces(a: Place, b: Place): number {
  for (let index = 0; index < a.keys.length; index += 1) {
    const difference = compareKeys(a.keys[index], b.keys[index]);
    if (difference !== 0) return difference;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function compareKeys(a: OrderKey | undefined, b: OrderKey | undefined): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  throw new TypeError(`${a} and ${b} have no order`);
}
