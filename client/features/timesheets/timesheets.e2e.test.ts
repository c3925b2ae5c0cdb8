import type { Locator, Page } from 'playwright-core';
import { calendarDateAt, clockTimeAt } from '../../../src/contracts/dates.ts';
import type { Timesheet } from '../../../src/contracts/timesheet.ts';
import { addDays, mondayOf, weekDates, weekdayOf } from '../../../src/contracts/week.ts';
import { TestApp, type Username, until } from '../../../src/testing/app.ts';
import { gone, hasFocus } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

const thisMonday = mondayOf(calendarDateAt(new Date(), 'Australia/Sydney'));
/** Weeks that the demo company has nothing in begin here, going back. */
const untouched = (weeks: number) => addDays(thisMonday, -7 * (4 + weeks));
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

suite('timesheets', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ keepsShell: true });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  const recorded = (who: Username, monday: string, as: Username = who) =>
    app.ask<{ item: Timesheet }>(as, `/api/timesheet-weeks/${who}.${monday}`).then(({ item }) => item);

  test('a week is filled by touch on a phone, saves itself, and is submitted', async () => {
    const monday = untouched(1);
    const page = await app.enter('kylie', { ...phone, at: weekOf(monday) });
    await page.getByText('Nothing entered').first().waitFor();
    await day(page, monday).tap();
    const figure = page.getByRole('textbox', { name: 'Worked', exact: true });
    // The first tap is an ordinary day; then there are steps, and the rest is typed.
    await page.getByRole('button', { name: 'Worked: more' }).tap();
    assert.is(await figure.inputValue(), '7:36');
    for (let step = 0; step < 4; step += 1) await page.getByRole('button', { name: 'Worked: more' }).tap();
    assert.is(await figure.inputValue(), '8:00');
    assert.is(await figure.evaluate((input) => input === document.activeElement), false, 'no keyboard comes up');
    await figure.fill('7.6');
    await page.getByRole('button', { name: 'More', exact: true }).tap();
    const order = page.getByLabel('Order');
    await order.selectOption({ index: 1 });
    await page.getByLabel('Note').fill('Trial on winder 2');
    await chip(page, /^Draft, saved/).waitFor();
    const tuesday = addDays(monday, 1);
    await day(page, tuesday).tap();
    await page.getByRole('button', { name: 'More', exact: true }).tap();
    await page.getByLabel('Start').fill('22:00');
    await chip(page, /^Not saved/).waitFor();
    await page.getByText('Say when it ended.').first().waitFor();
    await page.getByLabel('End').fill('06:00');
    await page.getByText('On the next day').waitFor();
    await until(
      'the night is saved',
      () => recorded('kylie', monday),
      ({ entries }) => entries.length === 2,
    );
    await page.getByText('15 h 06 min').first().waitFor();
    const row = await recorded('kylie', monday);
    const [first, night] = row.entries;
    assert.equal([first?.date, first?.minutes, first?.note], [monday, 456, 'Trial on winder 2']);
    assert.match(first?.orderNumber ?? '', /^ADM-/);
    assert.equal([night?.start, night?.end, night?.breakMinutes, night?.minutes], ['22:00', '06:00', 30, 450]);

    await page.getByRole('button', { name: 'Submit week' }).tap();
    await page
      .getByText('Only 15 h 06 min of 38 h stands in this week. Nothing is entered on Wed, Thu and Fri.')
      .waitFor();
    assert.is((await recorded('kylie', monday)).status, 'draft', 'one tap does not submit it');
    await page.getByRole('button', { name: 'Submit it as it is' }).tap();
    await chip(page, /^Submitted/).waitFor();
    await page.getByText('Waits for Priya Raman.').waitFor();
    assert.is((await recorded('kylie', monday)).status, 'submitted');
  });

  test('a shift that was forgotten is ended by word on its week, which cannot be submitted before', async () => {
    const [began, over] = [14, 6].map((hours) => new Date(Date.now() - hours * 3_600_000)) as [Date, Date];
    const date = calendarDateAt(began, 'Australia/Sydney');
    await app.send('dave', 'ClockIn', { employeeId: 'dave', at: began.toISOString() });
    const page = await app.enter('dave', { at: weekOf(mondayOf(date)) });
    const shift = page.getByRole('region', { name: 'Open shift' });
    await shift.getByText(/^You are clocked in since /).waitFor();
    await shift.getByLabel('It ended at').fill(clockTimeAt(over, 'Australia/Sydney'));
    await shift.getByRole('button', { name: 'Say when it ended' }).click();
    await gone(shift);
    const { shifts } = await until(
      'the shift is on the week',
      () => recorded('dave', mondayOf(date)),
      (week) => week.shifts.length > 0,
    );
    assert.equal([shifts.at(-1)?.said, shifts.at(-1)?.date], [true, date]);
  });

  test('a week is filled by keyboard, repeated in the next one, and says whom it goes to', async () => {
    const monday = untouched(2);
    const page = await app.enter('dave', { at: weekOf(monday) });
    await cell(page, monday).focus();
    await page.keyboard.press('ArrowRight');
    await hasFocus(cell(page, addDays(monday, 1)));
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    for (const date of weekDates(monday).slice(0, 5)) {
      const open = page.getByRole('region', { name: new RegExp(`^\\w+day ${Number(date.slice(8))} .*, worked$`) });
      await hasFocus(open.getByRole('textbox', { name: 'Worked', exact: true }));
      await page.keyboard.type('736');
      await page.keyboard.press('Enter');
    }
    await page.keyboard.press('Escape');
    await hasFocus(cell(page, addDays(monday, 5)));
    await chip(page, /^Draft, saved/).waitFor();
    await page.getByText('38 h 00 min', { exact: true }).waitFor();
    await page.getByText('Goes to Priya Raman.').waitFor();

    await page.getByRole('link', { name: 'Week after' }).click();
    const next = addDays(monday, 7);
    await cell(page, next).waitFor();
    await cell(page, addDays(next, 1)).click();
    await page.getByRole('textbox', { name: 'Worked', exact: true }).fill('8:00');
    await page.getByRole('button', { name: 'Repeat last week' }).click();
    await chip(page, /^Draft, saved/).waitFor();
    await until(
      'the week is repeated',
      () => recorded('dave', next),
      ({ entries }) => entries.length === 5,
    );
    const minutes = (await recorded('dave', next)).entries.map((entry) => entry.minutes);
    assert.equal(minutes, [456, 480, 456, 456, 456], 'what was entered already stays');
    await gone(page.getByRole('button', { name: 'Repeat last week' }));
    assert.equal([await cell(page, next).innerText(), await total(page, 'Worked')], ['7:36', '38:24']);
  });

  test('somebody else saves in between: mine is kept, and put over theirs day by day, or given up', async () => {
    const monday = untouched(1);
    const [tuesday, wednesday] = [addDays(monday, 1), addDays(monday, 2)];
    const page = await app.enter('ana', { at: weekOf(monday) });
    const benSaves = async (date: string, minutes: number) => {
      const { version, entries } = await recorded('ana', monday, 'ben');
      const kept = entries
        .filter((entry) => entry.date !== date)
        .map((entry) => ({ date: entry.date, minutes: entry.minutes }));
      const week = { employeeId: 'ana', monday, entries: [...kept, { date, minutes }] };
      await app.send('ben', 'SaveTimesheet', week, version);
    };
    const typeWhileBenSaves = async (mine: string, date: string, theirs: string, minutes: number) => {
      await page.route(
        '**/api/commands/SaveTimesheet',
        async (route) => {
          await benSaves(theirs, minutes);
          await route.continue();
        },
        { times: 1 },
      );
      await cell(page, date).click();
      await page.getByRole('textbox', { name: 'Worked', exact: true }).fill(mine);
    };
    const card = page.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });

    await typeWhileBenSaves('7:36', monday, tuesday, 480);
    await card.getByRole('heading', { name: /^Ben Okafor changed this week at \d/ }).waitFor();
    await card.getByText(new RegExp(`^Tue ${Number(tuesday.slice(8))} \\w+ 8:00, was 0:00$`)).waitFor();
    await card.getByText(/^Yours: Mon \d+ \w+ 7:36, was 0:00$/).waitFor();
    await card.getByText('Timesheet was modified by another user. Please refresh and try again.').waitFor();
    await page.getByText('Answer what is above first.').waitFor();
    assert.is(await cell(page, monday).innerText(), '7:36', 'it stays where it was typed');
    await page.reload();
    await card.getByText(/^Yours: Mon \d+ \w+ 7:36, was 0:00$/).waitFor();
    await card.getByRole('button', { name: 'Put mine over it' }).click();
    await gone(card);
    await chip(page, /^Draft, saved/).waitFor();
    await until(
      'both are recorded',
      () => recorded('ana', monday),
      ({ entries }) => entries.length === 2,
    );
    assert.equal([await cell(page, monday).innerText(), await cell(page, tuesday).innerText()], ['7:36', '8:00']);

    await cell(page, monday).click();
    await typeWhileBenSaves('5:00', wednesday, tuesday, 420);
    await card.getByText(new RegExp(`^Tue ${Number(tuesday.slice(8))} \\w+ 7:00, was 8:00$`)).waitFor();
    await card.getByRole('button', { name: 'Take theirs' }).click();
    await gone(card);
    const shown = await Promise.all([monday, tuesday, wednesday].map((date) => cell(page, date).innerText()));
    assert.equal(shown, ['7:36', '7:00', '—']);
  });

  test('what was entered without a connection meets theirs in the outbox: the same card, day by day', async () => {
    const monday = untouched(7);
    const tuesday = addDays(monday, 1);
    const page = await app.enter('ana', { at: weekOf(monday) });
    await cell(page, monday).waitFor();
    await until('the worker', () => page.evaluate(() => navigator.serviceWorker.controller !== null));
    await page.context().setOffline(true);
    await cell(page, monday).click();
    await page.getByRole('textbox', { name: 'Worked', exact: true }).fill('7:36');
    await page.getByRole('link', { name: 'Outbox: 1 waiting' }).click();
    await page.getByText(/^Hours of the week from /).waitFor();
    const theirs = { employeeId: 'ana', monday, entries: [{ date: tuesday, minutes: 480 }] };
    await app.send('ben', 'SaveTimesheet', theirs, (await recorded('ana', monday, 'ben')).version);
    await page.context().setOffline(false);
    await page.getByRole('link', { name: 'Outbox: 1 refused' }).waitFor({ timeout: 45_000 });
    const card = page.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
    await card.getByRole('heading', { name: /^Ben Okafor changed this week at \d/ }).waitFor();
    await card.getByText(new RegExp(`^Tue ${Number(tuesday.slice(8))} \\w+ 8:00, was 0:00$`)).waitFor();
    await card.getByText(/^Yours: Mon \d+ \w+ 7:36, was 0:00, given /).waitFor();
    await card.getByRole('button', { name: 'Put mine over it' }).click();
    await gone(card);
    await until(
      'both are recorded',
      () => recorded('ana', monday),
      ({ entries }) => entries.length === 2,
    );
  });

  test('leave of the week is there, locked, and counts; nobody types it', async () => {
    const monday = addDays(thisMonday, -7);
    const page = await app.enter('priya', { at: weekOf(monday) });
    const leave = page.getByRole('row', { name: /^Annual leave/ });
    await leave.waitFor();
    const [days, locks] = [leave.getByText(' locked'), leave.getByRole('button')];
    assert.equal([await days.count(), await locks.count()], [2, 0]);
    await page.getByText('Goes to Ben Okafor. Leave is not deducted again.').waitFor();
    await page.setViewportSize(phone.viewport);
    await page
      .getByRole('button', { name: /Annual leave/ })
      .first()
      .click();
    await page.getByText(/7 h 36 min of annual leave, from approved leave\./).waitFor();
  });

  test('a week that came back says why; a change makes a draft of one that is submitted', async () => {
    const monday = untouched(3);
    const week = { employeeId: 'kylie', monday };
    await app.send('kylie', 'SaveTimesheet', { ...week, entries: [{ date: monday, minutes: 456 }] }, 0);
    await app.send('kylie', 'SubmitTimesheet', week);
    const page = await app.enter('kylie', { at: weekOf(monday) });
    await chip(page, /^Submitted/).waitFor();
    await app.send('priya', 'RejectTimesheet', { ...week, reason: 'Tuesday is missing' });
    await page.getByRole('heading', { name: /^Priya Raman sent it back at \d/ }).waitFor();
    await page.getByText('Tuesday is missing').waitFor();
    await chip(page, /^Sent back$/).waitFor();
    await page.getByRole('button', { name: 'Submit week' }).click();
    await page.getByRole('button', { name: 'Submit it as it is' }).click();
    await chip(page, /^Submitted/).waitFor();
    await cell(page, addDays(monday, 1)).click();
    await page.getByText(/A change makes it a draft again/).waitFor();
    await page.getByRole('textbox', { name: 'Worked', exact: true }).fill('4');
    await chip(page, /^Draft, saved/).waitFor();
    // What is submitted is what was typed last, also when the tap comes before it has saved itself.
    await page.getByRole('textbox', { name: 'Worked', exact: true }).fill('4:30');
    await page.getByRole('button', { name: 'Submit week' }).click();
    await page.getByRole('button', { name: 'Submit it as it is' }).click();
    await chip(page, /^Submitted/).waitFor();
    const { status, workedMinutes } = await recorded('kylie', monday);
    assert.equal([status, workedMinutes], ['submitted', 726]);
  });

  test('a manager looks at a week of the team, and takes an approval back with a reason', async () => {
    const monday = untouched(4);
    const week = { employeeId: 'sione', monday };
    await app.send(
      'sione',
      'SaveTimesheet',
      { ...week, entries: [{ date: monday, minutes: 456, note: 'Two trucks' }] },
      0,
    );
    await app.send('sione', 'SubmitTimesheet', week);
    const page = await app.enter('priya', { at: weekOf(monday) });
    await page.getByLabel('Whose week').selectOption({ label: 'Sione Tavita' });
    await chip(page, /^Submitted/).waitFor();
    await cell(page, monday).click();
    await page.getByText('Two trucks').waitFor();
    assert.is(await page.getByRole('textbox', { name: 'Worked', exact: true }).count(), 0, 'it is only looked at');
    const decide = page.getByRole('link', { name: 'Decide in Approvals' });
    assert.match((await decide.getAttribute('href')) ?? '', /^\/approvals\?card=timesheet\.sione\./);
    await app.send('ben', 'ApproveTimesheet', week, 1);
    await chip(page, /^Approved by Ben Okafor$/).waitFor();
    await page.getByText('The week is locked.').waitFor();
    await page.getByRole('button', { name: 'Reopen…' }).click();
    await page.getByRole('button', { name: 'Reopen the week' }).click();
    await page.getByText('A reason is required.').waitFor();
    await page.getByRole('button', { name: 'Hours are missing' }).click();
    await page.getByRole('button', { name: 'Reopen the week' }).click();
    await page.getByRole('heading', { name: /^Priya Raman sent it back at/ }).waitFor();
    assert.is((await recorded('sione', monday)).status, 'draft');
    await page.getByRole('button', { name: 'Change hours' }).click();
    await page.getByRole('textbox', { name: 'Worked', exact: true }).fill('8');
    await chip(page, /^Draft, saved/).waitFor();
    assert.equal((await recorded('sione', monday)).savedBy?.name, 'Priya Raman');
  });

  test('without a connection it stays as it was typed, and is saved once the line is back', async () => {
    const monday = untouched(5);
    const page = await app.enter('dave', { at: weekOf(monday) });
    await cell(page, monday).click();
    const worked = page.getByRole('textbox', { name: 'Worked', exact: true });
    // What the cell opens is fetched when it is wanted.
    await worked.waitFor();
    await page.context().setOffline(true);
    await worked.fill('7:36');
    await chip(page, /^Not saved: offline$/).waitFor();
    await page.getByRole('link', { name: 'Week before' }).click();
    await page.goBack();
    await page.context().setOffline(false);
    await chip(page, /^Draft, saved/).waitFor();
    assert.is((await recorded('dave', monday)).workedMinutes, 456);
  });

  test('what a rule refuses is said, and stays to be mended; a week of somebody else is not there', async () => {
    const monday = untouched(6);
    const page = await app.enter('dave', { at: weekOf(monday) });
    await cell(page, monday).click();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByLabel('Start').fill('06:00');
    await page.getByLabel('End').fill('14:00');
    await page.getByRole('button', { name: 'Another line' }).click();
    const second = page.getByRole('group', { name: 'Line 2' });
    await second.getByLabel('Start').fill('13:00');
    await second.getByLabel('End').fill('15:00');
    await page.getByText(/13:00–15:00 on Mon .* overlaps 06:00–14:00\. Change one of them\./).waitFor();
    await second.getByLabel('Start').fill('14:00');
    await chip(page, /^Draft, saved/).waitFor();
    assert.is((await recorded('dave', monday)).workedMinutes, 450 + 60);

    await page.goto(`${app.url}/timesheets?of=ben`);
    await page.getByText('The weeks of Ben Okafor are not yours to see').waitFor();
    await page.getByRole('link', { name: 'Go to my week' }).click();
    await cell(page, thisMonday).waitFor();
  });
});

function weekOf(monday: string): string {
  return `/timesheets?week=${monday}`;
}

/** The cell of a day in the grid. */
function cell(page: Page, date: string): Locator {
  return page.getByRole('button', {
    name: new RegExp(`^${weekdays[weekdayOf(date)]} ${Number(date.slice(8))} \\w+.*, worked`),
  });
}

/** The row of a day on a phone. */
function day(page: Page, date: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${weekdays[weekdayOf(date)]} ${Number(date.slice(8))}`) });
}

/** How the open week stands: the chip in its head. */
function chip(page: Page, words: RegExp): Locator {
  return page.getByRole('banner').or(page.locator('header')).getByRole('status').getByText(words);
}

async function total(page: Page, row: string): Promise<string> {
  return await page
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('cell')
    .last()
    .innerText();
}
