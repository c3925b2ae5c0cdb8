import { weekLockedWords } from '../../contracts/leave-words.ts';
import { sameContent } from '../../contracts/plain.ts';
import type { timesheetCommands } from '../../contracts/timesheet.ts';
import { formatDay, mondayOf } from '../../contracts/week.ts';
import { clock } from '../clock/decider.ts';
import { actsFor, rightsReads } from '../employee/rights.ts';
import { byAnother, type Context, type DeciderOf, isRefusal, type Refusal, refuse, refuseStale } from '../kernel.ts';
import { approvalDeciders } from './approval.ts';
import { entriesBeside, ordersOf, sheetsAround, workEntries } from './entries.ts';
import { freshSheet, sheetId, type Timesheet, timesheet, weekWords, workedMinutes } from './timesheet.ts';

export const timesheetDeciders = {
  ...approvalDeciders,

  SaveTimesheet: {
    reads: ({ employeeId, monday, entries }, peek, context) => [
      ...sheetsAround(employeeId, monday),
      ...ordersOf(entries),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, monday, entries: inputs, note }, read, context) {
      const place = actsFor(read, employeeId, context);
      if (isRefusal(place)) return place;
      const id = sheetId(employeeId, monday);
      const sheet = read(timesheet, id);
      if (sheet.status === 'approved') return lockedWeek(employeeId, monday, sheet, context);
      const stale = refuseStale('Timesheet', context, sheet.version, sheet.lastEdit);
      if (stale) return { ...stale, fresh: freshSheet(employeeId, monday, sheet) };
      const entries = workEntries(monday, inputs, entriesBeside(read, employeeId, monday), read, context);
      if (isRefusal(entries)) return entries;
      const open = sheet.status === 'none' || sheet.status === 'draft';
      if (open && note === sheet.note && sameContent(plain(entries), plain(sheet.entries))) return [];
      const saved = { employeeId, employeeName: place.name, monday, entries, note };
      return [timesheet.event(id, 'TimesheetSaved', saved)];
    },
  },

  SubmitTimesheet: {
    reads: ({ employeeId, monday }, peek, context) => [
      timesheet.at(sheetId(employeeId, monday)),
      clock.at(employeeId),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, monday }, read, context) {
      const place = actsFor(read, employeeId, context);
      if (isRefusal(place)) return place;
      const id = sheetId(employeeId, monday);
      const sheet = read(timesheet, id);
      if (sheet.status === 'approved') return lockedWeek(employeeId, monday, sheet, context);
      const stale = refuseStale('Timesheet', context, sheet.version, sheet.lastEdit);
      if (stale) return { ...stale, fresh: freshSheet(employeeId, monday, sheet) };
      if (sheet.status === 'submitted') {
        const winner = byAnother(sheet.lastStep, context);
        return refuse('nothing-changed', 'This week is submitted already.', { winner });
      }
      if (monday > context.today) {
        return refuse('week-not-begun', `The week of ${weekWords(monday, context.today)} has not begun.`);
      }
      const { open } = read(clock, employeeId);
      if (open && mondayOf(open.date) === monday) {
        const began = `${formatDay(open.date, context.today)} at ${open.time}`;
        const detail = `The shift that began on ${began} has no end yet. Clock out first, or say when it ended.`;
        return refuse('shift-not-ended', detail, { fresh: { since: open.since, date: open.date, time: open.time } });
      }
      const submitted = { employeeId, employeeName: place.name, monday, workedMinutes: workedMinutes(sheet.entries) };
      return [timesheet.event(id, 'TimesheetSubmitted', submitted)];
    },
  },
} satisfies { [Type in keyof typeof timesheetCommands]: DeciderOf<Type> };

function lockedWeek(employeeId: string, monday: string, sheet: Timesheet, context: Context): Refusal {
  return refuse('week-locked', weekLockedWords, {
    winner: byAnother(sheet.lastStep, context),
    fresh: freshSheet(employeeId, monday, sheet),
  });
}

function plain(entries: Timesheet['entries']) {
  return entries.map((entry) => ({ ...entry }));
}
