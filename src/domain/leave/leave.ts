import type { LeaveStatus } from '../../contracts/leave.ts';
import { overlap } from '../../contracts/leave-days.ts';
import type { LeaveType } from '../../contracts/leave-types.ts';
import { insufficientWords, overlapWords, weekLockedWords } from '../../contracts/leave-words.ts';
import type { LeaveTypeRule } from '../../contracts/settings.ts';
import { mondayOf } from '../../contracts/week.ts';
import {
  byAnother,
  type Context,
  defineAggregate,
  type Recorded,
  type Refusal,
  refuse,
  type Trace,
  traceOf,
} from '../kernel.ts';
import type { Carried } from './accrual.ts';
import type { Accrual, LeaveEvent, OfRequest, PlannedDay, TakenDay } from './events.ts';

/** In minutes. */
export interface Balance extends Carried {
  readonly minutes: number;
  /** The last event that left less. It explains why there is too little. */
  readonly lastTake: Trace | undefined;
}

export interface Request {
  readonly request: OfRequest;
  readonly days: readonly PlannedDay[];
  readonly status: LeaveStatus;
  /** The minutes that its approval took from the balance. */
  readonly deducted: number;
  /** The position at which it was asked for. */
  readonly asked: number;
  /** The last event of the request. */
  readonly last: Trace;
}

/** A week with an approved timesheet: what it marked and brought here. */
export interface LockedWeek {
  readonly locked: Trace;
  readonly days: readonly TakenDay[];
  readonly accruals: readonly Accrual[];
}

/**
 * Always true: approved days never overlap, each request is decided once, and a balance stays at its floor or above.
 */
export interface Leave {
  readonly requests: ReadonlyMap<string, Request>;
  readonly balances: ReadonlyMap<LeaveType, Balance>;
  /** By Monday. */
  readonly weeks: ReadonlyMap<string, LockedWeek>;
}

/** `leave/<employee>`: every request and every balance of one person. */
export const leave = defineAggregate<Leave, LeaveEvent>({
  kind: 'leave',
  initial: { requests: new Map(), balances: new Map(), weeks: new Map() },
  evolve,
});

export function balanceOf(state: Leave, type: LeaveType): number {
  return state.balances.get(type)?.minutes ?? 0;
}

/** Minutes of a type in requests that are not decided yet. */
export function pendingOf(state: Leave, type: LeaveType): number {
  let minutes = 0;
  for (const { status, request } of state.requests.values()) {
    if (status === 'pending' && request.type === type) minutes += request.minutes;
  }
  return minutes;
}

/** Days of approved leave in a week, in order. */
export function approvedDaysIn(state: Leave, monday: string): readonly TakenDay[] {
  return [...state.requests.values()]
    .filter(({ status }) => status === 'approved')
    .flatMap(({ request: { requestId, type }, days }) =>
      days
        .filter(({ date }) => mondayOf(date) === monday)
        .map(({ date, minutes }) => ({ requestId, type, date, minutes })),
    )
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Refuses days in a week whose timesheet is approved. */
export function refuseLocked(state: Leave, days: readonly PlannedDay[], context: Context): Refusal | undefined {
  for (const { date } of days) {
    const week = state.weeks.get(mondayOf(date));
    if (week === undefined) continue;
    return refuse('week-locked', weekLockedWords, {
      winner: byAnother(week.locked, context),
      fresh: { monday: mondayOf(date) },
    });
  }
  return undefined;
}

/** Refuses days that another request with one of these statuses has. */
export function refuseOverlap(
  state: Leave,
  requestId: string,
  days: readonly PlannedDay[],
  statuses: readonly LeaveStatus[],
  context: Context,
): Refusal | undefined {
  for (const other of state.requests.values()) {
    if (other.request.requestId === requestId || !statuses.includes(other.status)) continue;
    const dates = days.filter((day) => other.days.some((one) => overlap(one, day))).map(({ date }) => date);
    if (dates.length === 0) continue;
    const { type, firstDay, lastDay } = other.request;
    const words = overlapWords({ ...other.request, status: other.status }, context.today);
    return refuse('overlapping-leave', words, {
      winner: byAnother(other.last, context),
      fresh: { requestId: other.request.requestId, type, status: other.status, firstDay, lastDay, dates },
    });
  }
  return undefined;
}

/** Refuses what would take a balance below its floor. `spokenFor`: minutes in other open requests. */
export function refuseBalance(
  state: Leave,
  { type, floorMinutes }: LeaveTypeRule,
  requested: number,
  spokenFor: number,
  context: Context,
): Refusal | undefined {
  const balance = balanceOf(state, type);
  const available = balance - floorMinutes - spokenFor;
  if (requested <= available) return undefined;
  return refuse('insufficient-leave', insufficientWords(type, available, requested), {
    winner: byAnother(state.balances.get(type)?.lastTake, context),
    fresh: { type, balance, pending: spokenFor, floor: floorMinutes, available, requested },
  });
}

function evolve(state: Leave, event: Recorded<LeaveEvent>): Leave {
  switch (event.type) {
    case 'LeaveRequested': {
      const { days, note, ...request } = event.data;
      const last = traceOf(event, { ...request, note });
      const { requestId, type } = request;
      const pending = { request, days, status: 'pending', deducted: 0, asked: event.position, last } as const;
      const requests = new Map(state.requests).set(requestId, pending);
      return { ...state, requests, balances: taken(state, type, 0, last) };
    }
    case 'LeaveWithdrawn':
      return decided(state, event, 'withdrawn');
    case 'LeaveApproved':
      return decided(state, event, 'approved', event.data.deducted);
    case 'LeaveRejected':
      return decided(state, event, 'rejected');
    case 'LeaveCancelled':
      return decided(state, event, 'cancelled', -event.data.restored);
    case 'LeaveBalanceAdjusted': {
      const { type, minutes } = event.data;
      return { ...state, balances: taken(state, type, -minutes, traceOf(event, { ...event.data })) };
    }
    case 'LeaveAdjustmentRecorded':
      return state;
    case 'LeaveTaken': {
      const { monday, days, employeeName } = event.data;
      const locked = traceOf(event, { employeeName, monday });
      return { ...state, weeks: new Map(state.weeks).set(monday, { locked, days, accruals: [] }) };
    }
    case 'LeaveAccrued': {
      const { monday, accruals } = event.data;
      const week = state.weeks.get(monday);
      const weeks = week ? new Map(state.weeks).set(monday, { ...week, accruals }) : state.weeks;
      return { ...state, weeks, balances: accrued(state, accruals, 1, undefined) };
    }
    case 'LeaveTakenReversed': {
      const weeks = new Map(state.weeks);
      weeks.delete(event.data.monday);
      return { ...state, weeks };
    }
    case 'LeaveAccrualReversed': {
      const { accruals, ...data } = event.data;
      return { ...state, balances: accrued(state, accruals, -1, traceOf(event, data)) };
    }
    default:
      event satisfies never;
      return state;
  }
}

type DecisionEvent = Exclude<Extract<LeaveEvent, { data: OfRequest }>, { type: 'LeaveRequested' }>;

function decided(state: Leave, event: Recorded<DecisionEvent>, status: LeaveStatus, deducted = 0): Leave {
  const { requestId, type } = event.data;
  const known = state.requests.get(requestId);
  if (known === undefined) return state;
  const last = traceOf(event, { ...event.data });
  // What the old application took or gave back is in the balance that was moved in.
  const earlier = 'earlier' in event.data && event.data.earlier === true;
  const total = known.deducted + deducted;
  const requests = new Map(state.requests).set(requestId, { ...known, status, deducted: total, last });
  return { ...state, requests, balances: taken(state, type, earlier ? 0 : deducted, last) };
}

/**
 * The balances after minutes of a type are taken, or given when they are below 0. A request takes 0 and leaves a trace.
 */
function taken(state: Leave, type: LeaveType, minutes: number, trace: Trace): Leave['balances'] {
  const before = state.balances.get(type) ?? nothing;
  const lastTake = minutes > 0 || trace.type === 'LeaveRequested' ? trace : before.lastTake;
  return new Map(state.balances).set(type, { ...before, minutes: before.minutes - minutes, lastTake });
}

function accrued(
  state: Leave,
  accruals: readonly Accrual[],
  sign: 1 | -1,
  trace: Trace | undefined,
): Leave['balances'] {
  const balances = new Map(state.balances);
  for (const { type, minutes, remainder, yearMinutes } of accruals) {
    const before = balances.get(type) ?? nothing;
    const lastTake = trace ?? before.lastTake;
    balances.set(type, { minutes: before.minutes + sign * minutes, remainder, yearMinutes, lastTake });
  }
  return balances;
}

const nothing: Balance = { minutes: 0, remainder: 0, yearMinutes: 1, lastTake: undefined };
