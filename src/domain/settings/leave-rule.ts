import type { LeaveType } from '../../contracts/leave-types.ts';
import type { CompanySettings, LeaveTypeRule } from '../../contracts/settings.ts';

/** The rule of a type of leave. The settings have each type once. */
export function leaveRule({ leaveTypes }: CompanySettings, type: LeaveType): LeaveTypeRule {
  const rule = leaveTypes.find((one) => one.type === type);
  if (rule === undefined) throw new Error(`The settings have no rule for ${type} leave.`);
  return rule;
}
