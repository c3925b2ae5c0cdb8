import type { CommandAccepted } from '../contracts/command.ts';
import { calendarDateAt } from '../contracts/dates.ts';
import { addDays, mondayOf, timesheetId, weekDates } from '../contracts/week.ts';
import type { TestApp, Username } from './app.ts';

// Weeks of the demo company's people that its story has not touched, for tests in a browser.

/** A Monday so long ago that the story had not begun. Each test takes another one. */
export function oldMonday(weeksBefore: number): string {
  return addDays(mondayOf(today()), -7 * (10 + weeksBefore));
}

/** The date of the shop. */
export function today(): string {
  return calendarDateAt(new Date(), 'Australia/Sydney');
}

/** A week with so many minutes a day from Monday to Friday: saved, sent in, and approved by Ben. */
export async function approvedWeek(
  app: TestApp,
  employeeId: Username,
  monday: string,
  minutes = 456,
): Promise<CommandAccepted> {
  const saved = await submittedWeek(app, employeeId, monday, minutes);
  return await app.send('ben', 'ApproveTimesheet', { employeeId, monday }, saved.sequence);
}

export async function submittedWeek(
  app: TestApp,
  employeeId: Username,
  monday: string,
  minutes = 456,
): Promise<CommandAccepted> {
  const saved = await app.send(
    employeeId,
    'SaveTimesheet',
    { employeeId, monday, entries: entries(monday, minutes) },
    0,
  );
  await app.send(employeeId, 'SubmitTimesheet', { employeeId, monday });
  return saved;
}

/** Nerida takes the approval back, changes the hours, and approves the week again. */
export async function approvedAgain(
  app: TestApp,
  employeeId: Username,
  monday: string,
  minutes: number,
): Promise<CommandAccepted> {
  const week = { employeeId, monday };
  await app.send('nerida', 'ReopenTimesheet', { ...week, reason: 'The hours were wrong' });
  const path = `/api/timesheet-weeks/${timesheetId(employeeId, monday)}`;
  const { item } = await app.ask<{ item: { version: number } }>('nerida', path);
  const wish = { ...week, entries: entries(monday, minutes) };
  const saved = await app.send('nerida', 'SaveTimesheet', wish, item.version);
  await app.send('nerida', 'SubmitTimesheet', week);
  return await app.send('nerida', 'ApproveTimesheet', week, saved.sequence);
}

function entries(monday: string, minutes: number) {
  return weekDates(monday)
    .slice(0, 5)
    .map((date) => ({ date, minutes }));
}
