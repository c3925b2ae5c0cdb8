import type { OrderCard } from '#contracts/order.ts';
import type { Role } from '#contracts/permissions.ts';
import { priorities, type Stage, stages } from '#contracts/stages.ts';
import type { StockLevel } from '#contracts/stock.ts';
import type { TimesheetRow } from '#contracts/timesheet.ts';
import { addDays } from '#contracts/week.ts';
import { may } from '../../sync/rights.ts';
import { type NextAllocation, nextAllocations } from '../stock/open-lines.ts';

/** What a person could do now. */
export type Task =
  | ({ readonly kind: 'allocate'; readonly key: string } & NextAllocation)
  | { readonly kind: 'move'; readonly key: string; readonly order: OrderCard; readonly to: Stage }
  | { readonly kind: 'deliver'; readonly key: string; readonly order: OrderCard }
  | { readonly kind: 'week'; readonly key: string; readonly week: TimesheetRow }
  | { readonly kind: 'receive'; readonly key: string; readonly item: StockLevel };

/** As many as are read at a glance; the rest comes up when these are done. */
const ALLOCATIONS_MAX = 3;
const MOVES_MAX = 4;
const RECEIPTS_MAX = 3;
const WEEKS_MAX = 2;

/** Stages in which an order waits for nothing but its material. */
const waitingForMaterial: readonly Stage[] = ['order_entered', 'pending_material'];

/** Weeks of this person that are over and not handed in, or that came back: the oldest first. */
export function weeksToSubmit(weeks: readonly TimesheetRow[], today: string): readonly Task[] {
  return weeks
    .filter(({ status, monday, workedMinutes, leaveMinutes }) => {
      const isOver = addDays(monday, 6) < today && workedMinutes + leaveMinutes > 0;
      return status === 'rejected' || (status === 'draft' && isOver);
    })
    .slice(-WEEKS_MAX)
    .reverse()
    .map((week) => ({ kind: 'week', key: `week/${week.id}`, week }));
}

interface Known {
  readonly cards: readonly OrderCard[];
  readonly items: readonly StockLevel[];
  /** YYYY-MM-DD */
  readonly today: string;
  /** See `weeksToSubmit`. */
  readonly weeks: readonly Task[];
}

/** What there is to do for somebody in this role, the most urgent first. */
export function tasksFor(role: Role, { cards, items, today, weeks }: Known): readonly Task[] {
  const allocations = may(role, 'stock.allocate') ? nextAllocations(cards, items) : [];
  const moves = may(role, 'orders.stage') ? readyToMove(cards) : [];
  const receipts = may(role, 'stock.move') ? dueIn(items, today) : [];
  return [
    ...allocations
      .slice(0, 1 + ALLOCATIONS_MAX)
      .map((one) => ({ kind: 'allocate' as const, ...one, key: one.line.key })),
    ...moves.slice(0, MOVES_MAX),
    ...weeks,
    ...receipts
      .slice(0, RECEIPTS_MAX)
      .map((one) => ({ kind: 'receive' as const, key: `receive/${one.id}`, item: one })),
  ];
}

/** Items of which a delivery was ordered that should be here by now, the latest first. */
function dueIn(items: readonly StockLevel[], today: string): readonly StockLevel[] {
  const due = (item: StockLevel) => item.expected?.dueDate ?? '';
  return items.filter((item) => due(item) !== '' && due(item) <= today).toSorted((a, b) => (due(a) < due(b) ? -1 : 1));
}

/** Orders that lack no material and still stand where orders wait for it: they can be slit. What they make is made later. */
function readyToMove(cards: readonly OrderCard[]): Task[] {
  return cards
    .filter(
      ({ status, stage, openLines }) =>
        status === 'open' &&
        waitingForMaterial.includes(stage) &&
        openLines.every(({ itemId }) => itemId === undefined),
    )
    .map((order) => ({ kind: 'move', key: `move/${order.id}`, order, to: nextStage(order.stage) }));
}

/** Where people stand all day, each with orders of its own. */
export const stations = ['paper_slitting', 'winding', 'finishing', 'delivery'] as const satisfies readonly Stage[];
export type Station = (typeof stations)[number];

/** What waits at a station, the most urgent first: it goes on from there, or goes out to the client. */
export function tasksAt(station: Station, cards: readonly OrderCard[]): readonly Task[] {
  return cards
    .filter(({ status, stage }) => status === 'open' && stage === station)
    .toSorted(
      (a, b) => priorities.indexOf(a.priority) - priorities.indexOf(b.priority) || compare(a.dueDate, b.dueDate),
    )
    .map((order) =>
      order.stage === 'delivery' && order.linesDelivered < order.linesToDeliver
        ? { kind: 'deliver', key: `deliver/${order.id}`, order }
        : { kind: 'move', key: `move/${order.id}`, order, to: nextStage(order.stage) },
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function nextStage(stage: Stage): Stage {
  return stages[stages.indexOf(stage) + 1] ?? stage;
}

/** Morning until noon, evening from six o'clock. `hour` is 0 to 23 in the company's time zone. */
export function greeting(hour: number, name: string): string {
  const part = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  return `Good ${part}, ${name.split(' ')[0] ?? name}`;
}
