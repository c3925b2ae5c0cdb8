import type { LeaveStatus } from '#contracts/leave.ts';
import { type LeaveType, leaveWords } from '#contracts/leave-types.ts';
import type { Winner } from '#contracts/problems.ts';
import { formatDays } from '#contracts/week.ts';
import { capital } from '#contracts/words.ts';
import { lengthOf, moment, today } from '../../shared/time.ts';

/** "1–2 Oct", with the year where it is another one. */
export function rangeWords({ firstDay, lastDay }: { readonly firstDay: string; readonly lastDay: string }): string {
  return formatDays(firstDay, lastDay, today());
}

/** "Annual leave" */
export function leaveName(type: LeaveType): string {
  return `${capital(leaveWords[type])} leave`;
}

export const statusWords: Record<LeaveStatus, string> = {
  pending: 'Waiting',
  approved: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
  cancelled: 'Cancelled',
};

/** What somebody else did, as a title: "Ben Okafor approved annual leave, 3–5 Nov, at 10:42 am". */
export function winnerTitle({ user, at, event, data }: Winner): string {
  return `${user.name} ${winnerDid(event.type, data as WinnerData)} at ${moment(at)}`;
}

/** What the traces of events of leave say. */
interface WinnerData {
  readonly type?: LeaveType;
  readonly firstDay?: string;
  readonly lastDay?: string;
  readonly minutes?: number;
  readonly monday?: string;
}

function winnerDid(event: string, { type, firstDay, lastDay, minutes = 0, monday }: WinnerData): string {
  const kind = type === undefined ? 'leave' : `${leaveWords[type]} leave`;
  const days = firstDay !== undefined && lastDay !== undefined ? `, ${rangeWords({ firstDay, lastDay })},` : '';
  const week = monday === undefined ? 'a week' : `the week of ${formatDays(monday, monday, today())}`;
  const done: Readonly<Record<string, string>> = {
    LeaveRequested: `asked for ${kind}${days}`,
    LeaveWithdrawn: `withdrew ${kind}${days}`,
    LeaveApproved: `approved ${kind}${days}`,
    LeaveRejected: `rejected ${kind}${days}`,
    LeaveCancelled: `cancelled ${kind}${days}`,
    LeaveBalanceAdjusted: `adjusted ${kind} by ${signed(minutes)}`,
    LeaveTaken: `approved ${week}`,
    LeaveAccrualReversed: `reopened ${week}`,
  };
  return done[event] ?? 'changed it';
}

/** "+2 h", "−30 min" */
export function signed(minutes: number): string {
  return minutes < 0 ? lengthOf(minutes) : `+${lengthOf(minutes)}`;
}
