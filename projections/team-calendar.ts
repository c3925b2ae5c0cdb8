import type { AwayEntry } from '../src/contracts/leave.ts';
import { leaveRequestId } from '../src/contracts/week.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';
import { notOfRequests, type RequestEvent } from './leave-events.ts';

type Row = Omit<AwayEntry, 'id'>;

/** Who is away when, for everybody. Why, and on what kind of leave, is not even in the rows. */
export const teamCalendar = defineProjection<'team-calendar', Row, RequestEvent>({
  name: 'team-calendar',
  version: 1,
  id: (event) => leaveRequestId(idOf(event), event.data.requestId),

  on: {
    LeaveRequested: (_row, event) => {
      const { employeeName, firstDay, lastDay, days } = event.data;
      const dates = days.map(({ date, half }) => ({ date, ...(half !== undefined && { half }) }));
      return { employeeId: idOf(event), employeeName, status: 'pending', firstDay, lastDay, days: dates };
    },
    LeaveApproved: (row, event) => ({ ...existing(row, event), status: 'approved' }),
    LeaveWithdrawn: () => undefined,
    LeaveRejected: () => undefined,
    LeaveCancelled: () => undefined,
    ...notOfRequests,
  },

  indexes: [{ fields: ['employeeId'] }],
  present: (row, _nameOf, id) => ({ ...row, id }),
});
