import type { LeaveDay, LeaveRequest } from '#contracts/leave.ts';
import { type DayHalf, halvesOf, LEAVE_DAYS_MAX, overlap } from '#contracts/leave-days.ts';
import type { LeaveType } from '#contracts/leave-types.ts';
import type { CompanySettings } from '#contracts/settings.ts';
import { type Dated, datedOn } from '#contracts/terms.ts';
import { addDays, mondayOf, weekDates } from '#contracts/week.ts';
import { type WorkingDay, workingDay } from '#contracts/working-day.ts';

/** How much of a working day is asked for. */
export type DayChoice = 'full' | DayHalf | 'out';

/** What somebody is asking for, as far as they are. */
export interface LeaveDraft {
  /** The id that the request will have. It stays, so that a second try is the same request. */
  readonly requestId: string;
  /** 'other' as long as it is not said which of the seldom ones. */
  readonly type: LeaveType | 'other';
  /** YYYY-MM-DD, or empty. */
  readonly first: string;
  readonly last: string;
  /** By date. What is not in here is a full day. */
  readonly choices: Readonly<Record<string, DayChoice>>;
  readonly note: string;
}

/** A date of the plan: worked by this person, or a public holiday that would have been. */
export type PlanRow =
  | {
      readonly kind: 'working';
      readonly date: string;
      readonly choice: DayChoice;
      /** Of the choice; 0 for a day that is left out. */
      readonly minutes: number;
    }
  | { readonly kind: 'holiday'; readonly date: string; readonly name: string };

export interface Plan {
  readonly rows: readonly PlanRow[];
  /** As RequestLeave takes them. */
  readonly days: readonly LeaveDay[];
  readonly minutes: number;
  /** So that 3½ days are 7. */
  readonly halves: number;
  /** Why it cannot be asked for as it stands. */
  readonly problem: string | undefined;
}

/** What decides which days are worked. */
export interface Calendar {
  readonly company: Pick<CompanySettings, 'weekdayMinutes' | 'holidays'>;
  /** The days that were agreed with this person, where they are not the company's; they may change on a day. */
  readonly terms?: readonly Dated<{ readonly weekdayMinutes?: readonly number[] | undefined }>[] | undefined;
}

/** What a date is for the person of the calendar. */
export function dayOf({ company, terms }: Calendar, date: string): WorkingDay {
  return workingDay(company, terms === undefined ? {} : datedOn(terms, date).terms, date);
}

/** Day by day from the first to the last. Days that are not worked are left out, holidays are named. */
export function planOf(draft: LeaveDraft, calendar: Calendar): Plan {
  const { first, last } = draft;
  if (first === '') return nothing('Choose the first day.');
  if (last === '') return nothing('Choose the last day.');
  if (last < first) return nothing('The last day is before the first.');
  const rows = rowsOf(draft, calendar);
  if (rows === undefined) return nothing(TOO_LONG);
  const days = rows.flatMap((row) => (row.kind === 'working' && row.choice !== 'out' ? [askedDay(row)] : []));
  const minutes = days.reduce((sum, day) => sum + day.minutes, 0);
  return {
    rows,
    days,
    minutes,
    halves: halvesOf(days),
    problem: days.length > 0 ? undefined : emptyBecause(rows, calendar, first),
  };
}

/** Own requests that are waiting or approved and take some of the time of these days, with the dates. */
export function clashes(days: readonly LeaveDay[], requests: readonly LeaveRequest[]): Clash[] {
  return requests
    .filter(({ status }) => status === 'pending' || status === 'approved')
    .map((request) => ({
      request,
      dates: days.filter((day) => request.days.some((taken) => overlap(day, taken))).map(({ date }) => date),
    }))
    .filter(({ dates }) => dates.length > 0);
}
export interface Clash {
  readonly request: LeaveRequest;
  readonly dates: readonly string[];
}

/**
 * Which half of a day is meant, until somebody says so: the one that another request has left free, else the one that
 * joins on to the rest of the leave.
 */
export function likelyHalf(date: string, { first, last }: LeaveDraft, requests: readonly LeaveRequest[]): DayHalf {
  const isFree = (half: DayHalf) => clashes([{ date, minutes: 1, half }], requests).length === 0;
  const likely = date === first && first !== last ? 'second' : 'first';
  const other = likely === 'first' ? 'second' : 'first';
  return !isFree(likely) && isFree(other) ? other : likely;
}

/** The draft without these days. */
export function without(draft: LeaveDraft, dates: readonly string[]): LeaveDraft {
  return { ...draft, choices: { ...draft.choices, ...Object.fromEntries(dates.map((date) => [date, 'out'])) } };
}

const TOO_LONG = `At most ${LEAVE_DAYS_MAX} days fit into one request. Ask for the rest in another one.`;
/** Dates that are looked at: for somebody who works one day a week, as many weeks as days may be asked for. */
const DATES_MAX = 7 * LEAVE_DAYS_MAX;

function nothing(problem: string): Plan {
  return { rows: [], days: [], minutes: 0, halves: 0, problem };
}

/** Undefined when there are more than one request may hold. */
function rowsOf({ first, last, choices }: LeaveDraft, calendar: Calendar): readonly PlanRow[] | undefined {
  const rows: PlanRow[] = [];
  let asked = 0;
  let looked = 0;
  for (let date = first; date <= last; date = addDays(date, 1)) {
    looked += 1;
    const { minutes, holiday } = dayOf(calendar, date);
    if (minutes > 0 && holiday !== undefined) rows.push({ kind: 'holiday', date, name: holiday });
    else if (minutes > 0) {
      const choice = choices[date] ?? 'full';
      if (choice !== 'out') asked += 1;
      rows.push({ kind: 'working', date, choice, minutes: minutesOf(choice, minutes) });
    }
    if (asked > LEAVE_DAYS_MAX || looked > DATES_MAX) return undefined;
  }
  return rows;
}

function minutesOf(choice: DayChoice, minutes: number): number {
  if (choice === 'out') return 0;
  if (choice === 'full') return minutes;
  // Of a day with an odd minute, the two halves are together no more than the day.
  return choice === 'first' ? Math.ceil(minutes / 2) : Math.floor(minutes / 2);
}

function askedDay({ date, minutes, choice }: Extract<PlanRow, { kind: 'working' }>): LeaveDay {
  return choice === 'first' || choice === 'second' ? { date, minutes, half: choice } : { date, minutes };
}

function emptyBecause(rows: readonly PlanRow[], calendar: Calendar, first: string): string {
  if (rows.some(({ kind }) => kind === 'working')) return 'Every day is left out. Put one back.';
  if (weekDates(mondayOf(first)).every((date) => dayOf(calendar, date).minutes === 0)) {
    return 'No fixed working days are agreed, so there is nothing to take leave from. Ask the office.';
  }
  return rows.length > 0 ? 'These are public holidays: there is nothing to ask for.' : 'None of these days is worked.';
}
