/** Kinds of leave. How many minutes a year and which floor each has is a setting. */
export const leaveTypes = [
  'annual',
  'sick',
  'personal',
  'long-service',
  'parental',
  'compassionate',
  'training',
  'unpaid',
] as const;
export type LeaveType = (typeof leaveTypes)[number];

/** In front of the word leave, in the middle of a sentence: "approved annual leave". */
export const leaveWords: Record<LeaveType, string> = {
  annual: 'annual',
  sick: 'sick',
  personal: 'personal',
  'long-service': 'long service',
  parental: 'parental',
  compassionate: 'compassionate',
  training: 'training',
  unpaid: 'unpaid',
};
