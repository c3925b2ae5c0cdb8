import type { Locator, Page } from 'playwright-core';
import type { AwayEntry, LeaveDay } from '../../../src/contracts/leave.ts';
import type { SettingsView } from '../../../src/contracts/settings.ts';
import { addDays, formatDay, formatDays, mondayOf, weekDates } from '../../../src/contracts/week.ts';
import { TestApp, type Username } from '../../../src/testing/app.ts';
import { countIs, gone, hasFocus } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { today as shopDate } from '../../../src/testing/weeks.ts';

const phone = { viewport: { width: 390, height: 844 } };
type Week = readonly [mon: string, tue: string, wed: string, thu: string, fri: string];

suite('leave', (test) => {
  let app: TestApp;
  let today: string;
  /** Public holidays, and days on which somebody is or may be away. */
  let taken: ReadonlySet<string>;
  let weeksAhead = 8;
  test.before(async () => {
    app = await TestApp.start();
    today = shopDate();
    const { items } = await app.ask<{ items: readonly AwayEntry[] }>('ben', '/api/team-calendar');
    for (const employeeId of ['kylie', 'sione'] as const) {
      const plenty = { employeeId, type: 'annual' as const, minutes: 12_000, reason: 'Of tests' };
      await app.send('ben', 'AdjustLeaveBalance', plenty);
    }
    taken = new Set([...(await holidaysOf(app)), ...items.flatMap(({ days }) => days.map(({ date }) => date))]);
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  /** Monday to Friday of a week in which nothing is yet, and that no other test uses. */
  const freeWeek = (): Week => {
    for (;;) {
      weeksAhead += 1;
      const dates = weekDates(addDays(mondayOf(today), 7 * weeksAhead)).slice(0, 5);
      if (!dates.some((date) => taken.has(date))) return dates as unknown as Week;
    }
  };
  const day = (date: string) => formatDay(date, today);
  const range = (first: string, last: string) => formatDays(first, last, today);
  const ask = async (who: Username, requestId: string, days: readonly LeaveDay[], by: Username = who) =>
    await app.send(by, 'RequestLeave', { employeeId: who, requestId, type: 'annual', days: [...days] });

  test('is requested on a phone; the manager’s calendar and inbox show it live, and the phone the answer', async () => {
    const [mon, , wed] = freeWeek();
    const calendar = await app.enter('priya', { at: '/leave' });
    await chooseDays(calendar, mon, mon);
    const inbox = await app.enter('priya', { at: '/approvals' });
    await inbox.getByRole('heading', { name: 'Approvals' }).waitFor();
    const card = inbox.getByRole('region', { name: /^Kylie Tran, Annual leave/ }).filter({ hasText: '2½ days, 19 h' });
    await countIs(card, 0);

    const kylie = await app.enter('kylie', { at: '/leave', ...phone });
    await chooseDays(kylie, mon, wed);
    await kylie.getByText('Nobody else is away on these days').waitFor();
    await kylie.getByText('Priya Raman decides.').waitFor();
    await half(kylie, day(wed)).click();
    await kylie.getByRole('button', { name: 'Request 2½ days' }).click();
    await form(kylie)
      .getByRole('link', { name: `${range(mon, wed)} annual, 19 h Waiting` })
      .waitFor();
    await countIs(plannedDays(kylie), 0);
    await calendarRow(calendar, 'Kylie Tran')
      .getByText(`Asked for, half a day: ${range(mon, wed)}`)
      .waitFor();

    await card.getByRole('button', { name: /^Kylie Tran/ }).click();
    await card.getByRole('button', { name: 'Approve', exact: true }).click();
    await form(kylie)
      .getByRole('link', { name: `${range(mon, wed)} annual, 19 h Approved` })
      .waitFor();
    await calendarRow(calendar, 'Kylie Tran')
      .getByText(`Away, half a day: ${range(mon, wed)}`)
      .waitFor();
  });

  test('that overlaps is refused with the dates that overlap, and they can be left out', async () => {
    const [mon, tue, wed, , fri] = freeWeek();
    await ask('sione', 'overlap-1', [full(tue), full(wed)]);
    const sione = await app.enter('sione', { at: '/leave' });
    await chooseDays(sione, mon, fri);
    const words = `These dates overlap requested annual leave, ${range(tue, wed)}.`;
    await form(sione).getByText(words).waitFor();
    await form(sione)
      .getByText(`${day(tue)} and ${day(wed)}.`)
      .waitFor();
    await form(sione).getByRole('button', { name: 'Request 5 days' }).click();
    await form(sione).getByText('Your attempt is kept. It is not done.').waitFor();
    await form(sione).getByText(words).waitFor();

    await form(sione).getByRole('button', { name: 'Leave 2 days out' }).click();
    await gone(form(sione).getByText(words));
    await form(sione).getByRole('button', { name: 'Request 3 days' }).click();
    await form(sione)
      .getByRole('link', { name: `${range(mon, fri)} annual, 22 h 48 min Waiting` })
      .waitFor();
  });

  test('that somebody else overtook is kept on a card, and the rest of it asked for at once', async () => {
    const [mon, tue, wed] = freeWeek();
    const kylie = await app.enter('kylie', { at: '/leave' });
    await chooseDays(kylie, mon, wed);
    await kylie.route(
      '**/api/commands/RequestLeave',
      async (route) => {
        await ask('kylie', 'overtaken-1', [full(tue)], 'priya');
        await route.continue();
      },
      { times: 1 },
    );
    await form(kylie).getByRole('button', { name: 'Request 3 days' }).click();
    const card = form(kylie).getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
    await card.getByRole('heading', { name: `Priya Raman asked for annual leave, ${range(tue, tue)}, at` }).waitFor();
    await card.getByText(`These dates overlap requested annual leave, ${range(tue, tue)}.`).waitFor();
    await card.getByText('3 days of annual leave, tried at').waitFor();
    await card.getByRole('button', { name: 'Request the other 2 days' }).click();
    await form(kylie)
      .getByRole('link', { name: `${range(mon, wed)} annual, 15 h 12 min Waiting` })
      .waitFor();
  });

  test('beyond the balance is refused in the words of the shop, before and after it is sent', async () => {
    const [mon, , , , fri] = freeWeek();
    const jai = await app.enter('jai', { at: '/leave' });
    await form(jai).getByRole('button', { name: 'Other' }).click();
    await form(jai).getByText('Choose which leave it is.').waitFor();
    await form(jai).getByLabel('Which leave').selectOption({ label: 'Long service' });
    await chooseDays(jai, mon, fri);
    const words = 'Insufficient long service leave balance. Available: 0h 00m. Requested: 38h 00m.';
    await form(jai).getByText(words).waitFor();
    await form(jai).getByText('−38 h', { exact: true }).waitFor();
    await form(jai).getByRole('button', { name: 'Request 5 days' }).click();
    await form(jai).getByText('Your attempt is kept. It is not done.').waitFor();
    await form(jai).getByText(words).waitFor();

    await form(jai).getByLabel('Which leave').selectOption({ label: 'Unpaid' });
    await form(jai).getByText('Unpaid leave has no balance: nothing is deducted.').waitFor();
    await form(jai).getByRole('button', { name: 'Clear' }).click();
    await countIs(plannedDays(jai), 0);
  });

  test('of the two halves of a day goes to two requests', async () => {
    const [mon, tue] = freeWeek();
    await ask('sione', 'halves-1', [{ date: mon, minutes: 228, half: 'second' }]);
    const sione = await app.enter('sione', { at: '/leave' });
    await chooseDays(sione, mon, tue);
    await form(sione).getByText('These dates overlap').waitFor();
    await half(sione, day(mon)).click();
    // The half that is free is the one that is meant.
    await gone(form(sione).getByText('These dates overlap'));
    const halves = sione.getByRole('group', { name: `Which half of ${day(mon)}` });
    assert.is(await halves.getByRole('button', { name: 'First half' }).getAttribute('aria-pressed'), 'true');
    await halves.getByRole('button', { name: 'Second half' }).click();
    await form(sione).getByText('These dates overlap').waitFor();
    await halves.getByRole('button', { name: 'First half' }).click();
    await form(sione).getByRole('button', { name: 'Request 1½ days' }).click();
    await form(sione)
      .getByRole('link', { name: `${range(mon, tue)} annual, 11 h 24 min Waiting` })
      .waitFor();
  });

  test('is withdrawn where it is shown, and asked for again', async () => {
    const [mon, tue, wed] = freeWeek();
    await ask('kylie', 'withdrawn-1', [full(mon), { date: wed, minutes: 228, half: 'first' }]);
    const priya = await app.enter('priya', { at: '/leave' });
    await chooseDays(priya, mon, mon);
    await calendarRow(priya, 'Kylie Tran')
      .getByText(`Asked for: ${range(mon, mon)}`)
      .waitFor();
    const kylie = await app.enter('kylie', { at: '/leave', ...phone });
    await requests(kylie)
      .getByRole('link', { name: `${range(mon, wed)} annual, 11 h 24 min Waiting` })
      .click();
    const panel = kylie.getByRole('region', { name: 'Annual leave' });
    await panel.getByText('Waits for').waitFor();
    await panel
      .getByRole('listitem')
      .filter({ hasText: day(wed) })
      .getByText('First half')
      .waitFor();
    await panel.getByRole('button', { name: 'Withdraw' }).click();
    await panel.getByText('Withdrawn', { exact: true }).first().waitFor();
    await gone(calendarRow(priya, 'Kylie Tran').getByText(/^Asked for/));

    await panel.getByRole('button', { name: 'Ask for it again' }).click();
    await form(kylie).getByRole('button', { name: 'Request 1½ days' }).waitFor();
    await plannedDays(kylie)
      .filter({ hasText: day(tue) })
      .getByText('Left out')
      .waitFor();
    await form(kylie)
      .getByRole('button', { name: `Put ${day(tue)} back` })
      .click();
    await form(kylie).getByRole('button', { name: 'Request 2½ days' }).click();
    await form(kylie)
      .getByRole('link', { name: /annual, 19 h Waiting$/ })
      .waitFor();
  });

  test('goes by keyboard alone', async () => {
    const [mon, tue] = freeWeek();
    const kylie = await app.enter('kylie', { at: '/leave' });
    await chooseDays(kylie, mon, tue);
    await kylie.getByRole('button', { name: 'Annual' }).focus();
    await kylie.keyboard.press('Tab');
    await kylie.keyboard.press('Enter');
    await kylie.getByRole('button', { name: 'Sick', pressed: true }).waitFor();
    const next = async (name: string | RegExp) => {
      const target = form(kylie).getByRole('button', { name });
      while (!(await target.evaluate((element) => element === document.activeElement)))
        await kylie.keyboard.press('Tab');
      await hasFocus(target);
    };
    await next(`Leave out ${day(mon)}`);
    await kylie.keyboard.press('Enter');
    await form(kylie)
      .getByRole('button', { name: `Put ${day(mon)} back` })
      .waitFor();
    await next('Request 1 day');
    await kylie.keyboard.press('Enter');
    await form(kylie)
      .getByRole('link', { name: `${range(tue, tue)} sick, 7 h 36 min Waiting` })
      .waitFor();
  });

  test('that is being entered is kept while one looks elsewhere', async () => {
    const [mon, , wed] = freeWeek();
    const dave = await app.enter('dave', { at: '/leave' });
    await chooseDays(dave, mon, wed);
    await form(dave).getByLabel('Note').fill('Fishing');
    await dave.getByRole('button', { name: 'Two weeks later' }).click();
    await dave.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Today' }).click();
    await dave.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Leave' }).click();
    await form(dave).getByRole('button', { name: 'Request 3 days' }).waitFor();
    assert.is(await form(dave).getByLabel('Note').inputValue(), 'Fishing');
    await calendarRow(dave, 'You')
      .getByText(`Request: ${range(mon, wed)}`)
      .waitFor();

    await dave.context().setOffline(true);
    await dave.getByRole('banner').getByText('Offline').waitFor();
    await form(dave).getByText('This needs the connection. What you entered is kept.').waitFor();
    assert.is(await form(dave).getByRole('button', { name: 'Request 3 days' }).getAttribute('aria-disabled'), 'true');
    await dave.context().setOffline(false);
  });
});

suite('leave of others', (test) => {
  let app: TestApp;
  let holidays: ReadonlySet<string>;
  test.before(async () => {
    app = await TestApp.start();
    holidays = await holidaysOf(app);
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('is cancelled with a reason by the manager, and the employee reads it at once', async () => {
    const monday = addDays(mondayOf(shopDate()), 7 * 50);
    const date = [0, 1, 2].map((days) => addDays(monday, days)).find((one) => !holidays.has(one)) ?? monday;
    const request = { employeeId: 'kylie', requestId: 'cancelled-1' };
    await app.send('kylie', 'RequestLeave', { ...request, type: 'annual', days: [full(date)] });
    await app.send('priya', 'ApproveLeave', request);
    const kylie = await app.enter('kylie', { at: '/leave?request=cancelled-1' });
    const hers = kylie.getByRole('region', { name: 'Annual leave' });
    await hers.getByText('If you no longer want it, ask Priya Raman to cancel it.').waitFor();

    const ben = await app.enter('ben', { at: '/leave' });
    await ben.getByLabel('Whose leave').selectOption({ label: 'Kylie Tran' });
    await ben.getByRole('region', { name: 'Requests of Kylie Tran' }).getByRole('link').first().click();
    await ben.getByRole('button', { name: 'Cancel this leave…' }).click();
    await ben.getByText('Say why it is cancelled.').waitFor();
    await ben.getByRole('button', { name: 'Needed at work' }).click();
    await ben.getByRole('button', { name: 'Cancel this leave', exact: true }).click();
    await hers.getByText('Needed at work').waitFor();
    await hers.getByText(/^Ben Okafor, /).waitFor();
    await hers.getByText('Cancelled', { exact: true }).first().waitFor();
  });

  test('in a week that is approved stays', async () => {
    const ben = await app.enter('ben', { at: '/leave?for=kylie&request=leave-01' });
    await ben.getByRole('button', { name: 'Cancel this leave…' }).click();
    await ben.getByLabel('Why is it cancelled?', { exact: true }).fill('Too late');
    await ben.getByRole('button', { name: 'Cancel this leave', exact: true }).click();
    await ben.getByRole('status').getByText('This week is locked.').waitFor();
  });

  test('has balances with a history, and is adjusted in hours and minutes with a reason', async () => {
    const kylie = await app.enter('kylie', { at: '/leave?show=balances' });
    const theirs = kylie.getByRole('region', { name: 'Balances' });
    await theirs.getByRole('button', { name: 'Personal' }).click();
    await theirs.getByText('Adjusted by +19 h').waitFor();
    await countIs(theirs.getByRole('button', { name: /^Adjust/ }), 0);

    const ben = await app.enter('ben', { at: '/leave?for=kylie&show=balances' });
    await ben.getByRole('region', { name: 'Balances' }).getByRole('button', { name: 'Personal' }).click();
    await ben.getByRole('button', { name: 'Adjust personal leave…' }).click();
    const adjust = ben.getByRole('form', { name: 'Adjust personal leave' });
    await adjust.getByRole('button', { name: 'Take off' }).click();
    await adjust.getByLabel('By how much, in hours and minutes', { exact: true }).fill('1:30');
    await adjust.getByText('Say why it is adjusted.').waitFor();
    await adjust.getByRole('button', { name: 'Entered wrongly' }).click();
    await adjust.getByRole('button', { name: 'Take off 1 h 30 min' }).click();
    await gone(adjust);
    const first = theirs.getByRole('region', { name: 'History' }).getByRole('listitem').first();
    await first.getByText('Adjusted by −1 h 30 min').waitFor();
    assert.match(await first.innerText(), /Ben Okafor · Entered wrongly/);
  });

  test('is chosen by an account that belongs to no employee; a person who decides for nobody has no choice', async () => {
    const nerida = await app.enter('nerida', { at: '/leave' });
    await nerida.getByText('This account belongs to no employee').waitFor();
    await calendarRow(nerida, 'Kylie Tran').waitFor();
    await nerida.getByLabel('Whose leave').selectOption({ label: 'Jai Singh' });
    await form(nerida).getByText('Choose the first day.').waitFor();
    await form(nerida).getByRole('button', { name: 'Request leave for Jai Singh' }).waitFor();

    const jai = await app.enter('jai', { at: '/leave?for=kylie' });
    await jai.getByText('You do not decide for Kylie Tran').waitFor();
    await jai.getByRole('link', { name: 'Your leave' }).click();
    await form(jai).waitFor();
    await countIs(jai.getByLabel('Whose leave'), 0);
  });

  test('of 30 people fits: those who are away, and the others on request', async () => {
    const terms = {
      ...{ employmentType: 'full-time' as const, weeklyMinutes: 2_280 },
      ...{ taxFreeThreshold: true, tfnProvided: true, studyLoan: false },
    };
    for (let more = 1; more <= 23; more += 1) {
      const number = `X-${String(more).padStart(2, '0')}`;
      const card = { employeeId: number.toLowerCase(), number, name: `Temp ${number}`, startDate: '2026-01-05', terms };
      await app.send('ben', 'RegisterEmployee', card);
    }
    const kylie = await app.enter('kylie', { at: '/leave' });
    await kylie.getByRole('button', { name: /^Show the other \d+, who are here$/ }).click();
    // The days, Kylie, and everybody else.
    await countIs(kylie.getByRole('row'), 31);
    await calendarRow(kylie, 'Temp X-23').waitFor();
  });
});

const full = (date: string): LeaveDay => ({ date, minutes: 456 });
const form = (page: Page) => page.getByRole('form', { name: 'Request leave' });
const requests = (page: Page) => page.getByRole('region', { name: 'Your requests' });
const plannedDays = (page: Page) => form(page).getByRole('list', { name: 'Day by day' }).getByRole('listitem');
const half = (page: Page, day: string) =>
  page.getByRole('group', { name: `How much of ${day}` }).getByRole('button', { name: 'Half' });
const calendarRow = (page: Page, name: string): Locator => page.getByRole('row', { name: new RegExp(`^${name}`) });

async function holidaysOf(app: TestApp): Promise<ReadonlySet<string>> {
  const { item } = await app.ask<{ item: SettingsView }>('ben', '/api/settings/company');
  return new Set(item.holidays.map(({ date }) => date));
}

async function chooseDays(page: Page, first: string, last: string): Promise<void> {
  await page.getByLabel('First day').fill(first);
  await page.getByLabel('Last day').fill(last);
}
