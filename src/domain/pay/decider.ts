import type { payCommands } from '../../contracts/pay.ts';
import { totalsOf } from '../../contracts/pay-totals.ts';
import { sameContent } from '../../contracts/plain.ts';
import { addDays, formatDay } from '../../contracts/week.ts';
import { COMPANY } from '../company.ts';
import { hierarchy, isHeldBy } from '../employee/hierarchy.ts';
import {
  byAnother,
  type Context,
  type DeciderOf,
  isRefusal,
  type Peek,
  type Read,
  type Refusal,
  refuse,
} from '../kernel.ts';
import { settings } from '../settings/decider.ts';
import { freshSheet, type LivePay, sheetId, timesheet, weekWords } from '../timesheet/timesheet.ts';
import { usualPayDate } from '../timesheet/week-pay.ts';
import { type PayTables, tablesFor, usedTables } from './calculate-pay.ts';
import type { PayRunLine } from './events.ts';
import { payRun } from './pay-run.ts';

export const payDeciders = {
  OpenPayRun: {
    reads: ({ period }) => [payRun.at(period), settings.at(COMPANY)],
    decide({ period, payDate: wished }, read, context) {
      const run = read(payRun, period);
      const week = weekWords(period, context.today);
      if (run.status === 'open') {
        const winner = byAnother(run.last, context);
        return refuse('already-exists', `The pay run of ${week} is open already.`, { winner });
      }
      if (run.status === 'finalised') return finalised(run.last, context);
      const opens = addDays(period, 7);
      if (context.today < opens) {
        return refuse(
          'week-not-over',
          `The week of ${week} is not over. Its pay opens on ${formatDay(opens, context.today)}.`,
        );
      }
      const payDate = wished ?? usualPayDate(period, read(settings, COMPANY).settings);
      if (payDate < opens) {
        return refuse(
          'week-not-over',
          `Pay for ${week} cannot be paid on ${formatDay(payDate, context.today)}, before it ends.`,
        );
      }
      // A run on that day could never be finalised. The table of study loans is looked at with each week that needs it.
      const tables = tablesFor({ terms: { studyLoan: false, tfnProvided: true }, payDate });
      if (isRefusal(tables)) return { ...tables, detail: `${tables.detail} Choose another pay day.` };
      return [payRun.event(period, 'PayRunOpened', { period, payDate })];
    },
  },

  FinalisePayRun: {
    reads: ({ period, weeks }) => [
      payRun.at(period),
      hierarchy.at(COMPANY),
      ...weeks.map(({ employeeId, monday }) => timesheet.at(sheetId(employeeId, monday))),
    ],
    decide({ period, weeks }, read, context) {
      const run = read(payRun, period);
      const of = weekWords(period, context.today);
      if (run.status === 'finalised') return finalised(run.last, context);
      if (run.status !== 'open') {
        const winner = run.status === 'voided' ? byAnother(run.last, context) : undefined;
        return refuse('run-not-open', `The pay run of ${of} is not open. Open it first.`, { winner });
      }
      const { payDate } = run;
      const lines: PayRunLine[] = [];
      for (const week of weeks) {
        const line = payLine(period, payDate, week, read, context);
        if (isRefusal(line)) return line;
        lines.push(line);
      }
      return [
        payRun.event(period, 'PayRunFinalised', { period, payDate, lines, totals: totalsOf(lines) }),
        ...lines.map(({ employeeId, employeeName, monday, calculation }) =>
          timesheet.event(sheetId(employeeId, monday), 'TimesheetPaid', {
            ...{ employeeId, employeeName, monday, period, payDate, calculation },
          }),
        ),
      ];
    },
  },

  VoidPayRun: {
    reads: ({ period }, peek) => [payRun.at(period), ...sheetsOf(period, peek)],
    decide({ period, reason }, read, context) {
      const run = read(payRun, period);
      if (run.status === 'none' || run.status === 'voided') {
        const winner = run.status === 'voided' ? byAnother(run.last, context) : undefined;
        const of = weekWords(period, context.today);
        return refuse('run-not-open', `There is no pay run of ${of} to take back.`, { winner });
      }
      if (reason === undefined) return refuse('reason-required', 'A reason is required.');
      return [
        payRun.event(period, 'PayRunVoided', { period, reason }),
        ...run.lines.map(({ employeeId, employeeName, monday }) =>
          timesheet.event(sheetId(employeeId, monday), 'TimesheetUnpaid', {
            ...{ employeeId, employeeName, monday, period, reason },
          }),
        ),
      ];
    },
  },
} satisfies { [Type in keyof typeof payCommands]: DeciderOf<Type> };

function finalised(last: Parameters<typeof byAnother>[0], context: Context): Refusal {
  return refuse('pay-finalised', 'Pay for this period is already finalised.', { winner: byAnother(last, context) });
}

/** Ids of the weeks that the run pays, as far as it is known. */
function sheetsOf(period: string, peek: Peek): string[] {
  const run = peek(payRun, period);
  if (run === undefined || run.status === 'none') return [];
  return run.lines.map(({ employeeId, monday }) => timesheet.at(sheetId(employeeId, monday)));
}

/** The week of one employee as it goes into the run: approved, not paid yet, and just as it was reviewed. */
function payLine(
  period: string,
  payDate: string,
  { employeeId, monday, calculation }: { employeeId: string; monday: string; calculation: number },
  read: Read,
  context: Context,
): PayRunLine | Refusal {
  const name = read(hierarchy, COMPANY).places.get(employeeId)?.name ?? employeeId;
  const week = weekWords(monday, context.today);
  if (monday > period) {
    return refuse('not-this-week', `The week of ${week} comes after this pay run. Leave it for its own.`);
  }
  const sheet = read(timesheet, sheetId(employeeId, monday));
  const fresh = { ...freshSheet(employeeId, monday, sheet), calculation: sheet.pay?.calculation ?? null };
  const { pay } = sheet;
  if (pay === undefined) {
    const winner = byAnother(sheet.lastStep, context);
    return refuse('not-approved', `The week of ${week} of ${name} is not approved.`, { winner, fresh });
  }
  if (sheet.paid) {
    const winner = byAnother(sheet.paid, context);
    return refuse('pay-finalised', `The week of ${week} of ${name} is paid already.`, { winner, fresh });
  }
  // Paying is no decision about a week, unless nobody but oneself ever decided it.
  if (sheet.lastStep?.user === context.user && isHeldBy(read(hierarchy, COMPANY), employeeId, context.user)) {
    const detail = `You approved the week of ${week} of ${name}, and it is your own. Leave it out.`;
    return refuse('own-request', `${detail} Ask somebody else to reopen and approve it.`, { fresh });
  }
  if (pay.calculation !== calculation) {
    const detail = `Timesheet was modified by another user: ${name}, ${week}. Please refresh and try again.`;
    return refuse('stale-version', detail, { winner: byAnother(sheet.lastStep, context), fresh });
  }
  const tables = tablesFor({ terms: pay.inputs.terms, payDate });
  if (isRefusal(tables)) return tables;
  // Pay that was moved in is paid as it is.
  if (pay.carried === undefined && !sameContent(idsOf(usedTables(tables)), idsOf(pay.tables))) {
    const date = formatDay(payDate, context.today);
    const detail = `The pay of ${name} for ${week} was worked out by tables that do not cover the pay date ${date}.`;
    const next = wouldUse(tables, pay, context)
      ? 'Reopen and approve that week again.'
      : 'Leave it for another run, or take this one back and open it with another pay day.';
    return refuse('other-tables', `${detail} ${next}`, { fresh });
  }
  const { grossCents, ordinaryTimeCents, taxCents, studyLoanCents, netCents, superCents } = pay;
  const amounts = { grossCents, ordinaryTimeCents, taxCents, studyLoanCents, netCents, superCents };
  return { employeeId, employeeName: name, monday, calculation, ...amounts };
}

/** Whether a week would be worked out by these tables if it were approved again today: by the day that `payInputs` takes. */
function wouldUse(tables: PayTables, { inputs: { terms, payDate } }: LivePay, { today }: Context): boolean {
  const again = tablesFor({ terms, payDate: today > payDate ? today : payDate });
  return !isRefusal(again) && sameContent(idsOf(usedTables(again)), idsOf(usedTables(tables)));
}

function idsOf(used: readonly { readonly id: string }[]): readonly string[] {
  return used.map(({ id }) => id);
}
