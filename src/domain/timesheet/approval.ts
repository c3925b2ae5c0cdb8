import { formatDay } from '../../contracts/week.ts';
import { COMPANY } from '../company.ts';
import { employee, knownEmployee } from '../employee/employee.ts';
import { decidesFor, rightsReads } from '../employee/rights.ts';
import { byAnother, type Context, type DeciderOf, isRefusal, type Refusal, refuse, refuseStale } from '../kernel.ts';
import { approvedDaysIn, leave } from '../leave/leave.ts';
import { calculatePay, tablesFor } from '../pay/calculate-pay.ts';
import { settings } from '../settings/decider.ts';
import { entriesBeside, refuseTogether, sheetsAround } from './entries.ts';
import { freshSheet, sheetId, type Timesheet, timesheet, workedMinutes } from './timesheet.ts';
import { accrualsBack, accrualsOf, payInputs } from './week-pay.ts';

// Deciding a week. An approval writes the week, its pay and its leave in one commit; reopening takes all of it back.

const own = (verb: string) => `You cannot ${verb} your own timesheet.`;

export const approvalDeciders = {
  ApproveTimesheet: {
    reads: ({ employeeId, monday }, peek, context) => [
      ...sheetsAround(employeeId, monday),
      leave.at(employeeId),
      employee.at(employeeId),
      settings.at(COMPANY),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, monday }, read, context) {
      const id = sheetId(employeeId, monday);
      const sheet = read(timesheet, id);
      const place = decidesFor(read, employeeId, context, own('approve'), sheet.begun);
      if (isRefusal(place)) return place;
      if (sheet.status === 'approved') return alreadyApproved(employeeId, monday, sheet, context);
      const stale = refuseStale('Timesheet', context, sheet.version, sheet.lastEdit);
      if (stale) return { ...stale, fresh: freshSheet(employeeId, monday, sheet) };
      if (sheet.status !== 'submitted') return notSubmitted(employeeId, monday, sheet, context);
      const coming = sheet.entries.find(({ date }) => date > context.today);
      if (coming) {
        const words = `${formatDay(coming.date, context.today)} is still to come, and has time on it.`;
        return refuse('week-not-over', `${words} Approve the week when it has been worked, or send it back.`);
      }
      // Weeks that were saved before both were looked at may hold the same hours twice.
      const twice = refuseTogether(sheet.entries, entriesBeside(read, employeeId, monday), context);
      if (twice) return twice;
      // Terms, rates and settings are relied on without writing to them: what they were is in the event.
      const person = knownEmployee(read, employeeId);
      if (isRefusal(person)) return person;
      const company = read(settings, COMPANY).settings;
      const days = approvedDaysIn(read(leave, employeeId), monday);
      const inputs = payInputs(monday, sheet, person, days, company, context);
      if (isRefusal(inputs)) return inputs;
      const tables = tablesFor(inputs);
      if (isRefusal(tables)) return tables;
      const pay = calculatePay(inputs, tables);
      if (isRefusal(pay)) return pay;

      const week = { employeeId, employeeName: person.card.name, monday };
      const minutes = { workedMinutes: workedMinutes(sheet.entries), leaveMinutes: pay.leaveMinutes };
      const accruals = accrualsOf(read(leave, employeeId), inputs, company);
      const { employeeName } = week;
      return [
        timesheet.event(id, 'TimesheetApproved', { ...week, version: sheet.version, ...minutes }),
        timesheet.event(id, 'PayCalculated', { ...week, ...pay, employeeNumber: person.card.number, inputs }),
        leave.event(employeeId, 'LeaveTaken', { employeeName, monday, days }),
        ...(accruals.length === 0 ? [] : [leave.event(employeeId, 'LeaveAccrued', { employeeName, monday, accruals })]),
      ];
    },
  },

  RejectTimesheet: {
    reads: ({ employeeId, monday }, peek, context) => [
      timesheet.at(sheetId(employeeId, monday)),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, monday, reason }, read, context) {
      const id = sheetId(employeeId, monday);
      const sheet = read(timesheet, id);
      const place = decidesFor(read, employeeId, context, own('reject'), sheet.begun);
      if (isRefusal(place)) return place;
      if (sheet.status === 'approved') return alreadyApproved(employeeId, monday, sheet, context);
      const stale = refuseStale('Timesheet', context, sheet.version, sheet.lastEdit);
      if (stale) return { ...stale, fresh: freshSheet(employeeId, monday, sheet) };
      if (sheet.status !== 'submitted') return notSubmitted(employeeId, monday, sheet, context);
      if (reason === undefined) return refuse('reason-required', 'A reason is required.');
      const week = { employeeId, employeeName: place.name, monday };
      return [timesheet.event(id, 'TimesheetRejected', { ...week, reason })];
    },
  },

  ReopenTimesheet: {
    reads: ({ employeeId, monday }, peek, context) => [
      timesheet.at(sheetId(employeeId, monday)),
      leave.at(employeeId),
      settings.at(COMPANY),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, monday, reason }, read, context) {
      const id = sheetId(employeeId, monday);
      const sheet = read(timesheet, id);
      const place = decidesFor(read, employeeId, context, own('reopen'), sheet.begun);
      if (isRefusal(place)) return place;
      const fresh = freshSheet(employeeId, monday, sheet);
      if (sheet.status !== 'approved' || sheet.pay === undefined) {
        const winner = byAnother(sheet.lastStep, context);
        return refuse('not-approved', 'This week is not approved. There is nothing to reopen.', { winner, fresh });
      }
      if (sheet.paid) {
        const winner = byAnother(sheet.paid, context);
        return refuse('pay-finalised', 'Pay for this period is already finalised.', { winner, fresh });
      }
      const stale = refuseStale('Timesheet', context, sheet.version, sheet.lastEdit);
      if (stale) return { ...stale, fresh };
      if (reason === undefined) return refuse('reason-required', 'A reason is required.');
      const state = read(leave, employeeId);
      const accruals = accrualsBack(state, monday, read(settings, COMPANY).settings, context);
      if (isRefusal(accruals)) return accruals;

      const week = { employeeId, employeeName: place.name, monday };
      const { calculation, grossCents } = sheet.pay;
      const days = state.weeks.get(monday)?.days ?? [];
      return [
        timesheet.event(id, 'TimesheetReopened', { ...week, reason }),
        timesheet.event(id, 'PayReversed', { ...week, calculation, grossCents, reason }),
        leave.event(employeeId, 'LeaveTakenReversed', { monday, days, reason }),
        ...(accruals.length === 0
          ? []
          : [leave.event(employeeId, 'LeaveAccrualReversed', { monday, accruals, reason })]),
      ];
    },
  },
} satisfies {
  [Type in 'ApproveTimesheet' | 'RejectTimesheet' | 'ReopenTimesheet']: DeciderOf<Type>;
};

/** Another manager's approval has words of its own. */
function alreadyApproved(employeeId: string, monday: string, sheet: Timesheet, context: Context): Refusal {
  const winner = byAnother(sheet.lastStep, context);
  const fresh = freshSheet(employeeId, monday, sheet);
  if (winner === undefined) return refuse('already-decided', 'You have approved this timesheet already.', { fresh });
  return refuse('already-approved', 'Already approved by another manager.', { winner, fresh });
}

function notSubmitted(employeeId: string, monday: string, sheet: Timesheet, context: Context): Refusal {
  const fresh = freshSheet(employeeId, monday, sheet);
  const winner = byAnother(sheet.lastStep, context);
  if (sheet.status === 'rejected') {
    return refuse('already-decided', 'This timesheet has already been sent back.', { winner, fresh });
  }
  return refuse('not-submitted', 'This week has not been submitted.', { winner, fresh });
}
