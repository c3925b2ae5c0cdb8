import { type HoursReport, REPORT_ID } from '../contracts/reports.ts';
import type { TimesheetRow } from '../contracts/timesheet.ts';
import { addDays, mondayOf } from '../contracts/week.ts';

/** Weeks that the report tells of, with the present one: a quarter of a year. */
const WEEKS = 13;

/** The first Monday that the report of today tells of. */
export function firstMonday(today: string): string {
  return addDays(mondayOf(today), -7 * (WEEKS - 1));
}

/** What was worked in each week, by those whose weeks these are. */
export function hoursByWeek(sheets: readonly TimesheetRow[], today: string, reach: HoursReport['reach']): HoursReport {
  const first = firstMonday(today);
  const told = sheets.filter(({ monday }) => monday >= first && monday <= today);
  const weeks = Array.from({ length: WEEKS }, (_, index) => addDays(first, 7 * index)).map((monday) => {
    const week = { monday, workedMinutes: 0, overtimeMinutes: 0, openMinutes: 0, leaveMinutes: 0 };
    for (const sheet of told.filter((one) => one.monday === monday)) {
      week.workedMinutes += sheet.workedMinutes;
      week.leaveMinutes += sheet.leaveMinutes;
      week.overtimeMinutes += sheet.overtimeMinutes ?? 0;
      if (sheet.overtimeMinutes === undefined) week.openMinutes += sheet.workedMinutes;
    }
    return week;
  });
  return { id: REPORT_ID, reach, people: new Set(told.map(({ employeeId }) => employeeId)).size, weeks };
}
