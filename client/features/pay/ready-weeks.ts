import type { PayRun, Payslip } from '#contracts/pay.ts';
import type { TimesheetRow } from '#contracts/timesheet.ts';
import { addDays, mondayOf } from '#contracts/week.ts';

/** How far a week is with its approvals. */
export interface WeekSoFar {
  readonly monday: string;
  readonly approved: number;
  readonly netCents: number;
  /** Sent in and not decided. */
  readonly waiting: number;
}

/** What there is to pay and to decide: payslips that no run has paid, weeks that were sent in. */
export interface Undone {
  readonly unpaid: readonly Payslip[];
  readonly submitted: readonly TimesheetRow[];
}

export function weekSoFar(monday: string, { unpaid, submitted }: Undone): WeekSoFar {
  const slips = unpaid.filter((slip) => slip.monday === monday);
  return {
    monday,
    approved: slips.length,
    netCents: slips.reduce((sum, { netCents }) => sum + netCents, 0),
    waiting: submitted.filter((sheet) => sheet.monday === monday).length,
  };
}

/** Weeks whose pay run can be opened, the oldest first: the last week always, older ones where somebody is to be paid. */
export function readyWeeks(runs: readonly PayRun[], undone: Undone, today: string): readonly WeekSoFar[] {
  const lastWeek = addDays(mondayOf(today), -7);
  const taken = new Set(runs.filter(({ status }) => status !== 'voided').map(({ id }) => id));
  const mondays = new Set([lastWeek, ...[...undone.unpaid, ...undone.submitted].map(({ monday }) => monday)]);
  return [...mondays]
    .filter((monday) => monday <= lastWeek && !taken.has(monday))
    .sort()
    .map((monday) => weekSoFar(monday, undone));
}
