import { halvesOf, halvesWords } from '#contracts/leave-days.ts';
import { leaveWords } from '#contracts/leave-types.ts';
import type { ApprovalCard } from '#contracts/timesheet.ts';
import { weekDates } from '#contracts/week.ts';
import { capital } from '#contracts/words.ts';
import { daysInFull, lengthOf } from '../../shared/time.ts';
import { leaveAddress } from '../leave/leave-address.ts';

type Asked = Pick<ApprovalCard, 'leave' | 'timesheet'>;

/** What is asked for, in the middle of a sentence: "annual leave", "timesheet". */
export function kindWords({ leave }: Asked): string {
  return leave === undefined ? 'timesheet' : `${leaveWords[leave.type]} leave`;
}

/** Which days it is about: "21–24 December". */
export function daysWords({ leave, timesheet }: Asked): string {
  if (leave !== undefined) return daysInFull(leave.firstDay, leave.lastDay);
  const dates = weekDates(timesheet?.monday ?? '');
  return daysInFull(dates[0] ?? '', dates[6] ?? '');
}

/** What is asked for, as a title: "Annual leave, 21–24 December". */
export function askedWords(card: Asked): string {
  return `${capital(kindWords(card))}, ${daysWords(card)}`;
}

/** Where the thing itself is: the request in somebody's leave, or the week. */
export function addressOf({ employeeId, leave, timesheet }: ApprovalCard): string {
  if (leave !== undefined) return leaveAddress(employeeId, { request: leave.requestId });
  return `/timesheets?${new URLSearchParams({ of: employeeId, week: timesheet?.monday ?? '' })}`;
}

/** How much: "3½ days, 26 h 36 min", "41 h 30 min worked, 7 h 36 min leave". */
export function amountWords({ leave, timesheet }: Asked): string {
  if (leave !== undefined) return `${halvesWords(halvesOf(leave.days))}, ${lengthOf(leave.minutes)}`;
  const { workedMinutes = 0, leaveMinutes = 0 } = timesheet ?? {};
  const worked = `${lengthOf(workedMinutes)} worked`;
  return leaveMinutes === 0 ? worked : `${worked}, ${lengthOf(leaveMinutes)} leave`;
}

/** The name that people call each other by. */
export function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}
