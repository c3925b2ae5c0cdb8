import { monday as anyMonday, type Timesheet, timesheet } from '../src/contracts/timesheet.ts';
import { eventTypes, type Projection } from '../src/projecting/definition.ts';
import { employees, nameIn } from './employees.ts';
import {
  approvedLeave,
  nobodySaved,
  sumOfMinutes,
  type WeekEvent,
  type WeekRow,
  weekAfter,
  weekEvents,
  weekIds,
} from './week-rows.ts';

/**
 * Each week with everything in its grid: worked time, what the clock says, and leave. A week that nobody has touched is
 * an empty draft of version 0, so that the first look at it needs nothing written.
 */
export const timesheetWeeks: Projection<WeekRow, Timesheet, WeekEvent> = {
  name: 'timesheet-weeks',
  version: 1,
  handles: eventTypes<WeekEvent>(weekEvents),
  id: weekIds,
  evolve: weekAfter,
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
  query: {
    permission: 'own.timesheet',
    own: { by: 'employeeId', others: 'decide' },
    row: timesheet,
    one: true,
  },
  live: true,
};

function partsOf(id: string): { employeeId: string; monday: string } {
  const dot = id.lastIndexOf('.');
  return { employeeId: id.slice(0, dot), monday: id.slice(dot + 1) };
}
