import { calendarDateAt, clockTimeAt } from '../contracts/dates.ts';
import type { LeaveRequest } from '../contracts/leave.ts';
import { may } from '../contracts/permissions.ts';
import type { CompanySettings } from '../contracts/settings.ts';
import type { TimesheetRow } from '../contracts/timesheet.ts';
import { addDays, mondayOf, timesheetId } from '../contracts/week.ts';
import { workingDay } from '../contracts/working-day.ts';
import type { Account, Company } from './audience.ts';

/** Something that the calendar brings, for one person. */
export interface Reminder {
  readonly kind: 'timesheet' | 'leave';
  /** The week or the request. A person is reminded of it once. */
  readonly about: string;
  readonly userId: string;
}

export interface Calendar {
  readonly company: Company;
  readonly settings: Pick<CompanySettings, 'weekdayMinutes' | 'holidays'>;
  /** Those of the last weeks. */
  readonly weeks: readonly Pick<TimesheetRow, 'employeeId' | 'monday' | 'status'>[];
  /** Approved requests. */
  readonly requests: readonly Pick<LeaveRequest, 'employeeId' | 'requestId' | 'firstDay' | 'id'>[];
}

/** Times of the company's clocks. A server that was away for all of it reminds of nothing any more. */
export const WEEK_FROM = '09:00';
export const WEEK_UNTIL = '17:00';
export const LEAVE_FROM = '15:00';
export const LEAVE_UNTIL = '20:00';
/** Nobody is asked for weeks who has kept none for so long: they are paid in another way. */
const WEEKS_KEPT_DAYS = 56;

/** Whether there may be any at this moment. It spares reading the calendar all day. */
export function isTimeForReminders(now: Date, timeZone: string): boolean {
  const time = clockTimeAt(now, timeZone);
  return isWithin(time, WEEK_FROM, WEEK_UNTIL) || isWithin(time, LEAVE_FROM, LEAVE_UNTIL);
}

/**
 * Who is to be reminded now. On the first working day of a week, from nine, of a week before it that was not handed in;
 * on the day before leave, from three, that it begins.
 */
export function remindersAt(now: Date, timeZone: string, calendar: Calendar): readonly Reminder[] {
  const time = clockTimeAt(now, timeZone);
  const today = calendarDateAt(now, timeZone);
  return [
    ...(isWithin(time, WEEK_FROM, WEEK_UNTIL) ? openWeeks(today, calendar) : []),
    ...(isWithin(time, LEAVE_FROM, LEAVE_UNTIL) ? leaveTomorrow(today, calendar) : []),
  ];
}

function openWeeks(today: string, { company, settings, weeks }: Calendar): readonly Reminder[] {
  if (today !== firstWorkingDay(mondayOf(today), settings)) return [];
  const monday = addDays(mondayOf(today), -7);
  const since = addDays(monday, -WEEKS_KEPT_DAYS);
  return workers(company).flatMap(({ employeeId, account }) => {
    const own = weeks.filter((week) => week.employeeId === employeeId && week.monday >= since && week.monday <= monday);
    const last = own.find((week) => week.monday === monday);
    const isOpen = last === undefined || last.status === 'draft' || last.status === 'rejected';
    if (own.length === 0 || !isOpen || !may(account.role, 'own.timesheet')) return [];
    return [{ kind: 'timesheet' as const, about: timesheetId(employeeId, monday), userId: account.id }];
  });
}

function leaveTomorrow(today: string, { company, requests }: Calendar): readonly Reminder[] {
  const tomorrow = addDays(today, 1);
  const all = workers(company);
  return requests
    .filter(({ firstDay }) => firstDay === tomorrow)
    .flatMap(({ employeeId, id }) => {
      const found = all.find((one) => one.employeeId === employeeId);
      if (found === undefined) return [];
      return [{ kind: 'leave' as const, about: id, userId: found.account.id }];
    });
}

/** The first day of a week that is none of rest and no public holiday; its Monday where there is no such day. */
function firstWorkingDay(monday: string, settings: Calendar['settings']): string {
  for (let day = 0; day < 7; day += 1) {
    const date = addDays(monday, day);
    const { minutes, holiday } = workingDay(settings, {}, date);
    if (minutes > 0 && holiday === undefined) return date;
  }
  return monday;
}

/** Those who work here and have an account. */
function workers({
  people,
  employees,
}: Company): readonly { readonly employeeId: string; readonly account: Account }[] {
  return employees.flatMap(({ id: employeeId, userId, active }) => {
    const account = people.find(({ id }) => id === userId);
    return active && account?.active === true ? [{ employeeId, account }] : [];
  });
}

function isWithin(time: string, from: string, until: string): boolean {
  return time >= from && time < until;
}
