import type { ClockState } from '#contracts/clock.ts';
import type { ClockBreak } from '#contracts/settings.ts';
import type { TimesheetRow } from '#contracts/timesheet.ts';
import { usualBreak } from '#contracts/usual-break.ts';
import { mondayOf } from '#contracts/week.ts';
import { lengthOf } from '../../shared/time.ts';

/** How long somebody has been on, in minutes as the clocks show them. */
export function minutesOn(since: string, now: Date): number {
  const minute = (at: number) => Math.floor(at / 60_000);
  return Math.max(0, minute(now.getTime()) - minute(Date.parse(since)));
}

/** "30 min break after 5 h", "Less 30 min break": what is taken off the shift; nothing where nothing is. */
export function breakWords(usual: ClockBreak, on: number): string | undefined {
  const { afterMinutes, minutes } = usual;
  if (minutes === 0) return undefined;
  const off = usualBreak(usual, on);
  return off > 0 ? `Less ${off} min break` : `${minutes} min break after ${lengthOf(afterMinutes)}`;
}

type LastShift = NonNullable<ClockState['last']>;

/** What became of the shift that has just ended: "7 h 36 min after 30 min break, on this week’s sheet". */
export function shiftWords(last: LastShift, week: Pick<TimesheetRow, 'status'> | undefined, today: string): string {
  const { minutes, breakMinutes, date, entered } = last;
  const length = breakMinutes > 0 ? `${lengthOf(minutes)} after ${breakMinutes} min break` : lengthOf(minutes);
  const which = mondayOf(date) === mondayOf(today) ? 'this week’s sheet' : 'last week’s sheet';
  return entered ? `${length}, on ${which}` : `${length}, not on ${which}: ${because(last, week)}`;
}

/** The sheet does not say why it did not take a shift; what it is like does. */
function because({ minutes, start, end }: LastShift, week: Pick<TimesheetRow, 'status'> | undefined): string {
  if (week?.status === 'submitted') return 'that is submitted already';
  if (week?.status === 'approved') return 'that is approved already';
  if (minutes < 1 || start === end) return 'it was too short';
  return 'it has these hours already';
}
