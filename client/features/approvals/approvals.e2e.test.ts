import type { Locator, Page } from 'playwright-core';
import type { LeaveBalance, LeaveRequest } from '../../../src/contracts/leave.ts';
import type { LeaveType } from '../../../src/contracts/leave-types.ts';
import { nameOf, TestApp, type Username, until } from '../../../src/testing/app.ts';
import { type Asked, Asking } from '../../../src/testing/asking.ts';
import { gone, hasFocus, meetAtServer } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { REST_MS } from '../../ui/rest.ts';
import { askedWords, daysWords } from './approval-words.ts';

const TIME = String.raw`\d{1,2}:\d\d [ap]m`;

suite('approvals', (test) => {
  let app: TestApp;
  let asking: Asking;
  test.before(async () => {
    app = await TestApp.start();
    asking = await Asking.of(app);
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('two managers approve one week at the same moment: one did it, the other reads who and when', async () => {
    const week = await asking.week('kylie');
    const [winner, loser] = await atOnce(app, week, '**/api/commands/ApproveTimesheet');
    await said(winner.page, `You approved Kylie Tran’s timesheet at`, days(week)).waitFor();
    const told = said(loser.page, 'Already approved by another manager.', days(week));
    const first = nameOf(winner.username).split(' ')[0];
    await told.getByRole('heading', { name: new RegExp(`^${first} approved this at ${TIME}$`) }).waitFor();
    await told.getByRole('link', { name: 'See it' }).click();
    const kept = loser.page.getByRole('region', { name: title(week) });
    await kept.getByText(`Approved by ${nameOf(winner.username)}`).waitFor();
    await loser.page.goBack();
    await told.getByRole('button', { name: 'Got it' }).click();
    await gone(told);
  });

  test('two managers approve one request for leave at the same moment: it is deducted once', async () => {
    const before = await balanceOf(app, 'kylie', 'annual');
    const leave = await asking.leave('kylie', 'annual');
    const [winner, loser] = await atOnce(app, leave, '**/api/commands/ApproveLeave');
    await said(winner.page, 'You approved Kylie Tran’s annual leave', days(leave)).waitFor();
    await said(loser.page, 'Already approved by another manager.', days(leave)).waitFor();
    assert.is(await balanceOf(app, 'kylie', 'annual'), before - 456);
  });

  test('a request that comes in stands at the end, and is counted in the rail and on Today', async () => {
    const page = await app.enter('priya');
    const count = page.getByRole('link', { name: /^Approvals \d+ approvals waiting$/ });
    const before = Number.parseInt((await count.innerText()).replace(/\D+/g, ''), 10);
    const leave = await asking.leave('sione');
    await page.getByRole('heading', { name: `${before + 1} approvals waiting` }).waitFor();
    await count.filter({ hasText: String(before + 1) }).click();
    await card(page, leave).waitFor();
    const last = await asking.leave('dave');
    await card(page, last).waitFor();
    const order = await page.locator('.approvals > li > section').evaluateAll((all) => all.map((one) => one.ariaLabel));
    assert.equal(order.slice(-2), [title(leave), title(last)]);
  });

  test('a rejection asks for the reason in place, and the employee reads it', async () => {
    const leave = await asking.leave('sione');
    const page = await app.enter('priya', { at: '/approvals' });
    await card(page, leave).getByRole('button', { name: 'Reject…' }).click();
    const form = page.getByRole('form', { name: 'Reject unpaid leave' });
    await hasFocus(form.getByLabel('Why is it rejected?', { exact: true }));
    await form.getByRole('button', { name: 'Reject unpaid leave' }).click();
    await form.getByText('A reason is required.').waitFor();
    await form.getByRole('button', { name: 'Too many are away' }).click();
    await form.getByRole('button', { name: 'Reject unpaid leave' }).click();
    await said(
      page,
      'You rejected Sione Tavita’s unpaid leave at',
      '“Too many are away” Sione can ask again.',
    ).waitFor();
    const { item } = await app.ask<{ item: LeaveRequest }>('sione', `/api/leave-requests/${leave.id}`);
    assert.equal([item.status, item.reason], ['rejected', 'Too many are away']);
  });

  test('what one has approved is taken back while the rules allow it', async () => {
    const before = await balanceOf(app, 'kylie', 'annual');
    const leave = await asking.leave('kylie', 'annual');
    const week = await asking.week('sione');
    const page = await app.enter('priya', { at: '/approvals' });
    for (const one of [leave, week]) await approve(card(page, one));

    await undo(said(page, 'You approved Kylie Tran’s annual leave', days(leave)));
    await said(page, 'You cancelled Kylie Tran’s annual leave', 'The time is back on the balance').waitFor();
    assert.is(await balanceOf(app, 'kylie', 'annual'), before);

    await undo(said(page, 'You approved Sione Tavita’s timesheet', 'Can be taken back until pay is finalised.'));
    await said(page, 'You reopened Sione Tavita’s timesheet', 'It is back with Sione').waitFor();
    // Handed in again, it waits again: in its old place.
    await app.send('sione', 'SubmitTimesheet', week.which);
    await card(page, week).waitFor();
  });

  test('what was approved at another time is cancelled or reopened with the reason', async () => {
    const week = await asking.week('kylie');
    await app.send('ben', 'ApproveTimesheet', week.which, 1);
    const page = await app.enter('priya', { at: '/approvals' });
    await page.getByRole('button', { name: 'Decided' }).click();
    await card(page, week).getByRole('button', { name: 'Reopen…' }).click();
    const form = page.getByRole('form', { name: 'Reopen the week' });
    await form.getByRole('button', { name: 'Hours are wrong' }).click();
    await form.getByRole('button', { name: 'Reopen the week' }).click();
    await card(page, week)
      .getByText(/^Reopened by Priya Raman, .*“Hours are wrong”$/)
      .waitFor();
    assert.is(await card(page, week).getByRole('button').count(), 0);
  });

  test('a week that was saved again meanwhile is not approved: its hours are shown, and can be approved', async () => {
    const week = await asking.week('kylie');
    const page = await app.enter('priya', { at: '/approvals' });
    // Kylie hands it in again while Priya's wish is on its way, and the tablet hears of nothing before the answer.
    await page.route(
      '**/api/commands/ApproveTimesheet',
      async (route) => {
        await asking.again(week, 480);
        await route.continue();
      },
      { times: 1 },
    );
    await approve(card(page, week));
    const conflict = card(page, week).getByRole('status').filter({ hasText: 'Your attempt is kept.' });
    await conflict.getByRole('heading', { name: /^Kylie Tran changed this week at/ }).waitFor();
    await conflict.getByText('8 h worked now. 7 h 36 min worked when you looked.').waitFor();
    await conflict.getByRole('button', { name: 'Approve 8 h' }).click();
    await said(page, 'You approved Kylie Tran’s timesheet', '8 h').waitFor();
  });

  test('several at once: each says what became of it', async () => {
    const [mine, taken] = [await asking.leave('dave'), await asking.leave('sione')];
    const refused = await asking.leave('kylie', 'personal');
    const minutes = -(await balanceOf(app, 'kylie', 'personal'));
    await app.send('ben', 'AdjustLeaveBalance', {
      ...{ employeeId: 'kylie', type: 'personal', minutes, reason: 'Entered twice' },
    });
    const page = await app.enter('priya', { at: '/approvals' });
    await choose(page, [mine, taken, refused]);
    // While they are on their way Ben approves one of them.
    await page.route('**/api/commands/ApproveLeave', async (route) => {
      const { requestId } = route.request().postDataJSON() as { requestId: string };
      if (requestId === taken.which.requestId) await app.send('ben', 'ApproveLeave', taken.which);
      await route.continue();
    });
    await page.getByRole('button', { name: 'Approve 3' }).click();
    await page
      .getByText('1 approved. 1 was decided by somebody else first. 1 was not approved: the card says why.')
      .waitFor();
    await said(page, 'You approved', days(mine)).waitFor();
    await said(page, 'Ben approved this at', days(taken)).waitFor();
    await card(page, refused).getByText('Insufficient personal leave balance.').waitFor();
    await card(page, refused)
      .getByText(/^Ben Okafor adjusted personal leave by −/)
      .waitFor();
  });

  test('several at once and the connection goes: what was not sent stays chosen, and is approved once it is back', async () => {
    const asked = [await asking.leave('kylie'), await asking.leave('sione'), await asking.leave('dave')];
    const page = await app.enter('priya', { at: '/approvals' });
    await choose(page, asked);
    // The first is answered; then the connection goes, with the others on their way.
    const answered = page.waitForResponse('**/api/commands/ApproveLeave');
    await page.route('**/api/commands/ApproveLeave', async (route) => {
      const { employeeId } = route.request().postDataJSON() as { employeeId: string };
      if (employeeId === 'kylie') return await route.continue();
      await answered;
      await page.context().setOffline(true);
      return await route.abort('internetdisconnected');
    });
    await page.getByRole('button', { name: 'Approve 3' }).click();
    await page.getByText('2 were not sent, and stay chosen.').waitFor();
    assert.is(await page.getByRole('checkbox', { checked: true }).count(), 2);
    await page.getByText('This needs the connection.').first().waitFor();

    await page.unroute('**/api/commands/ApproveLeave');
    await page.context().setOffline(false);
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Approve 2' }).click();
    await page.getByText('2 approved.', { exact: true }).waitFor();
    for (const one of asked) await said(page, 'You approved', days(one)).waitFor();
  });

  test('with the keyboard alone: arrows move, Enter opens, A approves the open card and goes on to the next', async () => {
    const [first, second] = [await asking.leave('kylie'), await asking.leave('dave')];
    const page = await app.enter('priya', { at: '/approvals' });
    await card(page, second).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await hasFocus(opener(page, first));
    await page.keyboard.press('Enter');
    await card(page, first).getByText('If you approve').waitFor();
    await hasFocus(opener(page, first));
    await page.keyboard.press('a');
    await said(page, 'You approved Kylie Tran’s unpaid leave', days(first)).waitFor();
    await card(page, second).getByText('If you approve').waitFor();
    // It opened by itself, so the key rests: a second press was meant for the first card.
    await page.keyboard.press('a');
    await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), REST_MS);
    await card(page, second).getByText('If you approve').waitFor();
    await page.keyboard.press('a');
    await said(page, 'You approved Dave Mitchell’s unpaid leave', days(second)).waitFor();
  });

  test('somebody else decides the open card: nothing below it moves, and nothing else opens', async () => {
    const [first, second] = [await asking.leave('kylie'), await asking.leave('dave')];
    const page = await app.enter('priya', { at: `/approvals?card=leave.${first.id}` });
    await card(page, first).getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await card(page, first).getByText('No other leave on these days').waitFor();
    // It grows without being drawn anew, as when a font comes late.
    await card(page, first).evaluate((open) => open.append(document.createElement('hr')));
    const place = await card(page, second).boundingBox();
    await app.send('ben', 'RejectLeave', { ...first.which, reason: 'Stocktake' });
    const told = said(page, 'Ben rejected this at', '“Stocktake”');
    await told.waitFor();
    assert.equal(await card(page, second).boundingBox(), place);
    assert.is(await page.getByText('If you approve').count(), 0);
    await told.getByRole('button', { name: 'Got it' }).click();
    await page.getByText('If you approve').waitFor();
  });

  test('on a small phone a tap opens the card, and Approve is one more', async () => {
    const leave = await asking.leave('kylie');
    const page = await app.enter('priya', { at: '/approvals', viewport: { width: 360, height: 740 }, hasTouch: true });
    await opener(page, leave).tap();
    const button = card(page, leave).getByRole('button', { name: 'Approve', exact: true });
    await button.tap();
    await said(page, 'You approved Kylie Tran’s unpaid leave', days(leave)).waitFor();
  });

  test('offline nothing can be decided, and the cards say why', async () => {
    const leave = await asking.leave('kylie');
    const page = await app.enter('priya', { at: `/approvals?card=leave.${leave.id}` });
    const button = card(page, leave).getByRole('button', { name: 'Approve', exact: true });
    await button.waitFor();
    await page.context().setOffline(true);
    await card(page, leave).getByText('This needs the connection.').waitFor();
    assert.is(await button.getAttribute('aria-disabled'), 'true');
    await page.keyboard.press('a');
    assert.is(await page.getByText('Sending…').count(), 0);
    await page.context().setOffline(false);
  });

  test('a manager who goes away hands over, and the delegate decides for the team but not about themselves', async () => {
    const [team, own] = [await asking.leave('kylie'), await asking.leave('sione')];
    const sione = await app.enter('sione', { at: '/approvals' });
    await sione.getByText('You decide for nobody').waitFor();
    await sione.getByText('decided by Priya Raman or the office').waitFor();

    const page = await app.enter('priya', { at: '/approvals' });
    await page.getByRole('button', { name: 'Hand over…' }).click();
    const form = page.getByRole('form', { name: 'Hand over approvals' });
    await form.getByRole('button', { name: 'Hand over' }).click();
    await form.getByText('Choose somebody.').waitFor();
    await form.getByLabel('Who decides in your place').selectOption({ label: 'Sione Tavita' });
    await form.getByRole('button', { name: 'Hand over' }).click();
    await page.getByText(/^Sione Tavita decides in your place on/).waitFor();

    await sione.getByText('You decide in the place of Priya Raman as well.').waitFor();
    await card(sione, team).waitFor();
    assert.is(await card(sione, own).count(), 0);
    await sione.getByRole('link', { name: /^More \d+ approvals waiting$/ }).click();
    await sione.getByRole('link', { name: 'Approvals', exact: true }).click();
    await approve(card(sione, team));
    await said(sione, 'You approved Kylie Tran’s unpaid leave', days(team)).waitFor();

    await page.getByRole('button', { name: 'End it' }).click();
    await page.getByText('Nobody decides in your place.').waitFor();
    await sione.getByText('You decide for nobody').waitFor();
  });
});

interface Tablet {
  readonly page: Page;
  readonly username: Username;
}

/** Ben and Priya approve the same card, and both wishes reach the server together. Gives the winner first. */
async function atOnce(app: TestApp, asked: Asked, url: string): Promise<readonly [Tablet, Tablet]> {
  const enter = async (username: Username) => ({ username, page: await app.enter(username, { at: '/approvals' }) });
  const [ben, priya] = [await enter('ben'), await enter('priya')];
  const pages = [ben.page, priya.page];
  for (const page of pages) await card(page, asked).waitFor();
  await meetAtServer(pages, url);
  await Promise.all(pages.map((page) => approve(card(page, asked))));
  const lost = (page: Page) => said(page, 'Already approved by another manager.', days(asked)).count();
  const counts = await until(
    'one is told that the other was first',
    () => Promise.all(pages.map(lost)),
    ([one = 0, other = 0]) => one + other === 1,
  );
  return counts[0] === 1 ? [priya, ben] : [ben, priya];
}

/** The name of a card. */
function title({ who, card: about }: Asked): string {
  return `${nameOf(who)}, ${askedWords(about)}`;
}

function days({ card: about }: Asked): string {
  return daysWords(about);
}

function card(page: Page, asked: Asked): Locator {
  return page.getByRole('region', { name: title(asked), exact: true });
}

/** What opens the card. */
function opener(page: Page, asked: Asked): Locator {
  return card(page, asked).locator('.opener');
}

/** What is said in the place of a card, with all of these words. */
function said(page: Page, ...words: readonly string[]): Locator {
  return words.reduce((found, text) => found.filter({ hasText: text }), page.getByRole('status'));
}

async function approve(of: Locator): Promise<void> {
  await of.getByRole('button', { name: 'Approve', exact: true }).click();
}

async function undo(of: Locator): Promise<void> {
  await of.getByRole('button', { name: 'Undo' }).click();
}

/** Goes into choosing, and takes these cards. */
async function choose(page: Page, cards: readonly Asked[]): Promise<void> {
  await page.getByRole('button', { name: 'Approve several' }).click();
  for (const one of cards) await card(page, one).getByRole('checkbox').check();
}

async function balanceOf(app: TestApp, employeeId: string, type: LeaveType): Promise<number> {
  const { item } = await app.ask<{ item: LeaveBalance }>('ben', `/api/leave-balances/${employeeId}`);
  return item.balances.find((one) => one.type === type)?.balanceMinutes ?? 0;
}
