import * as z from 'zod/mini';
import { id as anyId } from '../src/contracts/primitives.ts';
import { monday as anyMonday, type TimesheetRow, timesheetRow, timesheetStatuses } from '../src/contracts/timesheet.ts';
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

const filters = z.strictObject({
  employeeId: z.optional(anyId),
  monday: z.optional(anyMonday),
  status: z.optional(z.enum(timesheetStatuses)),
});

/** The list of weeks: one row for each week of somebody. What is in its grid is in `timesheet-weeks`. */
export const timesheets: Projection<WeekRow, TimesheetRow, WeekEvent> = {
  name: 'timesheets',
  version: 1,
  handles: eventTypes<WeekEvent>(weekEvents),
  id: weekIds,
  evolve: weekAfter,
  indexes: [{ fields: ['employeeId', 'monday'] }, { fields: ['monday'] }, { fields: ['status'] }],
  present(row, nameOf, id) {
    if (!row.begun) return undefined;
    const { employeeId, employeeName, monday, status, submittedAt, decidedAt, decidedBy, reason } = row;
    const { finalised, version, sequence } = row;
    return {
      ...{ id, employeeId, employeeName, monday, status, submittedAt, decidedAt, reason, finalised, version, sequence },
      workedMinutes: sumOfMinutes(row.entries),
      leaveMinutes: sumOfMinutes(approvedLeave(row)),
      ...(decidedBy !== undefined && { decidedBy: { id: decidedBy, name: nameOf(decidedBy) } }),
    };
  },
  query: {
    permission: 'own.timesheet',
    own: { by: 'employeeId', others: 'decide' },
    row: timesheetRow,
    list: {
      params: filters,
      where: ({ employeeId, monday, status }: z.infer<typeof filters>) => ({
        begun: true,
        ...(employeeId !== undefined && { employeeId }),
        ...(monday !== undefined && { monday }),
        ...(status !== undefined && { status }),
      }),
      order: ({ monday, employeeName }) => [-Date.parse(monday), employeeName],
      rowsMax: 2_000,
    },
  },
  live: true,
};
