export const employmentTypes = ['full-time', 'part-time', 'casual'] as const;
