import { defineProjection } from '../src/projecting/define-projection.ts';
import { approvedLeave, sumOfMinutes, type WeekEvent, type WeekRow, weekIds, weekRules } from './week-rows.ts';

/** The list of weeks: one row for each week of somebody. What is in its grid is in `timesheet-weeks`. */
export const timesheets = defineProjection<'timesheets', WeekRow, WeekEvent>({
  name: 'timesheets',
  version: 2,
  id: weekIds,
  on: weekRules,
  indexes: [{ fields: ['employeeId', 'monday'] }, { fields: ['monday'] }, { fields: ['status'] }],
  shown: { begun: true },
  present(row, nameOf, id) {
    if (!row.begun) return undefined;
    const { employeeId, employeeName, monday, status, submittedAt, decidedAt, decidedBy, reason } = row;
    const { overtimeMinutes, finalised, version, sequence } = row;
    return {
      ...{ id, employeeId, employeeName, monday, status, submittedAt, decidedAt, reason, finalised, version, sequence },
      workedMinutes: sumOfMinutes(row.entries),
      leaveMinutes: sumOfMinutes(approvedLeave(row)),
      ...(overtimeMinutes !== undefined && { overtimeMinutes }),
      ...(decidedBy !== undefined && { decidedBy: { id: decidedBy, name: nameOf(decidedBy) } }),
    };
  },
});
