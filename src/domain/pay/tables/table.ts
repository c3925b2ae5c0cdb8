/** Figures of the law for payments made from one date to another, both included; `until` undefined: no end is known. */
export interface DatedTable {
  /** Name and version: it stands in every pay that was worked out by it, so it is never given to other figures. */
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly from: string;
  readonly until: string | undefined;
}

/**
 * One line of a formula y = a·x − b: it counts where x is below `belowCents`, in cents. `a` and `b` are in 1/10,000, as
 * they are printed: 0.3227 is 3,227, and 180.0385 is 1,800,385.
 */
export interface Bracket {
  readonly belowCents: number;
  readonly a: number;
  readonly b: number;
}

/** Rows as they are printed: x below so many dollars, a, b. */
export function brackets(
  ...rows: readonly (readonly [belowDollars: number, a: number, b: number])[]
): readonly Bracket[] {
  return rows.map(([below, a, b]) => ({
    belowCents: Math.round(below * 100),
    a: Math.round(a * 10_000),
    b: Math.round(b * 10_000),
  }));
}

/** The last row of a table has no upper end. */
export const ANY = Number.POSITIVE_INFINITY;

/**
 * y = a·x − b for one week, in whole dollars, half up, never below 0. x is the whole dollars of the earnings and 99
 * cents, as the schedules say.
 */
export function formula(rows: readonly Bracket[], earningsCents: number): number {
  const xCents = Math.floor(earningsCents / 100) * 100 + 99;
  const row = rows.find(({ belowCents }) => xCents < belowCents);
  if (row === undefined) return 0;
  // In millionths of a dollar, which are whole numbers: nothing is rounded before the end.
  const y = row.a * xCents - row.b * 100;
  return Math.max(0, Math.floor((y + 500_000) / 1_000_000));
}

/** The table for payments made on a date; undefined where none covers it. */
export function tableOn<Table extends DatedTable>(tables: readonly Table[], payDate: string): Table | undefined {
  return tables.find(({ from, until }) => from <= payDate && (until === undefined || payDate <= until));
}
