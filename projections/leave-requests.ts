import type { LeaveRequest } from '../src/contracts/leave.ts';
import { leaveRequestId } from '../src/contracts/week.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';
import { notOfRequests, type RequestEvent } from './leave-events.ts';

type Row = Omit<LeaveRequest, 'id' | 'requestedBy' | 'decidedBy'> & {
  readonly requestedBy: string;
  readonly decidedBy?: string | undefined;
};

/** Every request for leave, and what became of it. */
export const leaveRequests = defineProjection<'leave-requests', Row, RequestEvent>({
  name: 'leave-requests',
  version: 1,
  // Two people's requests may have the same id: it is unique within one person's leave only.
  id: (event) => leaveRequestId(idOf(event), event.data.requestId),

  on: {
    LeaveRequested: (_row, event) => {
      const { days, ...data } = event.data;
      const asked = { employeeId: idOf(event), ...data, status: 'pending' as const, days: [...days] };
      return { ...asked, requestedAt: event.at.toISOString(), requestedBy: event.user, sequence: event.sequence };
    },
    LeaveWithdrawn: (row, event) => ({ ...decided(row, event), status: 'withdrawn' }),
    LeaveApproved: (row, event) => {
      const { balanceBefore, balanceAfter, note } = event.data;
      const step = balanceBefore === undefined ? {} : { balanceBefore, balanceAfter };
      const said = note !== undefined && { decisionNote: note };
      return { ...decided(row, event), status: 'approved', ...step, ...said };
    },
    LeaveRejected: (row, event) => ({ ...decided(row, event), status: 'rejected', reason: event.data.reason }),
    LeaveCancelled: (row, event) => ({ ...decided(row, event), status: 'cancelled', reason: event.data.reason }),
    ...notOfRequests,
  },

  indexes: [{ fields: ['employeeId', 'status'] }, { fields: ['status'] }],
  present({ requestedBy, decidedBy, ...row }, nameOf, id) {
    return {
      ...row,
      id,
      requestedBy: { id: requestedBy, name: nameOf(requestedBy) },
      ...(decidedBy !== undefined && { decidedBy: { id: decidedBy, name: nameOf(decidedBy) } }),
    };
  },
});

function decided(row: Row | undefined, event: RecordedEvent): Row {
  const { at, user, sequence } = event;
  return { ...existing(row, event), decidedAt: at.toISOString(), decidedBy: user, sequence };
}
