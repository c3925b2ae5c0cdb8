import type { CardTerms } from '#contracts/employee.ts';
import { weekdayOf, weekdayWords } from '#contracts/week.ts';
import { listed } from '#contracts/words.ts';
import { lengthOf } from '../../shared/time.ts';
import type { DayView } from './week-view.ts';

type Terms = Pick<CardTerms[number]['terms'], 'employmentType' | 'weeklyMinutes'>;
type Day = Pick<DayView, 'date' | 'working' | 'worked' | 'leave' | 'holiday'>;

/**
 * What is said before a week is submitted that is empty, or has less than half of its ordinary time; undefined for any
 * other. Casuals have no ordinary week: of theirs, only an empty one is asked about.
 */
export function gapWords(days: readonly Day[], { employmentType, weeklyMinutes }: Terms): string | undefined {
  const entered = days.reduce((sum, day) => sum + minutesOf(day), 0);
  if (entered === 0) return 'Nothing is entered in this week.';
  if (employmentType === 'casual' || entered * 2 >= weeklyMinutes) return undefined;
  const empty = days.filter((day) => day.working && day.holiday === undefined && minutesOf(day) === 0);
  const on = listed(empty.map(({ date }) => weekdayWords[weekdayOf(date)] ?? date));
  const little = `Only ${lengthOf(entered)} of ${lengthOf(weeklyMinutes)} stands in this week.`;
  return on === '' ? little : `${little} Nothing is entered on ${on}.`;
}

function minutesOf({ worked, leave, holiday }: Day): number {
  return worked + leave.reduce((sum, { minutes }) => sum + minutes, 0) + (holiday?.minutes ?? 0);
}
