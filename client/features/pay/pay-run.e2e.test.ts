import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import type { CommandAccepted } from '../../../src/contracts/command.ts';
import { formatCents, plainCents } from '../../../src/contracts/money.ts';
import type { PayRun, Payslip } from '../../../src/contracts/pay.ts';
import { totalsOf } from '../../../src/contracts/pay-totals.ts';
import { nameOf, TestApp, type Username } from '../../../src/testing/app.ts';
import { gone, hasFocus, meetAtServer } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { approvedAgain, approvedWeek, oldMonday, submittedWeek } from '../../../src/testing/weeks.ts';
import { weekOf } from './pay-words.ts';

const TIME = String.raw`\d{1,2}:\d\d [ap]m`;

suite('a pay run on the screen', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('is opened, reviewed, finalised and taken back', async () => {
    const monday = oldMonday(1);
    await approvedWeek(app, 'kylie', monday);
    await approvedWeek(app, 'sione', monday, 516);
    const last = await submittedWeek(app, 'dave', monday);
    const ben = await app.enter('ben', { at: '/pay' });
    const card = ben.getByRole('region', { name: `Week of ${weekOf(monday)}` });
    await card.getByText('2 weeks approved').waitFor();
    await card.getByText('1 waits for approval.').waitFor();
    await card.getByLabel('Pay day').waitFor();
    await card.getByRole('button', { name: `Open the run of ${weekOf(monday)}` }).click();

    await ben.waitForURL(`**/pay/${monday}`);
    const slips = await slipsOf(app, monday, last);
    await rowOf(ben, 'kylie').getByText('Approved').waitFor();
    await rowOf(ben, 'dave').getByText('Not approved yet').waitFor();
    await rowOf(ben, 'ana').getByText('Nothing entered').waitFor();
    assert.match(await rowOf(ben, 'sione').innerText(), /38:00\s+5:00\s+0:00/);
    assert.ok(await isAbove(rowOf(ben, 'ana'), rowOf(ben, 'kylie')), 'the trouble comes first');
    await totalIs(ben, slips);

    // The row opens its payslip by its address; the browser's Back closes it.
    await rowOf(ben, 'sione').click();
    const panel = ben.getByRole('region', { name: nameOf('sione') });
    await panel.getByText('Overtime').waitFor();
    await panel.getByText('Worked out, not final').waitFor();
    await ben.goBack();
    await gone(panel);

    await ben.getByRole('button', { name: /^Finalise 2 payslips/ }).click();
    const dialog = ben.getByRole('dialog');
    const { netCents } = totalsOf(slips);
    const verb = dialog.getByRole('button', { name: `Finalise 2 payslips, ${formatCents(netCents)} net` });
    await hasFocus(dialog.getByRole('button', { name: 'Keep it open' }));
    await dialog.getByText(`${nameOf('dave')} (not approved yet)`).waitFor();
    await ben.keyboard.press('Escape');
    await gone(dialog);
    assert.is((await runOf(app, monday)).status, 'open');

    await ben.getByRole('button', { name: /^Finalise 2 payslips/ }).click();
    await verb.click();
    await ben.getByText(`Finalised by ${nameOf('ben')}`).waitFor();
    await gone(dialog);
    assert.equal((await runOf(app, monday)).totals, totalsOf(slips));
    await rowOf(ben, 'kylie').getByText('Finalised').waitFor();
    await totalIs(ben, slips);
    assert.is(await ben.getByRole('button', { name: /^Finalise/ }).count(), 0);

    await ben.getByRole('button', { name: 'Take back…' }).click();
    await dialog.getByRole('button', { name: 'Take the run back' }).click();
    await dialog.getByText('A reason is required.').waitFor();
    await dialog.getByRole('button', { name: 'Wrong pay day' }).click();
    await dialog.getByRole('button', { name: 'Take the run back' }).click();
    await ben.getByText(/Taken back by Ben Okafor, .+: Wrong pay day/).waitFor();
    assert.equal(
      (await slipsOf(app, monday)).map(({ status }) => status),
      ['worked-out', 'worked-out'],
    );
    await ben.getByRole('button', { name: `Open the run of ${weekOf(monday)}` }).click();
    await ben.getByRole('button', { name: /^Finalise 2 payslips/ }).waitFor();
  });

  test('of two managers who finalise at the same moment one wins, and the other reads who', async () => {
    const people = ['ben', 'nerida'] as const;
    const tablets = await Promise.all(people.map((username) => app.enter(username, { at: '/pay' })));
    for (const round of [2, 3, 4]) {
      const monday = oldMonday(round);
      await approvedWeek(app, 'kylie', monday);
      await app.send('ben', 'OpenPayRun', { period: monday });
      await Promise.all(tablets.map((page) => page.goto(`${app.url}/pay/${monday}`)));
      for (const page of tablets) await page.getByRole('button', { name: /^Finalise 1 payslip,/ }).click();
      await meetAtServer(tablets, '**/api/commands/FinalisePayRun');
      await Promise.all(tablets.map((page) => confirmed(page)));

      const loser = await Promise.race(
        tablets.map((page, at) =>
          page
            .getByRole('status')
            .filter({ hasText: 'Pay for this period is already finalised.' })
            .waitFor()
            .then(() => at),
        ),
      );
      const winner = people[1 - loser] ?? 'ben';
      const [lost, won] = [tablets[loser], tablets[1 - loser]];
      assert.ok(lost && won);
      const card = lost.getByRole('status').filter({ hasText: 'finalised this run' });
      assert.match(await card.innerText(), new RegExp(`${nameOf(winner)} finalised this run at ${TIME}`));
      for (const page of tablets) await page.getByText(`Finalised by ${nameOf(winner)}`).waitFor();
      assert.is(await won.getByText('is already finalised').count(), 0);
      const run = await runOf(app, monday);
      assert.equal([run.status, run.lines.length, run.finalisedBy?.id], ['finalised', 1, winner]);
      await card.getByRole('button', { name: 'Got it' }).click();
      await gone(card);
    }
  });

  test('that two managers open at the same moment is opened once, and the other reads who', async () => {
    const monday = oldMonday(5);
    await approvedWeek(app, 'kylie', monday);
    const people = ['ben', 'nerida'] as const;
    const tablets = await Promise.all(people.map((username) => app.enter(username, { at: '/pay' })));
    await meetAtServer(tablets, '**/api/commands/OpenPayRun');
    await Promise.all(
      tablets.map((page) => page.getByRole('button', { name: `Open the run of ${weekOf(monday)}` }).click()),
    );
    const cards = tablets.map((page) => page.getByRole('status').filter({ hasText: 'opened this run at' }));
    const lost = await Promise.race(cards.map((card, at) => card.waitFor().then(() => at)));
    await tablets[1 - lost]?.getByRole('button', { name: /^Finalise 1 payslip,/ }).waitFor();
    const { openedBy } = await runOf(app, monday);
    assert.is(openedBy.id, people[1 - lost]);
    assert.match((await cards[lost]?.innerText()) ?? '', new RegExp(`${openedBy.name} opened this run at ${TIME}`));
    // The card of the week is gone from the loser's list; the run stands there instead.
    const place = tablets[lost]?.getByRole('region', { name: `Pay run of ${weekOf(monday)}` });
    await place?.getByText(`Opened by ${openedBy.name}`).waitFor();
  });

  test('a week that was approved again is not paid as it was reviewed, but as it is reviewed then', async () => {
    const monday = oldMonday(6);
    await approvedWeek(app, 'kylie', monday);
    await approvedWeek(app, 'sione', monday);
    const opened = await app.send('ben', 'OpenPayRun', { period: monday });
    const ben = await app.enter('ben', { at: `/pay/${monday}` });
    const before = await slipsOf(app, monday, opened);
    const kyliesNet = (slips: readonly Payslip[]) =>
      formatCents(slips.find(({ employeeId }) => employeeId === 'kylie')?.netCents ?? 0);
    await ben.getByRole('button', { name: /^Finalise 2 payslips/ }).click();
    const after = await slipsOf(app, monday, await approvedAgain(app, 'kylie', monday, 300));
    assert.not.equal(kyliesNet(after), kyliesNet(before));
    await confirmed(ben);

    const card = ben.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
    const words = (await card.innerText()).replace(/\s+/g, ' ');
    assert.match(words, new RegExp(`${nameOf('nerida')} approved the week again at ${TIME}`));
    assert.ok(words.includes(`${nameOf('kylie')}, ${weekOf(monday)}.`), words);
    assert.ok(words.includes(`Net is ${kyliesNet(after)} now, was ${kyliesNet(before)}.`), words);
    assert.ok(words.includes('Please refresh and try again.'), words);
    await rowOf(ben, 'kylie').getByText('Changed').waitFor();
    await rowOf(ben, 'kylie').getByText(kyliesNet(after)).waitFor();
    assert.is(await rowOf(ben, 'sione').getByText('Changed').count(), 0);
    await totalIs(ben, after);
    assert.is((await runOf(app, monday)).status, 'open');

    await card.getByRole('button', { name: /^Finalise 2 payslips/ }).click();
    await ben
      .getByRole('dialog')
      .getByText(`Changed while you looked: ${nameOf('kylie')}.`)
      .waitFor();
    await confirmed(ben);
    await ben.getByText(`Finalised by ${nameOf('ben')}`).waitFor();
    await gone(card);
    assert.equal((await runOf(app, monday)).totals, totalsOf(after));
  });

  test('takes along a week that missed its own run', async () => {
    const [own, later] = [oldMonday(9), oldMonday(8)];
    const { position } = await approvedWeek(app, 'kylie', own);
    const [slip] = await slipsOf(app, own, { position });
    const weeks = [{ employeeId: 'kylie', monday: own, calculation: slip?.calculation ?? 0 }];
    await app.send('ben', 'OpenPayRun', { period: own });
    await app.send('ben', 'FinalisePayRun', { period: own, weeks });
    await approvedWeek(app, 'sione', own);
    await approvedWeek(app, 'kylie', later);
    await app.send('ben', 'OpenPayRun', { period: later });
    const ben = await app.enter('ben', { at: `/pay/${later}` });
    const missed = rowOf(ben, 'sione').filter({ hasText: `week of ${weekOf(own)}` });
    await missed.getByText('Approved').waitFor();
    await ben.getByRole('button', { name: /^Finalise 2 payslips/ }).click();
    await confirmed(ben);
    await missed.getByText('Finalised').waitFor();
    assert.match(await missed.innerText(), /38:00/);
    const paid = await slipsOf(app, own);
    assert.equal(paid.map(({ employeeId, period }) => [employeeId, period]).sort(), [
      ['kylie', own],
      ['sione', later],
    ]);
  });

  test('waits while there is no connection, and says so', async () => {
    const monday = oldMonday(10);
    await approvedWeek(app, 'kylie', monday);
    await app.send('ben', 'OpenPayRun', { period: monday });
    const ben = await app.enter('ben', { at: `/pay/${monday}` });
    const button = ben.getByRole('button', { name: /^Finalise 1 payslip,/ });
    await button.waitFor();
    await ben.context().setOffline(true);
    await ben.getByText('This needs the connection.').first().waitFor();
    await button.press('Enter');
    assert.is(await ben.getByRole('dialog').count(), 0);
    await ben.context().setOffline(false);
    await button.and(ben.locator(':not([aria-disabled])')).click();
    await ben.getByRole('dialog').waitFor();
  });

  test('its CSV says what the payslips say', async () => {
    const monday = oldMonday(7);
    await approvedWeek(app, 'kylie', monday);
    await approvedWeek(app, 'ana', monday, 522);
    await app.send('ben', 'OpenPayRun', { period: monday });
    const ben = await app.enter('ben', { at: `/pay/${monday}` });
    await rowOf(ben, 'ana').getByText('Approved').waitFor();
    const [download] = await Promise.all([
      ben.waitForEvent('download'),
      ben.getByRole('button', { name: 'CSV' }).click(),
    ]);
    assert.is(download.suggestedFilename(), `pay-${monday}.csv`);
    const text = await readFile(await download.path(), 'utf8');
    const { payDate } = await runOf(app, monday);
    const lines = (await slipsOf(app, monday)).map((slip) =>
      [
        ...[slip.employeeNumber, slip.employeeName, slip.monday, payDate],
        ...[slip.ordinaryMinutes, slip.overtimeMinutes, slip.leaveMinutes],
        ...[slip.grossCents, slip.taxCents, slip.studyLoanCents, slip.netCents, slip.superCents].map(plainCents),
        'no',
      ].join(','),
    );
    assert.is(text.charCodeAt(0), 0xfeff);
    assert.equal(text.split('\r\n').slice(1, -1).sort(), lines.sort());
    assert.match(text, /Ana Petrović/);
  });

  test('is not for people who may not see pay, and says so', async () => {
    const kylie = await app.enter('kylie', { at: `/pay/${oldMonday(1)}` });
    await kylie.getByRole('heading', { name: 'Your role does not allow this page' }).waitFor();
  });
});

function rowOf(page: Page, username: Username): Locator {
  return page.getByRole('row').filter({ hasText: nameOf(username) });
}

/** The safe answer has the focus; this is the other one. */
async function confirmed(page: Page): Promise<void> {
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Finalise/ })
    .click();
}

async function totalIs(page: Page, slips: readonly Payslip[]): Promise<void> {
  const { grossCents, taxCents, studyLoanCents, netCents, superCents } = totalsOf(slips);
  const amounts = [grossCents, taxCents, studyLoanCents, netCents, superCents].map(formatCents);
  await page
    .getByRole('row', {
      name: new RegExp(`^${slips.length} payslips .*${amounts.join(' ').replace(/[$.]/g, '\\$&')}$`),
    })
    .waitFor();
}

async function isAbove(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()];
  return a !== null && b !== null && a.y < b.y;
}

async function runOf(app: TestApp, period: string): Promise<PayRun> {
  return (await app.ask<{ item: PayRun }>('ben', `/api/pay-runs/${period}`)).item;
}

/** As they are once this was done. */
async function slipsOf(
  app: TestApp,
  monday: string,
  done?: Pick<CommandAccepted, 'position'>,
): Promise<readonly Payslip[]> {
  const path = `/api/payslips?monday=${monday}&after=${done?.position ?? 0}`;
  return (await app.ask<{ items: Payslip[] }>('ben', path)).items;
}
