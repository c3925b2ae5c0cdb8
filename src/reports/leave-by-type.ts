import type { LeaveRequest } from '../contracts/leave.ts';
import { leaveTypes } from '../contracts/leave-types.ts';
import { type LeaveReport, REPORT_ID } from '../contracts/reports.ts';
import { monthsUntil } from './months.ts';

/** Days of approved leave by their type. Types of which there is none are left out. */
export function leaveByType(
  requests: readonly LeaveRequest[],
  today: string,
  reach: LeaveReport['reach'],
): LeaveReport {
  const [month = today.slice(0, 7)] = monthsUntil(today);
  const from = `${month}-01`;
  const days = requests
    .filter(({ status }) => status === 'approved')
    .flatMap(({ type, days: asked }) => asked.map((day) => ({ ...day, type })));
  const types = leaveTypes.map((type) => {
    const ofType = days.filter((day) => day.type === type);
    const sum = (wanted: (date: string) => boolean) =>
      ofType.reduce((minutes, day) => minutes + (wanted(day.date) ? day.minutes : 0), 0);
    return {
      type,
      takenMinutes: sum((date) => date >= from && date <= today),
      comingMinutes: sum((date) => date > today),
    };
  });
  const told = types.filter(({ takenMinutes, comingMinutes }) => takenMinutes + comingMinutes > 0);
  return { id: REPORT_ID, reach, from, until: today, types: told };
}
