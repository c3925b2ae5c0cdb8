import { hoursText } from '#contracts/hours-text.ts';
import type { Problem, Winner } from '#contracts/problems.ts';
import type { Timesheet, TimesheetRow } from '#contracts/timesheet.ts';
import { atMoment, calendarDay, dateInFull, when } from '../../shared/time.ts';
import { minutesOn, saysTheSame, type WeekDraft, withDay } from './week-draft.ts';

/** "Wednesday 4 November" */
export function dayInFull(date: string): string {
  const weekday = new Intl.DateTimeFormat('en-AU', { weekday: 'long', timeZone: 'UTC' }).format(new Date(date));
  return `${weekday} ${dateInFull(date)}`;
}

type Status = Pick<TimesheetRow, 'status' | 'finalised' | 'decidedBy' | 'submittedAt' | 'version'>;

export interface StateChip {
  readonly kind: 'dashed' | 'plain' | 'done' | 'signal';
  readonly words: string;
}

/** How a week stands, for the chip of an open week. */
export function stateOf(week: Status & Pick<Timesheet, 'savedAt'>): StateChip {
  const { kind, words } = stateInList(week);
  switch (week.status) {
    case 'approved':
      return { kind, words: week.finalised ? 'Approved, pay is final' : `Approved by ${nameOf(week)}` };
    case 'submitted':
      return { kind, words: `${words} ${when(week.submittedAt ?? '')}` };
    case 'draft':
      if (week.savedAt !== undefined) return { kind, words: `Draft, saved ${when(week.savedAt)}` };
      return { kind, words: week.version === 0 ? words : 'Draft, from the clock' };
    case 'rejected':
      return { kind, words };
    default:
      week.status satisfies never;
      return { kind, words };
  }
}

/** The same for a row of the list. */
export function stateInList({
  status,
  finalised,
  version,
}: Pick<Status, 'status' | 'finalised' | 'version'>): StateChip {
  if (status === 'draft') return { kind: 'dashed', words: version === 0 ? 'Nothing entered' : 'Draft' };
  if (status === 'submitted') return { kind: 'plain', words: 'Submitted' };
  if (status === 'rejected') return { kind: 'signal', words: 'Sent back' };
  return { kind: 'done', words: finalised ? 'Pay is final' : 'Approved' };
}

export function nameOf({ decidedBy }: Pick<TimesheetRow, 'decidedBy'>): string {
  return decidedBy?.name ?? 'somebody';
}

/** "Mon 2 Nov 8:00, was 7:36 · the note": what is different in another version of a week. */
export function changesInWords(from: WeekDraft, to: WeekDraft): string {
  const days = Object.keys(to.days).flatMap((date) => {
    if (saysTheSame(from, withDay(from, date, to.days[date] ?? []))) return [];
    const [was, is] = [minutesOn(from, date), minutesOn(to, date)];
    const words = was === is ? `${hoursText(is)}, entered otherwise` : `${hoursText(is)}, was ${hoursText(was)}`;
    return [`${calendarDay(date)} ${words}`];
  });
  return [...days, ...(from.note.trim() === to.note.trim() ? [] : ['the note'])].join(' · ');
}

const acts: Readonly<Record<string, string>> = {
  TimesheetSaved: 'changed this week',
  ShiftRecorded: 'clocked out, and that is on this week',
  TimesheetSubmitted: 'submitted this week',
  TimesheetApproved: 'approved this week',
  TimesheetRejected: 'sent this week back',
  TimesheetReopened: 'reopened this week',
  TimesheetPaid: 'finalised the pay of this week',
};

/** What somebody did, as a title: "Ben Okafor approved this week at 10:42 am". */
export function actTitle({ user, at, event }: Winner): string {
  return `${user.name} ${acts[event.type] ?? 'changed this week'} ${atMoment(at)}`;
}

/** Who was first, when nobody else was: the same person on another tablet, or by the clock. */
export function conflictTitle({ winner }: Problem): string {
  return winner === undefined ? 'You changed this week somewhere else' : actTitle(winner);
}
