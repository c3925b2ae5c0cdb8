import { calendarDateAt } from '../contracts/dates.ts';
import type { LeaveType } from '../contracts/leave-types.ts';
import type { CompanySettings } from '../contracts/settings.ts';
import type { ApprovalCard } from '../contracts/timesheet.ts';
import { addDays, leaveRequestId, mondayOf, timesheetId, weekdayOf } from '../contracts/week.ts';
import type { TestApp, Username } from './app.ts';

/** Something that waits for a decision. */
export interface Asked<Which = unknown> {
  readonly who: Username;
  /** What its card is about. */
  readonly card: Pick<ApprovalCard, 'leave' | 'timesheet'>;
  /** Of its row in the read model. */
  readonly id: string;
  /** What a command names it by. */
  readonly which: Which;
}
type AskedLeave = Asked<{ readonly employeeId: string; readonly requestId: string }>;
type AskedWeek = Asked<{ readonly employeeId: string; readonly monday: string }>;

/** Further ahead than any leave of the demo company, and further back than any of its weeks. */
const DAYS_AHEAD = 100;
const WEEKS_BACK = 10;
const DAY_MINUTES = 456;

/** For tests: what people of the demo company ask for, each time for other days. Their employee's id is the user name. */
export class Asking {
  readonly #app: TestApp;
  readonly #holidays: ReadonlySet<string>;
  readonly #versions = new Map<string, number>();
  #lastDay: string;
  #nextMonday: string;

  private constructor(app: TestApp, holidays: readonly string[]) {
    const today = calendarDateAt(new Date(), 'Australia/Sydney');
    this.#app = app;
    this.#holidays = new Set(holidays);
    this.#lastDay = addDays(today, DAYS_AHEAD);
    this.#nextMonday = addDays(mondayOf(today), -7 * WEEKS_BACK);
  }

  static async of(app: TestApp): Promise<Asking> {
    const { item } = await app.ask<{ item: CompanySettings }>('ben', '/api/settings/company');
    return new Asking(
      app,
      item.holidays.map(({ date }) => date),
    );
  }

  /** Asks for a day of leave. */
  async leave(who: Username, type: LeaveType = 'unpaid'): Promise<AskedLeave> {
    const date = this.#nextDay();
    const which = { employeeId: who, requestId: `on-${date}` };
    const days = [{ date, minutes: DAY_MINUTES }];
    await this.#app.send(who, 'RequestLeave', { ...which, type, days });
    const leave = { ...which, type, firstDay: date, lastDay: date, days, minutes: DAY_MINUTES };
    return { who, card: { leave }, id: leaveRequestId(who, which.requestId), which };
  }

  /** Hands in a week with one day of work. */
  async week(who: Username): Promise<AskedWeek> {
    const monday = this.#nextMonday;
    this.#nextMonday = addDays(monday, -7);
    const timesheet = { monday, workedMinutes: DAY_MINUTES, leaveMinutes: 0, worked: [], leave: [], finalised: false };
    const which = { employeeId: who, monday };
    const asked = { who, card: { timesheet }, id: timesheetId(who, monday), which };
    await this.again(asked, DAY_MINUTES);
    return asked;
  }

  /** Saves the week with so many minutes of work, and hands it in. */
  async again({ who, which, id }: AskedWeek, minutes: number): Promise<void> {
    const entries = [{ date: which.monday, minutes }];
    const saved = await this.#app.send(who, 'SaveTimesheet', { ...which, entries }, this.#versions.get(id) ?? 0);
    this.#versions.set(id, saved.sequence);
    await this.#app.send(who, 'SubmitTimesheet', which);
  }

  /** A day to work that nobody has asked for. */
  #nextDay(): string {
    do this.#lastDay = addDays(this.#lastDay, 1);
    while (weekdayOf(this.#lastDay) > 4 || this.#holidays.has(this.#lastDay));
    return this.#lastDay;
  }
}
