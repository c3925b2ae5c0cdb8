import type { LeaveMovement, LeaveStatus } from '#contracts/leave.ts';
import { type LeaveType, leaveWords } from '#contracts/leave-types.ts';
import type { Winner } from '#contracts/problems.ts';
import { formatDays } from '#contracts/week.ts';
import { capital } from '#contracts/words.ts';
import { authorWords } from '../../shared/author-words.ts';
import { lengthOf, moment, today, when } from '../../shared/time.ts';
import type { HistoryEntry } from '../../ui/history-list.tsx';

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

/** What happened to the leave of one type, with the balance after it where it moved; nothing for other types. */
export function movementEntry(movement: LeaveMovement, type: LeaveType): HistoryEntry | undefined {
  const { id, at, user, reason, request, changes } = movement;
  const change = changes.find((one) => one.type === type);
  if (change === undefined && request?.type !== type) return undefined;
  return {
    key: id,
    at,
    time: when(at),
    title: whatHappened(movement, change?.minutes ?? 0),
    sub: [authorWords(user), reason].filter((part) => part !== undefined).join(' · '),
    figure: change && lengthOf(change.balanceMinutes),
  };
}

function whatHappened({ kind, request, monday }: LeaveMovement, minutes: number): string {
  const asked = request === undefined ? '' : `${lengthOf(request.minutes)}, ${rangeWords(request)}`;
  const week = monday === undefined ? '' : `, week of ${formatDays(monday, monday, today())}`;
  switch (kind) {
    case 'requested':
      return `Asked for ${asked}`;
    case 'withdrawn':
    case 'approved':
    case 'rejected':
    case 'cancelled':
      return `${statusWords[kind]}: ${asked}`;
    case 'recorded':
      return 'Adjusted in the old application';
    case 'adjusted':
      return `Adjusted by ${signed(minutes)}`;
    case 'taken':
      return `Taken${week}`;
    case 'accrued':
      return `Earned ${lengthOf(minutes)}${week}`;
    case 'taken-reversed':
      return `Reopened${week}`;
    case 'accrual-reversed':
      return `Earned ${lengthOf(-minutes)} less${week}, reopened`;
    default:
      kind satisfies never;
      return kind;
  }
}
