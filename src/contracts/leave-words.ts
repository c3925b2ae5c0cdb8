import type { LeaveRequest } from './leave.ts';
import { type LeaveType, leaveWords } from './leave-types.ts';
import { formatDays, formatHours } from './week.ts';

// What people read when leave is refused: by the server, and on the screen before they ask.

/** "Insufficient annual leave balance. Available: 12h 00m. Requested: 15h 12m." */
export function insufficientWords(type: LeaveType, available: number, requested: number): string {
  const figures = `Available: ${formatHours(available)}. Requested: ${formatHours(requested)}.`;
  return `Insufficient ${leaveWords[type]} leave balance. ${figures}`;
}

/** "These dates overlap approved annual leave, 3–5 Nov." */
export function overlapWords(
  { type, status, firstDay, lastDay }: Pick<LeaveRequest, 'type' | 'status' | 'firstDay' | 'lastDay'>,
  today: string,
): string {
  const word = status === 'approved' ? 'approved' : 'requested';
  return `These dates overlap ${word} ${leaveWords[type]} leave, ${formatDays(firstDay, lastDay, today)}.`;
}

export const weekLockedWords = 'This week is locked.';
