import type { LeaveRequest } from '#contracts/leave.ts';
import type { LeaveType } from '#contracts/leave-types.ts';
import { insufficientWords, overlapWords, weekLockedWords } from '#contracts/leave-words.ts';
import type { Problem } from '#contracts/problems.ts';
import { mondayOf } from '#contracts/week.ts';
import { listed } from '#contracts/words.ts';
import { calendarDay, today } from '../../shared/time.ts';
import type { BalanceStep } from './balance.ts';
import { clashes, type Plan } from './plan.ts';

/** Why a request is or would be refused, with the days that it is about. */
export interface Obstacle {
  readonly words: string;
  /** Days that could be left out; empty where that would not help. */
  readonly dates: readonly string[];
}

/** What this tablet knows to stand in the way, in the words of the server. Only the server's answer decides. */
export function knownObstacles(
  type: LeaveType,
  { days, minutes }: Plan,
  step: BalanceStep | undefined,
  requests: readonly LeaveRequest[],
  lockedWeeks: readonly string[],
): Obstacle[] {
  const locked = days.map(({ date }) => date).filter((date) => lockedWeeks.includes(mondayOf(date)));
  const found: Obstacle[] = locked.length > 0 ? [{ words: weekLockedWords, dates: locked }] : [];
  for (const { request, dates } of clashes(days, requests))
    found.push({ words: overlapWords(request, today()), dates });
  if (step !== undefined && minutes > step.available) {
    found.push({ words: insufficientWords(type, step.available, minutes), dates: [] });
  }
  return found;
}

/** What the server said, with the days of the plan that it is about. */
export function obstacleOf({ detail, fresh = {} }: Problem, { days }: Plan): Obstacle {
  const { dates, monday } = fresh;
  const isMeant = (date: string) =>
    (Array.isArray(dates) && dates.includes(date)) || (monday !== undefined && mondayOf(date) === monday);
  return { words: detail, dates: days.map(({ date }) => date).filter(isMeant) };
}

/** "Tue 3 Nov and Wed 4 Nov"; of many the first and how many more. */
export function datesWords(dates: readonly string[]): string {
  if (dates.length <= NAMED_MAX) return listed(dates.map(calendarDay));
  const named = dates.slice(0, NAMED_MAX - 1).map(calendarDay);
  return listed([...named, `${dates.length - named.length} more`]);
}

const NAMED_MAX = 7;
