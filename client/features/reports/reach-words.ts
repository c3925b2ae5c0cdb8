import type { HoursReport } from '#contracts/reports.ts';

/** Whose figures they are. */
export const reachWords: Readonly<Record<HoursReport['reach'], string>> = {
  everybody: 'Everybody’s',
  team: 'Your own and those you decide for',
  own: 'Your own',
};
