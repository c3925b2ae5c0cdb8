import type { Locator, Page } from 'playwright-core';
import type { SettingsView } from '../../../src/contracts/settings.ts';
import { addDays, weekdayOf } from '../../../src/contracts/week.ts';
import { TestApp } from '../../../src/testing/app.ts';
import { gone, hasFocus } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { today } from '../../../src/testing/weeks.ts';

const year = Number(today().slice(0, 4)) + 1;
/** A working day of next year that is no holiday of anybody. */
const picnic = firstWorkingDay(`${year}-09-07`);

suite('company settings', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    await app.closeTablets();
    app.requireNoSurprises();
  });

  const now = async () => (await app.ask<{ item: SettingsView }>('nerida', '/api/settings/company')).item;

  test('tell the administrator whether Misty can do its work, and in words when it cannot', async () => {
    const kylie = await app.enter('kylie', { at: '/settings' });
    await card(kylie, 'Working week').waitFor();
    assert.is(await card(kylie, 'This Misty').count(), 0);
    const nerida = await app.enter('nerida', { at: '/settings' });
    await card(nerida, 'This Misty')
      .getByText(/^In order: [\d,]+ entries are recorded\.$/)
      .waitFor();
    await app.logGoesBack();
    await card(nerida, 'This Misty')
      .getByText(/The log was replaced by an older or another one/)
      .waitFor();
    await app.logComesBack();
    await card(nerida, 'This Misty')
      .getByText(/^In order: /)
      .waitFor();
  });

  test('are read by everybody, and changed by the administrator only', async () => {
    const kylie = await app.enter('kylie', { at: '/more' });
    await kylie.getByRole('link', { name: 'Settings' }).click();
    await card(kylie, 'Working week').getByText('Mon–Fri 7:36').waitFor();
    await card(kylie, 'Tables of the law').getByText('In use').first().waitFor();
    await card(kylie, 'Tables of the law')
      .getByText(/NAT 1004/)
      .first()
      .waitFor();
    assert.is(await kylie.getByRole('link', { name: /^Change/ }).count(), 0);
    await kylie.goto(`${app.url}/settings?edit=holidays`);
    await card(kylie, 'Working week').getByText('Mon–Fri 7:36').waitFor();
    assert.is(await panel(kylie, 'Public holidays').getByRole('button', { name: 'Save the holidays' }).count(), 0);
  });

  test('a holiday that is added is seen by everybody at once, and leave on it is refused', async () => {
    const [nerida, kylie] = await Promise.all([
      app.enter('nerida', { at: '/settings' }),
      app.enter('kylie', { at: '/settings' }),
    ]);
    const before = await now();
    await nerida.getByRole('link', { name: 'Change: Public holidays' }).click();
    const edit = panel(nerida, 'Public holidays');
    await edit.getByRole('button', { name: 'Add the day' }).waitFor();
    await edit.getByText('Choose a day first.').waitFor();
    await edit.getByLabel('Another day').fill(picnic);
    await edit.getByLabel('Its name').fill('Picnic day');
    await edit.getByRole('button', { name: 'Add the day' }).click();
    await edit.getByText('New', { exact: true }).waitFor();
    // One that falls out, and comes back as a proposal.
    await edit.getByRole('button', { name: /^Take Labour Day,/ }).click();
    await edit.getByText('Goes', { exact: true }).waitFor();
    await edit.getByRole('button', { name: `Add the NSW holidays of ${year}` }).click();
    await gone(edit.getByText('Goes', { exact: true }));
    await edit.getByRole('button', { name: 'Save the holidays' }).click();
    await gone(edit);

    await card(kylie, 'Public holidays')
      .getByRole('button', { name: String(year) })
      .click();
    await card(kylie, 'Public holidays').getByText('Picnic day').waitFor();
    const after = await now();
    assert.is(after.holidays.length, before.holidays.length + 1);
    assert.equal({ ...after, holidays: 0, version: 0 }, { ...before, holidays: 0, version: 0 });
    const request = { employeeId: 'kylie', requestId: 'picnic', type: 'unpaid' as const };
    await app.send('kylie', 'RequestLeave', { ...request, days: [{ date: picnic, minutes: 456 }] }).then(
      () => assert.unreachable('leave on a holiday went through'),
      (error: Error) => assert.match(error.message, /is Picnic day, a public holiday\. Leave it out\.$/),
    );
  });

  test('a section that somebody else changed is told, field by field, and mine goes on top of it', async () => {
    const nerida = await app.enter('nerida', { at: '/settings?edit=leave' });
    const edit = panel(nerida, 'Leave');
    const annual = edit.getByRole('group', { name: 'Annual leave' });
    await annual.getByLabel('May fall to').fill('-76');
    const { leaveTypes, version } = await now();
    const theirs = leaveTypes.map((rule) => (rule.type === 'sick' ? { ...rule, yearlyMinutes: 4_800 } : rule));
    await app.send('nerida', 'ReviseSettings', { leaveTypes: theirs }, version);
    await edit.getByText('Changed meanwhile: Sick, a year 80:00, was 76:00').waitFor();
    await edit.getByRole('button', { name: 'Save the leave types' }).click();
    const conflict = edit.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
    await conflict.getByRole('heading', { name: /^Nerida Gale changed the settings at / }).waitFor();
    await conflict.getByText('Sick, a year 80:00, was 76:00').waitFor();
    await conflict.getByText('Yours: Annual, may fall to -76').waitFor();
    await conflict.getByRole('button', { name: 'Keep mine on top of theirs' }).click();
    await edit.getByRole('button', { name: 'Save the leave types' }).click();
    await gone(edit);
    const rules = (await now()).leaveTypes;
    assert.is(rules.find(({ type }) => type === 'annual')?.floorMinutes, -4_560);
    assert.is(rules.find(({ type }) => type === 'sick')?.yearlyMinutes, 4_800);
  });

  test('another section that changed meanwhile is nobody’s conflict', async () => {
    const nerida = await app.enter('nerida', { at: '/settings?edit=week' });
    const edit = panel(nerida, 'Working week');
    await edit.getByLabel('Fri', { exact: true }).fill('6');
    await edit.getByText('Comes to 36:24 a week', { exact: false }).waitFor();
    // Also where the screen has not heard of it yet.
    const { version } = await now();
    await nerida.route(
      '**/api/commands/ReviseSettings',
      async (route) => {
        await app.send('nerida', 'ReviseSettings', { payDaysAfterWeek: 4 }, version);
        await route.continue();
      },
      { times: 1 },
    );
    await edit.getByRole('button', { name: 'Save the working week' }).click();
    await gone(edit);
    await card(nerida, 'Working week').getByText('Mon–Thu 7:36, Fri 6:00').waitFor();
    await card(nerida, 'Pay day').getByText('Thursday after the week').waitFor();
    assert.equal((await now()).weekdayMinutes, [456, 456, 456, 456, 360, 0, 0]);
  });

  test('pay rules from a Monday on, with rates of a Sunday; what cannot be read is told at its field', async () => {
    const nerida = await app.enter('nerida', { at: '/settings?edit=pay-rules' });
    const edit = panel(nerida, 'Pay rules');
    const monday = addDays(picnic, 7 - weekdayOf(picnic));
    await edit.getByLabel('Other rules from').fill(addDays(monday, 1));
    await edit.getByText('Choose a Monday: rules count for whole weeks.').waitFor();
    await edit.getByLabel('Other rules from').fill(monday);
    await edit.getByRole('button', { name: 'Add rules' }).click();
    const sunday = edit.getByRole('group', { name: 'Sunday' });
    await sunday.getByLabel('Sunday').selectOption({ label: 'Rates of its own for all time worked' });
    await sunday.getByLabel('All of it at').fill('20');
    await edit.getByRole('button', { name: 'Save the pay rules' }).click();
    await sunday.getByRole('alert').waitFor();
    await hasFocus(sunday.getByLabel('Sunday'));
    await sunday.getByLabel('All of it at').fill('200');
    await edit.getByLabel('Leave loading').fill('17.5');
    await edit.getByRole('button', { name: 'Save the pay rules' }).click();
    await gone(edit);
    await card(nerida, 'Pay rules')
      .getByText(/^Other rules from/)
      .waitFor();
    const rules = (await now()).payRules;
    assert.equal(rules.at(-1)?.sunday, [{ basisPoints: 20_000 }]);
    assert.is(rules.at(-1)?.leaveLoadingBasisPoints, 1_750);
    assert.is(rules.at(-1)?.from, monday);
    assert.not('sunday' in (rules[0] ?? {}));
  });
});

/** A card of the page. */
function card(page: Page, name: string): Locator {
  return page
    .getByRole('main')
    .locator('.card')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });
}

function panel(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

function firstWorkingDay(date: string): string {
  return weekdayOf(date) < 5 ? date : firstWorkingDay(addDays(date, 1));
}
