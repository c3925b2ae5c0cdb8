import type { Page } from 'playwright-core';
import { calendarDateAt } from '../../src/contracts/dates.ts';
import type { SettingsView } from '../../src/contracts/settings.ts';
import { addDays, mondayOf, weekDates } from '../../src/contracts/week.ts';
import { TestApp, type Username } from '../../src/testing/app.ts';
import { screenSizes, spilt, tooWide } from '../../src/testing/layout.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { oldMonday } from '../../src/testing/weeks.ts';

/** As long as a name may be, without a space to break at. */
const name = 'Wolfeschlegelsteinhausenbergerdorff'.repeat(4).slice(0, 120);
const note = 'W'.repeat(500);

suite('words without a space', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
    await fill(app);
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  const places: readonly (readonly [who: Username, at: string])[] = [
    ['priya', '/'],
    ['priya', '/stock/long'],
    ['priya', '/orders/long'],
    ['ana', '/orders/long?edit'],
    ['priya', '/leave?for=long'],
    ['priya', '/leave?for=long&request=r1'],
    ['priya', `/timesheets?of=long&week=${oldMonday(1)}`],
    ['priya', '/approvals'],
    ['ben', '/people/long'],
    ['ben', '/people/long?do=manager'],
    ['ben', `/pay/${oldMonday(1)}`],
  ];
  for (const [who, at] of places) {
    test(`break, and push nothing aside at ${at.replace(oldMonday(1), '<week>')}`, async () => {
      const page = await app.enter(who, { at });
      await page.getByRole('main').getByText('Wolfeschlegel').filter({ visible: true }).first().waitFor();
      assert.equal(await outOfPlace(page), []);
    });
  }

  test('a card beside its button keeps its words on a phone: two pay runs are open', async () => {
    for (const weeks of [2, 3]) await app.send('ben', 'OpenPayRun', { period: oldMonday(weeks), payDate: today() });
    const page = await app.enter('ben', { at: '/pay' });
    await page
      .getByRole('link', { name: /^Review/ })
      .first()
      .waitFor();
    assert.equal(await outOfPlace(page), []);
  });
});

async function outOfPlace(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (const { name: size, width, height } of screenSizes) {
    await page.setViewportSize({ width, height });
    const found = [...(await tooWide(page)), ...(await spilt(page))];
    problems.push(...found.map((problem) => `${size}: ${problem}`));
  }
  return problems;
}

/** Somebody, a client, an item and an order of that name, with a week and leave that wait, and notes of one word. */
async function fill(app: TestApp): Promise<void> {
  const long = { employeeId: 'long' };
  const terms = { weeklyMinutes: 2_280, taxFreeThreshold: true, tfnProvided: true, studyLoan: false };
  await app.send('ben', 'RegisterEmployee', {
    ...{ ...long, number: 'LONG', name, department: name, position: name, startDate: '2020-01-06' },
    terms: { employmentType: 'full-time', ...terms },
  });
  await app.send('ben', 'SetPayRate', { ...long, from: '2020-01-06', rateCents: 4_000 });
  await app.send('ben', 'AssignManager', { ...long, managerId: 'priya' });
  const days = [{ date: await workday(app), minutes: 456 }];
  await app.send('ben', 'RequestLeave', { ...long, requestId: 'r1', type: 'unpaid', days, note });
  const monday = oldMonday(1);
  const entries = [{ date: monday, minutes: 456, note }];
  await app.send('ben', 'SaveTimesheet', { ...long, monday, entries, note }, 0);
  await app.send('ben', 'SubmitTimesheet', { ...long, monday });
  await app.send('ben', 'OpenPayRun', { period: monday, payDate: today() });

  await app.send('ana', 'RegisterClient', { clientId: 'long', name });
  await app.send('ben', 'RegisterStockItem', {
    ...{ itemId: 'long', kind: 'raw-material', code: 'LONG', name, unit: 'roll', scale: 0, reorderPoint: 9 },
    ...{ supplier: name, specification: note },
  });
  await app.send('ben', 'ReceiveStock', { itemId: 'long', quantity: 8, supplier: name, note });
  const line = { lineId: '1', itemId: 'long', quantity: 9, note };
  await app.send('ana', 'PlaceOrder', {
    ...{ orderId: 'long', clientId: 'long', dueDate: today(), priority: 'asap', lines: [line] },
    ...{ reference: note.slice(0, 60), notes: note, deliveryAddress: note },
  });
  await app.send('ana', 'AllocateStock', { itemId: 'long', orderId: 'long', lineId: '1', quantity: 3 });
}

/** The first one of next week that is no public holiday. */
async function workday(app: TestApp): Promise<string> {
  const { item } = await app.ask<{ item: SettingsView }>('ben', '/api/settings/company');
  const dates = weekDates(addDays(mondayOf(today()), 7)).slice(0, 5);
  return dates.find((date) => item.holidays.every((holiday) => holiday.date !== date)) ?? '';
}

function today(): string {
  return calendarDateAt(new Date(), 'Australia/Sydney');
}
