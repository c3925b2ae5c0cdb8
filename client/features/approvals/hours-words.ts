import type { SplitDay } from '#contracts/hours.ts';
import { weekdayOf, weekdayWords } from '#contracts/week.ts';
import { listed } from '#contracts/words.ts';
import { lengthOf } from '../../shared/time.ts';

/** How a week would be paid: "38 h ordinary, 3 h 30 min overtime on Wed and Fri, 7 h 36 min leave". */
export function paidWords(days: readonly SplitDay[]): string {
  const parts = [
    part(days, 'ordinary', (day) => day.ordinaryMinutes),
    overtimeWords(days),
    part(days, 'at the rates of its day', (day) => day.special?.minutes ?? 0),
    part(days, 'paid leave', (day) => day.leaveMinutes),
    part(days, 'public holiday', (day) => day.holidayMinutes),
  ].filter((words) => words !== undefined);
  return parts.length === 0 ? 'Nothing is paid' : parts.join(', ');
}

/** "3 h 30 min overtime on Wed and Fri"; undefined where there is none. */
export function overtimeWords(days: readonly SplitDay[]): string | undefined {
  const over = days.filter(({ overtimeMinutes }) => overtimeMinutes > 0);
  if (over.length === 0) return undefined;
  const on = listed(over.map(({ date }) => weekdayWords[weekdayOf(date)] ?? date));
  return `${part(over, 'overtime', (day) => day.overtimeMinutes)} on ${on}`;
}

/** Minutes that are paid, of all kinds. */
export function paidMinutes(days: readonly SplitDay[]): { readonly worked: number; readonly off: number } {
  const sum = (of: (day: SplitDay) => number) => days.reduce((minutes, day) => minutes + of(day), 0);
  return {
    worked: sum((day) => day.ordinaryMinutes + day.overtimeMinutes + (day.special?.minutes ?? 0)),
    off: sum((day) => day.leaveMinutes + day.holidayMinutes),
  };
}

function part(days: readonly SplitDay[], what: string, of: (day: SplitDay) => number): string | undefined {
  const minutes = days.reduce((sum, day) => sum + of(day), 0);
  return minutes === 0 ? undefined : `${lengthOf(minutes)} ${what}`;
}
