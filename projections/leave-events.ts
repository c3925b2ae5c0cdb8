import type { LeaveEvent } from '../src/domain/leave/events.ts';

/** What happens to a request for leave. */
export type RequestEvent = Extract<
  LeaveEvent,
  { type: 'LeaveRequested' | 'LeaveWithdrawn' | 'LeaveApproved' | 'LeaveRejected' | 'LeaveCancelled' }
>;

export const requestEvents: Readonly<Record<RequestEvent['type'], true>> = {
  LeaveRequested: true,
  LeaveWithdrawn: true,
  LeaveApproved: true,
  LeaveRejected: true,
  LeaveCancelled: true,
};

export const leaveEvents: Readonly<Record<LeaveEvent['type'], true>> = {
  ...requestEvents,
  LeaveBalanceAdjusted: true,
  LeaveTaken: true,
  LeaveAccrued: true,
  LeaveTakenReversed: true,
  LeaveAccrualReversed: true,
};
