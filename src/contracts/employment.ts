export const employmentTypes = ['full-time', 'part-time', 'casual'] as const;
export type EmploymentType = (typeof employmentTypes)[number];

export const employmentWords: Record<EmploymentType, string> = {
  'full-time': 'Full time',
  'part-time': 'Part time',
  casual: 'Casual',
};
