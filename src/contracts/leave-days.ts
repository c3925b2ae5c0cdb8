/** Most days that one request may hold: more than a year of parental leave. */
export const LEAVE_DAYS_MAX = 300;

export const dayHalves = ['first', 'second'] as const;
export type DayHalf = (typeof dayHalves)[number];

/** A date of somebody's leave, or a half of it. */
export interface DayPart {
  readonly date: string;
  readonly half?: DayHalf | undefined;
}

/** How many halves of days they are: 3½ days are 7. */
export function halvesOf(days: readonly DayPart[]): number {
  return days.reduce((sum, { half }) => sum + (half === undefined ? 2 : 1), 0);
}

/** "3½ days", "1 day", "½ day" */
export function halvesWords(halves: number): string {
  const whole = Math.floor(halves / 2);
  const figure = `${whole === 0 ? '' : whole}${halves % 2 === 0 ? '' : '½'}`;
  return `${figure} ${halves <= 2 ? 'day' : 'days'}`;
}

/** Whether two parts of one person's days have time in common: two different halves of a date have none. */
export function overlap(a: DayPart, b: DayPart): boolean {
  if (a.date !== b.date) return false;
  return a.half === undefined || b.half === undefined || a.half === b.half;
}
