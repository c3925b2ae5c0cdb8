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
