import * as z from 'zod/mini';
import { type AwayEntry, awayEntry } from '../src/contracts/leave.ts';
import { id as anyId } from '../src/contracts/primitives.ts';
import { leaveRequestId } from '../src/contracts/week.ts';
import { eventTypes, existing, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';
import { type RequestEvent, requestEvents } from './leave-events.ts';

type Row = Omit<AwayEntry, 'id'>;

const filters = z.strictObject({ employeeId: z.optional(anyId) });

/** Who is away when, for everybody. Why, and on what kind of leave, is not even in the rows. */
export const teamCalendar: Projection<Row, AwayEntry, RequestEvent> = {
  name: 'team-calendar',
  version: 1,
  handles: eventTypes<RequestEvent>(requestEvents),
  id: (event) => leaveRequestId(idOf(event), event.data.requestId),

  evolve(row, event) {
    switch (event.type) {
      case 'LeaveRequested': {
        const { employeeName, firstDay, lastDay, days } = event.data;
        const dates = days.map(({ date, half }) => ({ date, ...(half !== undefined && { half }) }));
        return { employeeId: idOf(event), employeeName, status: 'pending', firstDay, lastDay, days: dates };
      }
      case 'LeaveApproved':
        return { ...existing(row, event), status: 'approved' };
      case 'LeaveWithdrawn':
      case 'LeaveRejected':
      case 'LeaveCancelled':
        return undefined;
      default:
        return unhandled(event);
    }
  },

  indexes: [{ fields: ['employeeId'] }],
  present: (row, _nameOf, id) => ({ ...row, id }),
  query: {
    permission: 'calendar.read',
    row: awayEntry,
    list: {
      params: filters,
      where: ({ employeeId }: z.infer<typeof filters>) => (employeeId === undefined ? {} : { employeeId }),
      // What is to come is looked at most, and comes first.
      order: ({ lastDay, employeeName }) => [-Date.parse(lastDay), employeeName],
      rowsMax: 2_000,
    },
  },
  live: true,
};
