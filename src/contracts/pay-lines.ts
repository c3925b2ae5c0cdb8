/** What a line of a payslip is for. */
export const payLineKinds = [
  'ordinary',
  'overtime',
  'saturday',
  'sunday',
  'public-holiday',
  'holiday-not-worked',
  'leave',
  'leave-loading',
  'casual-loading',
] as const;
export type PayLineKind = (typeof payLineKinds)[number];

export const payLineWords: Record<PayLineKind, string> = {
  ordinary: 'Ordinary time',
  overtime: 'Overtime',
  saturday: 'Saturday',
  sunday: 'Sunday',
  'public-holiday': 'Public holiday, worked',
  'holiday-not-worked': 'Public holiday, not worked',
  leave: 'Leave',
  'leave-loading': 'Leave loading',
  'casual-loading': 'Casual loading',
};
