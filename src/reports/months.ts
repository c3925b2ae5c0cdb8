import { monthBeside } from '../contracts/week.ts';

/** Months that a report tells of, with the present one. */
export const MONTHS = 12;

/** The months up to the one of this date, the oldest first. */
export function monthsUntil(today: string): readonly string[] {
  const month = today.slice(0, 7);
  return Array.from({ length: MONTHS }, (_, index) => monthBeside(month, index - MONTHS + 1));
}
