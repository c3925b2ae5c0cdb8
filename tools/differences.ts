import { canonical } from '../src/event-store/canonical.ts';
import type { Comparison, Difference } from '../src/projecting/compare.ts';

const SHOWN_MAX = 5;

/** What a comparison of a read model with a replay of the log has found, in words. */
export function differenceLines({ name, rows, differing, differences, position, parked }: Comparison): string[] {
  const parkedWords = parked === 0 ? '' : `; ${parked} rows are parked`;
  if (differing === 0) return [`${name}: ${rows} rows, equal to a replay up to position ${position}${parkedWords}`];
  const more = differing > SHOWN_MAX ? [`  and ${differing - SHOWN_MAX} more`] : [];
  return [
    `${name}: ${differing} of ${rows} rows differ from a replay up to position ${position}${parkedWords}`,
    ...differences.slice(0, SHOWN_MAX).map((difference) => `  ${differenceWords(difference)}`),
    ...more,
  ];
}

/** "kraft-120: onHand is 74 and should be 75" */
export function differenceWords({ id, served, fresh }: Difference): string {
  if (served === null) return `${id} is missing`;
  if (fresh === null) return `${id} should not be there`;
  const before = new Map<string, unknown>(Object.entries(served));
  const after = new Map<string, unknown>(Object.entries(fresh));
  const fields = [...new Set([...before.keys(), ...after.keys()])].filter(
    (field) => textOf(before.get(field)) !== textOf(after.get(field)),
  );
  const words = fields.map(
    (field) => `${field} is ${textOf(before.get(field))} and should be ${textOf(after.get(field))}`,
  );
  return `${id}: ${words.join(', ')}`;
}

function textOf(value: unknown): string {
  return value === undefined ? 'nothing' : canonical(value);
}
