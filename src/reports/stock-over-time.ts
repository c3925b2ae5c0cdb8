import { calendarDateAt } from '../contracts/dates.ts';
import type { StockReport } from '../contracts/reports.ts';
import type { StockLevel, StockMovement } from '../contracts/stock.ts';
import { addDays, daysBetween } from '../contracts/week.ts';

/** The report tells of so many days. */
export const STOCK_DAYS = 180;
/** What is used is reckoned over so many days, and not at all over fewer than the second. */
const USE_DAYS_MAX = 56;
const USE_DAYS_MIN = 14;
/** Beyond this nobody can say when it runs out. */
const RUNS_OUT_DAYS_MAX = 730;

type Day = StockReport['days'][number];
type Moved = StockMovement & { readonly date: string };

/**
 * How much there was of an item at the end of each day. `movements` are all up to now, or as many as there were room for:
 * then `isWhole` is false, and the report begins on the first day that is told whole.
 */
export function stockOverTime(
  item: StockLevel,
  movements: readonly StockMovement[],
  { isWhole, today, timeZone }: { readonly isWhole: boolean; readonly today: string; readonly timeZone: string },
): StockReport {
  const { id, code, name, unit, scale, onHand } = item;
  const moved = [...movements]
    .sort((a, b) => a.sequence - b.sequence)
    .map((one) => ({ ...one, date: calendarDateAt(new Date(one.at), timeZone) }));
  const oldest = moved[0]?.date ?? today;
  const known = isWhole ? oldest : addDays(oldest, 1);
  const earliest = addDays(today, -STOCK_DAYS);
  const from = known > earliest ? known : earliest;
  const use = useOf(moved, known, today);
  const runsOut = use && dayOut(onHand, use, today);
  return {
    ...{ id, code, name, unit, scale, from, until: today, days: daysOf(item, moved, from) },
    ...(use !== undefined && { use }),
    ...(runsOut !== undefined && { runsOut }),
  };
}

function daysOf({ reorderPoint }: StockLevel, moved: readonly Moved[], from: string): Day[] {
  // Only what it is now is known, and each change of it with what it was before.
  let points = reorderPoint;
  const before = new Map<string, number>();
  for (const one of moved.toReversed()) {
    if (!before.has(one.date)) before.set(one.date, points);
    points = reorderPointBefore(one) ?? points;
  }
  const days = new Map<string, Day>();
  let last: Moved | undefined;
  for (const one of moved) {
    const date = one.date < from ? from : one.date;
    const sofar = one.date < from ? undefined : days.get(date);
    const carried = one.date < from ? one.free : (sofar?.lowest ?? last?.free ?? one.free);
    const lowest = Math.min(carried, one.free);
    days.set(date, {
      ...{ date, onHand: one.onHand, free: one.free, lowest },
      reorderPoint: before.get(one.date) ?? reorderPoint,
    });
    last = one;
  }
  return [...days.values()];
}

function reorderPointBefore({ kind, was, changes }: StockMovement): number | undefined {
  if (kind === 'reorder-point') return was;
  const revised = changes?.find(({ field }) => field === 'reorderPoint')?.from;
  return typeof revised === 'number' ? revised : undefined;
}

/** What was issued in the last days, less what came back. */
function useOf(moved: readonly Moved[], known: string, today: string): StockReport['use'] {
  const days = Math.min(USE_DAYS_MAX, daysBetween(known, today));
  if (days < USE_DAYS_MIN) return undefined;
  const after = addDays(today, -days);
  const quantity = moved
    .filter(({ date }) => date > after)
    .reduce(
      (sum, one) => sum + (one.kind === 'issued' ? one.quantity : one.kind === 'returned' ? -one.quantity : 0),
      0,
    );
  return { days, quantity };
}

function dayOut(
  onHand: number,
  { days, quantity }: NonNullable<StockReport['use']>,
  today: string,
): string | undefined {
  if (quantity <= 0 || onHand === 0) return undefined;
  const left = Math.floor((onHand * days) / quantity);
  return left > RUNS_OUT_DAYS_MAX ? undefined : addDays(today, left);
}
