import type { Locator, Page } from 'playwright-core';
import type { LeaveDay } from '../../../src/contracts/leave.ts';
import type { SettingsView } from '../../../src/contracts/settings.ts';
import { addDays, formatDay, formatDays, mondayOf, weekDates } from '../../../src/contracts/week.ts';
import { TestApp } from '../../../src/testing/app.ts';
import { gone } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

const phone = { viewport: { width: 390, height: 844 } };

suite('leave', (test) => {
  let app: TestApp;
  let today: string;
  let holidays: ReadonlySet<string>;
  let weeksUsed = 0;
  test.before(async () => {
    app = await TestApp.start();
    today = new Date().toISOString().slice(0, 10);
    const { item } = await app.ask<{ item: SettingsView }>('ben', '/api/settings/company');
    holidays = new Set(item.holidays.map(({ date }) => date));
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  /** Monday to Friday of a week in which nobody is away and that no other test uses. */
  const freeWeek = (): readonly [string, string, string, string, string] => {
    for (;;) {
      weeksUsed += 1;
      const days = weekDates(addDays(mondayOf(today), 7 * (12 + weeksUsed))).slice(0, 5);
      if (days.every((date) => !holidays.has(date))) return days as unknown as [string, string, string, string, string];
    }
  };
  const day = (date: string) => formatDay(date, today);
  const range = (first: string, last: string) => formatDays(first, last, today);
  const full = (...dates: readonly string[]): LeaveDay[] => dates.map((date) => ({ date, minutes: 456 }));

  test('is requested on a phone, and the manager’s open calendar shows it live', async () => {
    const [mon, , wed] = freeWeek();
    const manager = await app.enter('priya', { at: '/leave' });
    await chooseDays(manager, mon, mon);
    const kylie = await app.enter('kylie', { at: '/leave', ...phone });
    await chooseDays(kylie, mon, wed);
    await kylie.getByText('Priya Raman decides.').waitFor();
    await kylie
      .getByRole('group', { name: `How much of ${day(wed)}` })
      .getByRole('button', { name: 'Half' })
      .click();
    await kylie.getByRole('button', { name: 'Request 2½ days' }).click();
    await form(kylie)
      .getByRole('link', { name: `${range(mon, wed)} annual, 19 h Waiting` })
      .waitFor();
    await calendarRow(manager, 'Kylie Tran')
      .getByText(`Asked for, half a day: ${range(mon, wed)}`)
      .waitFor();

    await app.send('priya', 'ApproveLeave', { employeeId: 'kylie', requestId: await newest(app, 'kylie') });
    await form(kylie)
      .getByRole('link', { name: `${range(mon, wed)} annual, 19 h Approved` })
      .waitFor();
    await calendarRow(manager, 'Kylie Tran')
      .getByText(`Away, half a day: ${range(mon, wed)}`)
      .waitFor();
    assert.is(await days(kylie).count(), 0, 'the form is ready for the next one');
  });

  test('that overlaps is refused with the days that overlap, and they can be left out', async () => {
    const [mon, tue, wed, , fri] = freeWeek();
    await app.send('sione', 'RequestLeave', {
      employeeId: 'sione',
      requestId: 'clash-1',
      type: 'annual',
      days: full(tue, wed),
    });
    const sione = await app.enter('sione', { at: '/leave' });
    await chooseDays(sione, mon, fri);
    await form(sione)
      .getByText(`These dates overlap requested annual leave, ${range(tue, wed)}.`)
      .waitFor();
    await form(sione)
      .getByText(`${day(tue)} and ${day(wed)}.`)
      .waitFor();
    await form(sione).getByRole('button', { name: 'Request 5 days' }).click();
    await form(sione)
      .getByRole('button', { name: 'Request 5 days', exact: true })
      .and(sione.locator(':not([aria-busy])'))
      .waitFor();
    await form(sione)
      .getByText(`These dates overlap requested annual leave, ${range(tue, wed)}.`)
      .waitFor();

    await form(sione).getByRole('button', { name: 'Leave 2 days out' }).click();
    await gone(form(sione).getByText(/^These dates overlap/));
    await form(sione).getByRole('button', { name: 'Request 3 days' }).click();
    await form(sione)
      .getByRole('link', { name: `${range(mon, fri)} annual, 22 h 48 min Waiting` })
      .waitFor();
  });
});

const form = (page: Page) => page.getByRole('form', { name: 'Request leave' });
const days = (page: Page) => page.getByRole('list', { name: 'Day by day' }).getByRole('listitem');
const calendarRow = (page: Page, name: string): Locator => page.getByRole('row', { name: new RegExp(`^${name}`) });

async function chooseDays(page: Page, first: string, last: string): Promise<void> {
  await page.getByLabel('First day').fill(first);
  await page.getByLabel('Last day').fill(last);
}

/** Id of the request that somebody sent last. */
async function newest(app: TestApp, employeeId: string): Promise<string> {
  const path = `/api/leave-requests?employeeId=${employeeId}`;
  const { items } = await app.ask<{ items: readonly { requestId: string }[] }>('ben', path);
  return items[0]?.requestId ?? '';
}
