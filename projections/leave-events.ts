import type { LeaveEvent } from '../src/domain/leave/events.ts';
import { passedOver } from '../src/projecting/define-projection.ts';

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

/** What happens to somebody's leave and is about no request. */
type OtherEvent = Exclude<LeaveEvent, RequestEvent>;
const otherEvents: Readonly<Record<OtherEvent['type'], true>> = {
  LeaveBalanceAdjusted: true,
  LeaveAdjustmentRecorded: true,
  LeaveTaken: true,
  LeaveAccrued: true,
  LeaveTakenReversed: true,
  LeaveAccrualReversed: true,
};
export const leaveEvents: Readonly<Record<LeaveEvent['type'], true>> = { ...requestEvents, ...otherEvents };

/** Read models of requests say nothing of these. */
export const notOfRequests = passedOver(...(Object.keys(otherEvents) as OtherEvent['type'][]));
