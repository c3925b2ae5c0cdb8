import type { ApprovalCard } from '#contracts/timesheet.ts';

// For tests: what waits for a decision.

const shared = { status: 'waiting', employeeId: 'kylie', employeeName: 'Kylie Tran', version: 1, sequence: 1 } as const;
const askedAt = '2026-11-10T00:00:00.000Z';
const days = [
  { date: '2026-12-21', minutes: 456 },
  { date: '2026-12-22', minutes: 456 },
  { date: '2026-12-23', minutes: 228, half: 'first' as const },
  { date: '2026-12-24', minutes: 456 },
];

export const leaveCard: ApprovalCard & { leave: object } = {
  ...{ ...shared, id: 'leave.kylie.r1', kind: 'leave', askedAt },
  leave: { requestId: 'r1', type: 'annual', firstDay: '2026-12-21', lastDay: '2026-12-24', days, minutes: 1_596 },
};

export const weekCard: ApprovalCard & { timesheet: object } = {
  ...{ ...shared, id: 'timesheet.kylie.2026-11-02', kind: 'timesheet', askedAt },
  timesheet: {
    ...{ monday: '2026-11-02', workedMinutes: 2_490, leaveMinutes: 0, worked: [], leave: [], finalised: false },
  },
};

export const approved: NonNullable<ApprovalCard['decision']> = {
  kind: 'approved',
  at: '2026-11-11T23:42:00.000Z',
  by: { id: 'ben', name: 'Ben Okafor' },
};

/** The card once it was decided. */
export function decided(card: ApprovalCard, decision = approved): ApprovalCard {
  return { ...card, status: 'decided', decision };
}
