import type { LeaveType } from '../../contracts/leave-types.ts';
import type { OfRequest, PlannedDay } from '../../domain/leave/events.ts';
import { leave } from '../../domain/leave/leave.ts';
import { settings } from '../../domain/settings/decider.ts';

// Leave of Kylie, for given/when/then tests.

export const dayOff = (date: string): PlannedDay => ({ date, minutes: 456 });
/** Wednesday to Friday, 9–11 December 2026. */
export const threeDays = [dayOff('2026-12-09'), dayOff('2026-12-10'), dayOff('2026-12-11')];

export const opening = (minutes: number, type: LeaveType = 'annual') =>
  leave.event('e-kylie', 'LeaveBalanceAdjusted', {
    ...{
      employeeName: 'Kylie Tran',
      type,
      minutes,
      balanceBefore: 0,
      balanceAfter: minutes,
      reason: 'Opening balance',
    },
  });

export function ofRequest(
  days: readonly PlannedDay[] = threeDays,
  requestId = 'r1',
  type: LeaveType = 'annual',
): OfRequest {
  const range = { firstDay: days[0]?.date ?? '', lastDay: days.at(-1)?.date ?? '' };
  const minutes = days.reduce((sum, day) => sum + day.minutes, 0);
  return { requestId, employeeName: 'Kylie Tran', type, ...range, minutes };
}

export const requested = (days: readonly PlannedDay[] = threeDays, requestId = 'r1', type: LeaveType = 'annual') =>
  leave.event('e-kylie', 'LeaveRequested', { ...ofRequest(days, requestId, type), days });

export const approved = (
  balanceBefore: number,
  days: readonly PlannedDay[] = threeDays,
  requestId = 'r1',
  type: LeaveType = 'annual',
) => {
  const request = ofRequest(days, requestId, type);
  const deducted = request.minutes;
  return leave.event('e-kylie', 'LeaveApproved', {
    ...{ ...request, deducted, balanceBefore, balanceAfter: balanceBefore - deducted },
  });
};

/** The week of the three days is approved: it is locked. */
export const lockedWeek = leave.event('e-kylie', 'LeaveTaken', {
  ...{ employeeName: 'Kylie Tran', monday: '2026-12-07', days: [] },
});

export const holidays = settings.event('company', 'SettingsRevised', {
  sections: { holidays: [{ date: '2026-12-25', name: 'Christmas Day' }] },
});
