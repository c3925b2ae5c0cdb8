import type { LeaveMovement } from '#contracts/leave.ts';
import type { LeaveType } from '#contracts/leave-types.ts';
import { formatDays } from '#contracts/week.ts';
import { authorWords } from '../../shared/author-words.ts';
import { lengthOf, today, when } from '../../shared/time.ts';
import type { HistoryEntry } from '../../ui/history-list.tsx';
import { rangeWords, signed, statusWords } from './leave-words.ts';

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
