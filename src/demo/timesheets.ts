import type { CommandPayload } from '../contracts/commands.ts';
import { addDays, weekdayOf } from '../contracts/week.ts';
import type { Calendar } from './calendar.ts';
import { type DemoEmployee, decides } from './employees.ts';
import { awayOn, type DemoLeave } from './leave.ts';
import { payable } from './payable.ts';
import { ana, type DemoPerson, dave, jai, kylie, manager, priya, sione } from './people.ts';
import { type Moment, type Step, step } from './steps.ts';

// Weeks, the clock, and pay: two weeks are paid, the last one is being decided, and this one is under way.

type Entry = CommandPayload<'SaveTimesheet'>['entries'][number];
type Hours = readonly [start: string, end: string];

const PAID_WEEKS = [-3, -2];
const BREAK = 30;
const OFFICE_MINUTES = 456;
/** 7 h 36 after the break. */
const FLOOR: Hours = ['06:45', '14:51'];
/** They clock on and off; the others type their hours. */
const onTheClock: readonly DemoPerson[] = [kylie, sione, priya, jai];

/** Days that are not like the others: person, weeks from this one, weekday from 0 for Monday. */
const otherHours: readonly (readonly [who: DemoPerson, week: number, weekday: number, hours: Hours])[] = [
  [sione, -3, 2, ['06:45', '16:51']],
  [dave, -3, 4, ['06:45', '15:51']],
  [kylie, -2, 1, ['06:45', '16:21']],
  [dave, -2, 3, ['06:00', '18:06']],
  [sione, -1, 2, ['06:45', '16:51']],
  [sione, -1, 4, ['06:45', '16:21']],
  [priya, -1, 2, ['06:45', '16:51']],
  [dave, -1, 3, ['06:45', '19:15']],
  [kylie, 0, 1, ['06:45', '15:51']],
];

/** What was made in each week, one for each weekday: placed before it began. */
const madeIn: Readonly<Record<number, readonly string[]>> = {
  [-3]: ['demo-01', 'demo-02', 'demo-04', 'demo-05', 'demo-06'],
  [-2]: ['demo-04', 'demo-05', 'demo-06', 'demo-08', 'demo-07'],
  [-1]: ['demo-09', 'demo-10', 'demo-11', 'demo-08', 'demo-07'],
  [0]: ['demo-13', 'demo-15', 'demo-11', 'demo-16', 'demo-12'],
};

/** What somebody did in a week, day by day. */
interface Day {
  readonly date: string;
  readonly hours: Hours;
  readonly orderId: string | undefined;
}

export function timesheetMoments(
  calendar: Calendar,
  employees: readonly DemoEmployee[],
  leave: readonly DemoLeave[],
): readonly Moment[] {
  const days = (person: DemoPerson, week: number) => daysOf(calendar, leave, person, week);
  return [
    ...PAID_WEEKS.flatMap((week) => paidWeek(calendar, employees, week, days)),
    ...[-1, 0].flatMap((week) => clocked(calendar, week, days)),
    ...lastWeek(calendar, employees, days),
    ...thisWeek(calendar, days),
  ];
}

type DaysOf = (person: DemoPerson, week: number) => readonly Day[];

function daysOf(calendar: Calendar, leave: readonly DemoLeave[], person: DemoPerson, week: number): readonly Day[] {
  const away = awayOn(leave, person);
  const worked = calendar
    .workdays(week)
    .filter((date) => !away.has(date) && !(person === ana && weekdayOf(date) === 4));
  return worked.map((date) => {
    const weekday = weekdayOf(date);
    const other = otherHours.find(([who, inWeek, on]) => who === person && inWeek === week && on === weekday);
    return { date, hours: other?.[3] ?? FLOOR, orderId: madeIn[week]?.[weekday] };
  });
}

/** Typed, submitted, approved, and paid. Where no table covers the pay date, it waits for approval. */
function paidWeek(calendar: Calendar, employees: readonly DemoEmployee[], week: number, days: DaysOf): Moment[] {
  const { past, monday } = calendar;
  const people = employees.map(({ person }) => person);
  const next = monday(week + 1);
  const period = monday(week);
  return [
    { at: past(addDays(period, 4), '16:40'), steps: people.map((person) => saved(person, period, days(person, week))) },
    { at: past(addDays(period, 4), '17:00'), steps: people.map((person) => submitted(person, period)) },
    ...(isPayable(calendar, employees, week)
      ? [
          { at: past(next, '9:10'), steps: employees.map((employee) => approved(employee, period, 1)) },
          { at: past(next, '9:30'), steps: [step(manager, 'OpenPayRun', { period })] },
          { at: past(addDays(next, 1), '10:00'), steps: [finalised(people, period)] },
        ]
      : []),
  ];
}

/** Clocking on and off, of the people who use the clock. What is still to come is left out. */
function clocked({ at, now, workdays }: Calendar, week: number, days: DaysOf): Moment[] {
  const taps = new Map<number, Step[]>();
  const tap = (moment: Date, make: (at: string) => Step, early: number) => {
    if (moment > now) return;
    const steps = taps.get(moment.getTime()) ?? [];
    steps.push(make(new Date(moment.getTime() - early * 60_000).toISOString()));
    taps.set(moment.getTime(), steps);
  };
  for (const date of workdays(week)) {
    for (const [early, person] of onTheClock.entries()) {
      const day = days(person, week).find((one) => one.date === date);
      if (day === undefined) continue;
      const { hours, orderId } = day;
      const employeeId = person.id;
      const costed = orderId === undefined ? {} : { orderId };
      tap(at(date, hours[0]), (tapped) => step(person, 'ClockIn', { employeeId, at: tapped, ...costed }), early);
      tap(
        at(date, hours[1]),
        (tapped) => step(person, 'ClockOut', { employeeId, at: tapped, breakMinutes: BREAK }),
        early,
      );
    }
  }
  return [...taps].map(([moment, steps]) => ({ at: new Date(moment), steps }));
}

/** Some are approved, some wait, one is sent back, and one is not submitted yet: Priya's. */
function lastWeek(calendar: Calendar, employees: readonly DemoEmployee[], days: DaysOf): Moment[] {
  const { past, monday } = calendar;
  const period = monday(-1);
  const friday = addDays(period, 4);
  const typed = [manager, ana, dave].map((person) => saved(person, period, days(person, -1)));
  const reason = 'The roller door was locked at 5 every day. Please look at your hours again';
  const approvals = [kylie, ana, manager].flatMap((person) =>
    employees
      .filter((employee) => employee.person === person)
      // Each tap on the clock's button that ends a shift counts as a change of the sheet, as saving does.
      .map((employee) => approved(employee, period, person === kylie ? days(kylie, -1).length : 1)),
  );
  const canPay = isPayable(calendar, employees, -1);
  return [
    { at: past(friday, '17:00'), steps: [...typed, corrected(period, days(jai, -1))] },
    {
      at: past(friday, '17:10'),
      steps: [kylie, sione, jai, ana, manager, dave].map((person) => submitted(person, period)),
    },
    {
      at: past(monday(0), '9:10'),
      steps: [
        step(priya, 'RejectTimesheet', { employeeId: dave.id, monday: period, reason }),
        ...(canPay ? approvals : []),
      ],
    },
    { at: past(monday(0), '9:30'), steps: canPay ? [step(manager, 'OpenPayRun', { period })] : [] },
  ];
}

/** The people who type their hours have done so up to yesterday. */
function thisWeek({ past, monday, today }: Calendar, days: DaysOf): Moment[] {
  return [manager, ana, dave].flatMap((person) => {
    const before = days(person, 0).filter(({ date }) => date < today);
    const last = before.at(-1);
    return last === undefined ? [] : [{ at: past(last.date, '16:10'), steps: [saved(person, monday(0), before)] }];
  });
}

function isPayable({ monday }: Calendar, employees: readonly DemoEmployee[], week: number): boolean {
  return employees.every(({ card }) => payable(monday(week), card.terms));
}

/** The first save of a week. */
function saved(person: DemoPerson, monday: string, days: readonly Day[]): Step {
  const inOffice = person === manager || person === ana;
  const entries = days.map((day) => (inOffice ? { date: day.date, minutes: OFFICE_MINUTES } : shift(day)));
  return step(person, 'SaveTimesheet', { employeeId: person.id, monday, entries }, 0);
}

/** Jai's week, which the clock has filled, with two hours that the clock does not have. */
function corrected(monday: string, days: readonly Day[]): Step {
  const entries = days.map((day, index) => shift(index === 1 ? { ...day, hours: [day.hours[0], '16:51'] } : day));
  const note = 'Unloaded a truck after I had clocked off';
  return step(jai, 'SaveTimesheet', { employeeId: jai.id, monday, entries, note }, days.length);
}

function shift({ date, hours: [start, end], orderId }: Day): Entry {
  return { date, start, end, breakMinutes: BREAK, ...(orderId !== undefined && { orderId }) };
}

function submitted(person: DemoPerson, monday: string): Step {
  return step(person, 'SubmitTimesheet', { employeeId: person.id, monday });
}

function approved(employee: DemoEmployee, monday: string, version: number): Step {
  return step(decides(employee), 'ApproveTimesheet', { employeeId: employee.person.id, monday }, version);
}

/** A week that was saved, submitted and approved has its pay in the fourth event. */
function finalised(people: readonly DemoPerson[], period: string): Step {
  const weeks = people.map(({ id: employeeId }) => ({ employeeId, monday: period, calculation: 4 }));
  return step(manager, 'FinalisePayRun', { period, weeks });
}
