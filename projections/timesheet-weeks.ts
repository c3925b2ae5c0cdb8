import { type Timesheet, timesheet } from '../src/contracts/timesheet.ts';
import { eventTypes, type Projection } from '../src/projecting/definition.ts';
import {
  approvedLeave,
  sumOfMinutes,
  type WeekEvent,
  type WeekRow,
  weekAfter,
  weekEvents,
  weekIds,
} from './week-rows.ts';

/** Each week with everything in its grid: worked time, what the clock says, and leave. */
export const timesheetWeeks: Projection<WeekRow, Timesheet, WeekEvent> = {
  name: 'timesheet-weeks',
  version: 1,
  handles: eventTypes<WeekEvent>(weekEvents),
  id: weekIds,
  evolve: weekAfter,
  indexes: [],
  present(row, nameOf, id) {
    if (!row.begun) return undefined;
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
  query: {
    permission: 'own.timesheet',
    own: { by: 'employeeId', others: 'decide' },
    row: timesheet,
    one: true,
  },
  live: true,
};
