import type { PushKind } from '../contracts/push-kinds.ts';
import { approvalId, leaveRequestId, timesheetId } from '../contracts/week.ts';
import type { MistyEvent } from '../domain/events.ts';
import type { RecordedEvent } from '../event-store/commit.ts';

/** Why somebody may be told something. */
export interface Reason {
  readonly kind: PushKind;
  /** What it is about: an approval, a request, a week, an item. It is looked at again before anybody is told. */
  readonly about: string;
  /** Those who decide for this employee, this employee, or all who order. */
  readonly to: { readonly deciders: string } | { readonly employee: string } | 'buyers';
  /** Who did it, and need not be told. */
  readonly by: string;
}

/**
 * The reasons that an event gives. What was moved in from the old application gives none: it is known. Whether an item
 * is low after it only the read model knows; here stands that it may be.
 */
export function reasonsOf(recorded: RecordedEvent): readonly Reason[] {
  if (recorded.imported !== undefined) return [];
  const event = recorded as RecordedEvent<MistyEvent>;
  const by = event.user;
  const [kind, ...rest] = event.aggregate.split('/');
  const id = rest.join('/');
  if (kind === 'stock-item') return [{ kind: 'low-stock', about: id, to: 'buyers', by }];
  switch (event.type) {
    case 'LeaveRequested':
      return [{ kind: 'approvals', about: approvalId('leave', request(id, event.data)), to: { deciders: id }, by }];
    case 'LeaveApproved':
    case 'LeaveRejected':
    case 'LeaveCancelled':
      return [{ kind: 'decided', about: approvalId('leave', request(id, event.data)), to: { employee: id }, by }];
    case 'TimesheetSubmitted':
      return [{ kind: 'approvals', about: week(event.data), to: { deciders: event.data.employeeId }, by }];
    case 'TimesheetApproved':
    case 'TimesheetRejected':
    case 'TimesheetReopened':
      return [{ kind: 'decided', about: week(event.data), to: { employee: event.data.employeeId }, by }];
    default:
      return [];
  }
}

function request(employeeId: string, { requestId }: { readonly requestId: string }): string {
  return leaveRequestId(employeeId, requestId);
}

function week({ employeeId, monday }: { readonly employeeId: string; readonly monday: string }): string {
  return approvalId('timesheet', timesheetId(employeeId, monday));
}
