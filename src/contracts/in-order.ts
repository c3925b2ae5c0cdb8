export type OrderKey = string | number;

/** A place in an ordered list: the keys of a row and, where they are equal, its id. */
export interface Place {
  readonly keys: readonly OrderKey[];
  readonly id: string;
}

// "52 mm" before "102 mm".
const people = new Intl.Collator('en-AU', { numeric: true });

/** Text as people order it: the one order of server and tablet. Figures in it stand by what they are worth. */
export function compareText(a: string, b: string): number {
  return people.compare(withPlainFigures(a), withPlainFigures(b));
}

const DECIMALS_MAX = 4;

/** "1,000" without its comma and "0.5" as "0.5000": the collator orders runs of digits alone. */
function withPlainFigures(text: string): string {
  if (!/\d[.,]\d/.test(text)) return text;
  return text
    .replace(/(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g, (figure) => figure.replaceAll(',', ''))
    .replace(/(?<![\d.])\d+\.\d{1,4}(?![\d.])/g, (figure) => {
      const [whole = '', decimals = ''] = figure.split('.');
      return `${whole}.${decimals.padEnd(DECIMALS_MAX, '0')}`;
    });
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
