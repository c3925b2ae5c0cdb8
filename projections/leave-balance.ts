import type { LeaveType } from '../src/contracts/leave-types.ts';
import type { LeaveEvent } from '../src/domain/leave/events.ts';
import { unhandled } from '../src/projecting/definition.ts';

/** A change of a balance, in minutes, with its sign. */
export interface BalanceChange {
  readonly type: LeaveType;
  readonly minutes: number;
}

/** What an event moves between the balances. A request that waits moves nothing, and nor does a day that has come. */
export function balanceChanges(event: LeaveEvent): readonly BalanceChange[] {
  switch (event.type) {
    case 'LeaveApproved':
      return event.data.earlier ? [] : moved([{ type: event.data.type, minutes: -event.data.deducted }]);
    case 'LeaveCancelled':
      return event.data.earlier ? [] : moved([{ type: event.data.type, minutes: event.data.restored }]);
    case 'LeaveBalanceAdjusted':
      return moved([{ type: event.data.type, minutes: event.data.minutes }]);
    case 'LeaveAccrued':
      return moved(event.data.accruals.map(({ type, minutes }) => ({ type, minutes })));
    case 'LeaveAccrualReversed':
      return moved(event.data.accruals.map(({ type, minutes }) => ({ type, minutes: -minutes })));
    case 'LeaveRequested':
    case 'LeaveWithdrawn':
    case 'LeaveRejected':
    case 'LeaveAdjustmentRecorded':
    case 'LeaveTaken':
    case 'LeaveTakenReversed':
      return [];
    default:
      return unhandled(event);
  }
}

/** What an event adds to the minutes that are asked for and not decided. */
export function pendingChange(event: LeaveEvent): BalanceChange | undefined {
  switch (event.type) {
    case 'LeaveRequested':
      return { type: event.data.type, minutes: event.data.minutes };
    case 'LeaveWithdrawn':
    case 'LeaveApproved':
    case 'LeaveRejected':
      return { type: event.data.type, minutes: -event.data.minutes };
    case 'LeaveCancelled':
    case 'LeaveBalanceAdjusted':
    case 'LeaveAdjustmentRecorded':
    case 'LeaveTaken':
    case 'LeaveAccrued':
    case 'LeaveTakenReversed':
    case 'LeaveAccrualReversed':
      return undefined;
    default:
      return unhandled(event);
  }
}

function moved(changes: readonly BalanceChange[]): readonly BalanceChange[] {
  return changes.filter(({ minutes }) => minutes !== 0);
}
