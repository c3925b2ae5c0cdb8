import { monday as anyMonday } from '../src/contracts/timesheet.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { employees, nameIn } from './employees.ts';
import {
  approvedLeave,
  nobodySaved,
  sumOfMinutes,
  type WeekEvent,
  type WeekRow,
  weekIds,
  weekRules,
} from './week-rows.ts';

/**
 * Each week with everything in its grid: worked time, what the clock says, and leave. A week that nobody has touched is
 * an empty draft of version 0, so that the first look at it needs nothing written.
 */
export const timesheetWeeks = defineProjection<'timesheet-weeks', WeekRow, WeekEvent>({
  name: 'timesheet-weeks',
  version: 2,
  id: weekIds,
  on: weekRules,
  indexes: [],
  present(row, nameOf, id) {
    const { asked: _, begun: _begun, decidedBy, savedBy, ...week } = row;
    const leave = approvedLeave(row);
    return {
      ...week,
      id,
      workedMinutes: sumOfMinutes(week.entries),
      leaveMinutes: sumOfMinutes(leave),
      leave,
      ...(decidedBy !== undefined && { decidedBy: { id: decidedBy, name: nameOf(decidedBy) } }),
      ...(savedBy !== undefined && { savedBy: { id: savedBy, name: nameOf(savedBy) } }),
    };
  },
  absentAbout(id) {
    const { employeeId, monday } = partsOf(id);
    return anyMonday.safeParse(monday).success ? { model: employees.name, id: employeeId } : undefined;
  },
  absent(id, about) {
    const { employeeId, monday } = partsOf(id);
    return about && nobodySaved(employeeId, nameIn(about), monday);
  },
});

function partsOf(id: string): { employeeId: string; monday: string } {
  const dot = id.lastIndexOf('.');
  return { employeeId: id.slice(0, dot), monday: id.slice(dot + 1) };
}
