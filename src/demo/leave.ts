import type { LeaveDay } from '../contracts/leave.ts';
import type { LeaveType } from '../contracts/leave-types.ts';
import { addDays, mondayOf, weekdayOf } from '../contracts/week.ts';
import type { Calendar } from './calendar.ts';
import { ana, type DemoPerson, dave, jai, kylie, manager, priya, sione } from './people.ts';
import { type Moment, type Step, step } from './steps.ts';

/** A request for leave, and its decision, if there is one. */
export interface DemoLeave {
  readonly requestId: string;
  readonly person: DemoPerson;
  readonly type: LeaveType;
  readonly days: readonly LeaveDay[];
  readonly note?: string;
  readonly asked: Date;
  readonly fate?: readonly Fate[];
}
type Fate = { readonly at: Date; readonly by: DemoPerson } & (
  | { readonly what: 'approved' | 'withdrawn' }
  | { readonly what: 'rejected' | 'cancelled'; readonly reason: string }
);

const FULL = 456;
const HALF = 228;

/** All leave of the demo company, the oldest request first. */
export function demoLeave(calendar: Calendar): readonly DemoLeave[] {
  const { ago, past, workdays } = calendar;
  const first = (week: number, count: number) => workdays(week).slice(0, count);
  const last = (week: number, count: number) => workdays(week).slice(-count);
  const festive = festiveWeek(calendar);
  const sick = first(-3, 1)[0] ?? '';
  const ill = dayBefore(calendar);
  return [
    {
      ...{ requestId: 'leave-01', person: kylie, type: 'annual', days: full(last(-2, 2)) },
      ...{ note: 'Long weekend at the coast', asked: ago(26, '12:10') },
      fate: [{ what: 'approved', at: ago(25, '9:05'), by: priya }],
    },
    {
      ...{ requestId: 'leave-02', person: priya, type: 'annual', days: full(last(-1, 2)) },
      ...{ note: 'Moving house', asked: ago(24, '13:00') },
      fate: [{ what: 'approved', at: ago(23, '8:40'), by: manager }],
    },
    {
      ...{ requestId: 'leave-03', person: ana, type: 'annual', days: full(first(3, 2)), asked: ago(21, '10:15') },
      fate: [{ what: 'withdrawn', at: ago(20, '16:20'), by: ana }],
    },
    {
      ...{ requestId: 'leave-04', person: dave, type: 'unpaid', days: full(festive.slice(0, 2)) },
      ...{ note: 'Fishing with the boys', asked: ago(20, '12:30') },
      fate: [{ what: 'approved', at: ago(19, '8:50'), by: manager }],
    },
    {
      ...{
        requestId: 'leave-05',
        person: ana,
        type: 'annual',
        days: full(festive.filter((day) => weekdayOf(day) < 4)),
      },
      asked: ago(19, '11:20'),
      fate: [{ what: 'approved', at: ago(18, '9:30'), by: manager }],
    },
    {
      ...{ requestId: 'leave-06', person: jai, type: 'training', days: full(first(1, 2).slice(-1)) },
      ...{ note: 'Forklift licence', asked: ago(18, '14:00') },
      fate: [
        { what: 'approved', at: ago(17, '8:45'), by: priya },
        { what: 'cancelled', at: ago(6, '10:10'), by: priya, reason: 'The school has put the course off' },
      ],
    },
    {
      ...{ requestId: 'leave-07', person: sione, type: 'sick', days: full([sick]), asked: past(sick, '5:50') },
      fate: [{ what: 'approved', at: past(sick, '7:30'), by: priya }],
    },
    {
      ...{
        requestId: 'leave-08',
        person: sione,
        type: 'annual',
        days: full(festive.slice(-2)),
        asked: ago(8, '13:10'),
      },
      fate: [
        {
          ...{ what: 'rejected', at: ago(7, '9:15'), by: priya },
          reason: 'Ana and Dave are away then. Somebody has to run the winders',
        },
      ],
    },
    {
      ...{ requestId: 'leave-09', person: sione, type: 'annual', days: full(last(1, 2)) },
      ...{ note: 'School concert', asked: ago(7, '9:40') },
      fate: [{ what: 'approved', at: ago(6, '9:00'), by: priya }],
    },
    {
      ...{ requestId: 'leave-10', person: priya, type: 'annual', days: full(first(5, 3)) },
      ...{ note: 'Sione can decide for the team', asked: ago(3, '15:40') },
    },
    {
      ...{ requestId: 'leave-11', person: kylie, type: 'annual', days: withHalf(festive) },
      ...{ note: 'Family in Ballarat', asked: ago(2, '10:20') },
    },
    {
      ...{ requestId: 'leave-12', person: ana, type: 'personal', days: withHalf(first(1, 1)) },
      ...{ note: 'Dentist', asked: ago(1, '11:30') },
    },
    {
      ...{ requestId: 'leave-13', person: jai, type: 'sick', days: full([ill]), note: 'Certificate is in the office' },
      asked: ago(0, '6:50'),
    },
  ];
}

/** The requests and their decisions, and who decides for the team while its manager is away. */
export function leaveMoments(calendar: Calendar, all: readonly DemoLeave[]): readonly Moment[] {
  const away = all.find(({ requestId }) => requestId === 'leave-10');
  const from = away?.days[0]?.date ?? calendar.today;
  const until = away?.days.at(-1)?.date ?? calendar.today;
  const delegate = step(priya, 'DelegateApprovals', { employeeId: priya.id, to: sione.id, from, until });
  return [...all.flatMap(told), { at: calendar.ago(3, '15:45'), steps: [delegate] }];
}

/** Dates on which a person is away for the whole day, approved or still asked for. */
export function awayOn(all: readonly DemoLeave[], { id }: DemoPerson): ReadonlySet<string> {
  const stands = all.filter(({ fate = [] }) => fate.length === 0 || fate.at(-1)?.what === 'approved');
  const days = stands.filter(({ person }) => person.id === id).flatMap((one) => one.days);
  return new Set(days.filter(({ half }) => half === undefined).map(({ date }) => date));
}

function told({ requestId, person, type, days, note, asked, fate = [] }: DemoLeave): Moment[] {
  const request = { employeeId: person.id, requestId };
  const wish = { ...request, type, days: [...days], ...(note !== undefined && { note }) };
  return [
    { at: asked, steps: [step(person, 'RequestLeave', wish)] },
    ...fate.map((next) => ({ at: next.at, steps: [decided(request, next)] })),
  ];
}

function decided(request: { employeeId: string; requestId: string }, fate: Fate): Step {
  switch (fate.what) {
    case 'approved':
      return step(fate.by, 'ApproveLeave', request);
    case 'withdrawn':
      return step(fate.by, 'WithdrawLeave', request);
    case 'rejected':
      return step(fate.by, 'RejectLeave', { ...request, reason: fate.reason });
    case 'cancelled':
      return step(fate.by, 'CancelApprovedLeave', { ...request, reason: fate.reason });
  }
}

/** The days to work in the next week that has a public holiday, two weeks ahead or more. */
function festiveWeek({ holidays, monday, workdays }: Calendar): readonly string[] {
  for (let week = 2; week < 40; week++) {
    const friday = addDays(monday(week), 4);
    if (holidays.some(({ date }) => monday(week) <= date && date <= friday)) return workdays(week);
  }
  throw new Error('There is no public holiday in the next 40 weeks.');
}

/** The last day before today on which people worked. */
function dayBefore({ today, workdays }: Calendar): string {
  const days = [-1, 0].flatMap((week) => workdays(week)).filter((date) => date < today);
  return days.at(-1) ?? addDays(mondayOf(today), -3);
}

function full(dates: readonly string[]): LeaveDay[] {
  return dates.map((date) => ({ date, minutes: FULL }));
}

/** The last day but one is a half day, or the only day. */
function withHalf(dates: readonly string[]): LeaveDay[] {
  const half = Math.max(0, dates.length - 2);
  return dates.map((date, index) =>
    index === half ? { date, minutes: HALF, half: 'second' } : { date, minutes: FULL },
  );
}
