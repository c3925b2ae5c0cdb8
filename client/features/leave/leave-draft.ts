import type { Signal } from '@preact/signals';
import type { LeaveRequest } from '#contracts/leave.ts';
import { addDays } from '#contracts/week.ts';
import { draft } from '../../sync/drafts.ts';
import { newId } from '../../sync/ids.ts';
import type { DayChoice, LeaveDraft } from './plan.ts';

/** What is being asked for on behalf of an employee: the form fills it, the team calendar shows it. */
export function leaveDraft(employeeId: string): Signal<LeaveDraft> {
  return draft<LeaveDraft>(`leave/${employeeId}`, emptyDraft());
}

export function emptyDraft(): LeaveDraft {
  return { requestId: newId(), type: 'annual', first: '', last: '', choices: {}, note: '' };
}

/** An earlier request, to be asked for again. */
export function draftLike({ type, firstDay: first, lastDay: last, days, note = '' }: LeaveRequest): LeaveDraft {
  const choices: Record<string, DayChoice> = {};
  for (let date = first; date <= last; date = addDays(date, 1)) choices[date] = 'out';
  for (const { date, half } of days) choices[date] = half ?? 'full';
  return { ...emptyDraft(), type, first, last, choices, note };
}
