import type { Locator, Page } from 'playwright-core';
import { calendarDateAt } from '../../../src/contracts/dates.ts';
import type { Timesheet } from '../../../src/contracts/timesheet.ts';
import { addDays, mondayOf } from '../../../src/contracts/week.ts';
import { type TestApp as App, TestApp, type Username } from '../../../src/testing/app.ts';
import { gone } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

// Dave types his hours in the demo company: his clock is free.

suite('the clock on Today', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('on and off: the shift is on the sheet, and the card says how long it was', async () => {
    const page = await app.enter('dave');
    await clock(page).getByText('Not clocked in').waitFor();
    const before = await workedMinutes(app, 'dave');
    await clockIn(app, 'dave', 90);
    await clock(page)
      .getByText(/^On since .*[ap]m$/)
      .waitFor();
    await clock(page)
      .getByText(/^1 h 3\d min$/)
      .waitFor();
    await clock(page).getByText('30 min break after 5 h').waitFor();
    await clock(page).getByRole('button', { name: 'Clock out' }).click();
    await clock(page)
      .getByRole('link', { name: /^1 h 3\d min, on (this|last) week’s sheet$/ })
      .click();
    await page.getByRole('row', { name: /^Worked/ }).waitFor();
    // In the first hours of a day a part of it is on the day before, which may be on the sheet before.
    const added = (await workedMinutes(app, 'dave')) - before;
    assert.ok(added >= 90 && added < 100, `${added} minutes`);
  });

  test('a shift that the sheet does not take is said, with the reason', async () => {
    const page = await app.enter('dave');
    await clock(page).getByRole('button', { name: 'Clock in' }).click();
    await clock(page)
      .getByText(/^On since/)
      .waitFor();
    await clock(page)
      .getByText(/^[01] min$/)
      .waitFor();
    await clock(page).getByRole('button', { name: 'Clock out' }).click();
    await clock(page)
      .getByRole('link', { name: /^[01] min, (not )?on this week’s sheet/ })
      .waitFor();
  });

  test('somebody else has clocked one in meanwhile: it is told, and the clock shows it', async () => {
    const page = await app.enter('dave', { viewport: { width: 360, height: 740 } });
    await page.route(
      '**/api/commands/ClockIn',
      async (route) => {
        await clockIn(app, 'dave', 0, 'ben');
        await route.continue();
      },
      { times: 1 },
    );
    await clock(page).getByRole('button', { name: 'Clock in' }).click();
    const told = page.getByRole('status').filter({ hasText: 'You are already clocked in.' });
    await told.getByRole('heading', { name: /^Ben Okafor clocked you in at \d/ }).waitFor();
    await clock(page)
      .getByText(/^On since/)
      .waitFor();
    await told.getByRole('button', { name: 'Got it' }).click();
    await gone(told);
    await clock(page).getByRole('button', { name: 'Clock out' }).click();
    await clock(page).getByText('Not clocked in').waitFor();
  });

  test('a tap without a connection counts from the tap, and goes by itself once the line is back', async () => {
    const page = await app.enter('dave');
    await clock(page).getByRole('button', { name: 'Clock in' }).waitFor();
    await page.context().setOffline(true);
    await page.getByRole('banner').getByText('Offline').waitFor();
    await clock(page).getByRole('button', { name: 'Clock in' }).click();
    await clock(page)
      .getByText(/^On from .*, when you tapped$/)
      .waitFor();
    await clock(page).getByText('Not sent yet.').waitFor();
    await page.context().setOffline(false);
    await clock(page)
      .getByText(/^On since/)
      .waitFor();
    await app.send('dave', 'ClockOut', { employeeId: 'dave' });
    await clock(page).getByText('Not clocked in').waitFor();
  });

  test('a person without rights to stock and orders has the clock, and weeks that are to be handed in', async () => {
    const page = await app.enter('jai');
    await clock(page)
      .getByRole('button', { name: /^Clock (in|out)$/ })
      .waitFor();
    assert.is(await page.getByText('For an order…').count(), 0);
    await page.getByText('Nothing waits for you').waitFor();
    const priya = await app.enter('priya');
    const task = priya.getByRole('listitem').filter({ hasText: 'Submit your timesheet' });
    await task.getByText(/^Week of \d+ \w+ · 40 h 00 min$/).waitFor();
    await task.getByRole('link', { name: 'Submit' }).click();
    await priya.getByRole('button', { name: 'Submit week' }).click();
    await priya.getByText(/^Submitted .*\. Waits for Ben Okafor\.$/).waitFor();
  });
});

function clock(page: Page): Locator {
  return page.getByRole('region', { name: 'Clock', exact: true });
}

/** What stands on the sheets of this week and of the one before. */
async function workedMinutes(app: App, who: Username): Promise<number> {
  const monday = mondayOf(calendarDateAt(new Date(), 'Australia/Sydney'));
  let sum = 0;
  for (const week of [monday, addDays(monday, -7)]) {
    const { item } = await app.ask<{ item: Timesheet }>(who, `/api/timesheet-weeks/${who}.${week}`);
    sum += item.workedMinutes;
  }
  return sum;
}

/** So many minutes ago. */
async function clockIn(app: App, who: Username, minutes: number, as: Username = who): Promise<void> {
  const at = new Date(Date.now() - minutes * 60_000).toISOString();
  await app.send(as, 'ClockIn', { employeeId: who, at });
}
