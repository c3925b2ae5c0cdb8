import * as z from 'zod/mini';
import { type LeaveRequest, leaveRequest, leaveStatuses } from '../src/contracts/leave.ts';
import { id as anyId } from '../src/contracts/primitives.ts';
import { leaveRequestId } from '../src/contracts/week.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { eventTypes, existing, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';
import { type RequestEvent, requestEvents } from './leave-events.ts';

type Row = Omit<LeaveRequest, 'id' | 'requestedBy' | 'decidedBy'> & {
  readonly requestedBy: string;
  readonly decidedBy?: string | undefined;
};

const filters = z.strictObject({ employeeId: z.optional(anyId), status: z.optional(z.enum(leaveStatuses)) });

/** Every request for leave, and what became of it. */
export const leaveRequests: Projection<Row, LeaveRequest, RequestEvent> = {
  name: 'leave-requests',
  version: 1,
  handles: eventTypes<RequestEvent>(requestEvents),
  // Two people's requests may be called the same: an id of a request is unique within one person's leave only.
  id: (event) => leaveRequestId(idOf(event), event.data.requestId),

  evolve(row, event) {
    const { sequence } = event;
    if (event.type === 'LeaveRequested') {
      const { days, ...data } = event.data;
      const asked = { employeeId: idOf(event), ...data, status: 'pending' as const, days: [...days] };
      return { ...asked, requestedAt: event.at.toISOString(), requestedBy: event.user, sequence };
    }
    return { ...existing(row, event), ...decided(event), sequence };
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
  query: {
    permission: 'own.leave',
    own: { by: 'employeeId', others: 'decide' },
    row: leaveRequest,
    one: true,
    list: {
      params: filters,
      where: ({ employeeId, status }: z.infer<typeof filters>) => ({
        ...(employeeId !== undefined && { employeeId }),
        ...(status !== undefined && { status }),
      }),
      order: ({ requestedAt }) => [-Date.parse(requestedAt)],
      rowsMax: 2_000,
    },
  },
  live: true,
};

function decided(event: RecordedEvent<Exclude<RequestEvent, { type: 'LeaveRequested' }>>): Partial<Row> {
  const by = { decidedAt: event.at.toISOString(), decidedBy: event.user };
  switch (event.type) {
    case 'LeaveWithdrawn':
      return { ...by, status: 'withdrawn' };
    case 'LeaveApproved': {
      const { balanceBefore, balanceAfter, note } = event.data;
      const step = balanceBefore === undefined ? {} : { balanceBefore, balanceAfter };
      return { ...by, status: 'approved', ...step, ...(note !== undefined && { decisionNote: note }) };
    }
    case 'LeaveRejected':
      return { ...by, status: 'rejected', reason: event.data.reason };
    case 'LeaveCancelled':
      return { ...by, status: 'cancelled', reason: event.data.reason };
    default:
      return unhandled(event);
  }
}
