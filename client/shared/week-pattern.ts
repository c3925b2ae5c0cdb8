import { hoursText } from '#contracts/hours-text.ts';
import { weekdayWords } from '#contracts/week.ts';

/** Minutes of each weekday, Monday first, as people say them: "Mon–Thu 8:00, Fri 6:00". */
export function weekWords(minutes: readonly number[]): string {
  const runs: { first: number; last: number; minutes: number }[] = [];
  minutes.forEach((each, day) => {
    const run = runs.at(-1);
    if (run?.minutes === each && run.last === day - 1) run.last = day;
    else runs.push({ first: day, last: day, minutes: each });
  });
  const worked = runs.filter((run) => run.minutes > 0);
  if (worked.length === 0) return 'No days';
  return worked.map(({ first, last, minutes: each }) => `${days(first, last)} ${hoursText(each)}`).join(', ');
}

function days(first: number, last: number): string {
  const [from, until] = [weekdayWords[first], weekdayWords[last]];
  return first === last ? `${from}` : `${from}–${until}`;
}
