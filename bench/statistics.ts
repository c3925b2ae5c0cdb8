/** A figure that was taken several times: its median, and how far the others lie from it. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = inOrder(values);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] as number;
  return Number.isInteger(middle) ? ((sorted[middle - 1] as number) + upper) / 2 : upper;
}

/** The smallest value that at least so many percent of the values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = inOrder(values);
  const rank = Math.ceil((percent / 100) * sorted.length);
  return sorted[Math.max(0, rank - 1)] as number;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), low: Math.min(...values), high: Math.max(...values) };
}

/**
 * How many times the second the first is, round by round. Both of a round ran right after each other, so what slowed
 * the machine down for a while slowed both, and falls out.
 */
export function ratioOf(first: readonly number[], second: readonly number[]): Spread {
  if (first.length !== second.length)
    throw new Error(`${first.length} rounds cannot be held against ${second.length}.`);
  return spreadOf(first.map((value, round) => value / (second[round] as number)));
}

function inOrder(values: readonly number[]): number[] {
  if (values.length === 0) throw new Error('Nothing was measured.');
  return values.toSorted((a, b) => a - b);
}
