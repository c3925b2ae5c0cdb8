import type { Spread } from './statistics.ts';

/** One thing that was measured. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Least and most, where it was measured in several rounds; the value is then their median. */
  readonly low?: number;
  readonly high?: number;
  readonly goal?: Goal;
}

export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** Figures that are taken together. */
export interface FigureGroup {
  /** As `--only` takes it. */
  readonly name: string;
  readonly title: string;
  /** How they were taken, for readers who want to judge them. */
  readonly how: string;
  readonly figures: readonly Figure[];
}

export function figure(what: string, unit: string, value: number | Spread, goal?: Goal): Figure {
  const more = goal === undefined ? {} : { goal };
  if (typeof value === 'number') return { what, value, unit, ...more };
  return { what, value: value.median, unit, low: value.low, high: value.high, ...more };
}

export function isMet({ value, goal }: Figure): boolean | undefined {
  if (goal === undefined) return undefined;
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
}
