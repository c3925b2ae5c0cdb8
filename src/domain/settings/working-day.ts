import type { PayTerms } from '../../contracts/employee.ts';
import type { LeaveType } from '../../contracts/leave-types.ts';
import type { CompanySettings, LeaveTypeRule } from '../../contracts/settings.ts';
import { weekdayOf } from '../../contracts/week.ts';

/** What a date is for somebody: ordinary minutes of its weekday, and the public holiday that takes them away. */
export interface WorkingDay {
  readonly minutes: number;
  readonly holiday: string | undefined;
}

export function workingDay({ weekdayMinutes, holidays }: CompanySettings, terms: PayTerms, date: string): WorkingDay {
  const minutes = (terms.weekdayMinutes ?? weekdayMinutes)[weekdayOf(date)] ?? 0;
  return { minutes, holiday: holidays.find((one) => one.date === date)?.name };
}

/** The rule of a type of leave. The settings have each type once. */
export function leaveRule({ leaveTypes }: CompanySettings, type: LeaveType): LeaveTypeRule {
  const rule = leaveTypes.find((one) => one.type === type);
  if (rule === undefined) throw new Error(`The settings have no rule for ${type} leave.`);
  return rule;
}
