import type { Locator, Page } from 'playwright-core';
import type { OrderCard } from '../../../src/contracts/order.ts';
import { nameOf, TestApp, until } from '../../../src/testing/app.ts';
import { gone, meetAtServer } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

suite('today', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('two do the same next thing at once: one has done it, the other is told by whom, and goes on', async () => {
    const tablets = [
      { page: await app.enter('ben'), name: nameOf('ben') },
      { page: await app.enter('priya'), name: nameOf('priya') },
    ];
    const pages = tablets.map(({ page }) => page);
    const wish = await next(tablets[0]?.page).innerText();
    assert.is(await next(tablets[1]?.page).innerText(), wish, 'both are to do the same');
    await meetAtServer(pages, '**/api/commands/AllocateStock');
    await Promise.all(
      pages.map((page) =>
        doNext(page)
          .getByRole('button', { name: /^Allocate/ })
          .click(),
      ),
    );

    const told = await until(
      'one is told',
      async () => {
        const counts = await Promise.all(pages.map((page) => card(page).count()));
        return tablets.filter((_, index) => counts[index] !== 0);
      },
      (who) => who.length === 1,
    );
    const [loser] = told;
    const winner = tablets.find((one) => one !== loser);
    assert.ok(loser && winner);
    await card(loser.page)
      .getByRole('heading', { name: new RegExp(`^${winner.name} allocated`) })
      .waitFor();
    await card(loser.page).getByText('Insufficient stock or concurrent allocation occurred.').waitFor();
    // The one who did it has the next thing in front already.
    await until(
      'the next thing',
      () => next(winner.page).innerText(),
      (words) => words !== wish,
    );
    assert.is(await next(loser.page).innerText(), wish, 'the attempt stays where it was');
    await card(loser.page).getByRole('button', { name: 'Discard' }).click();
    await gone(card(loser.page));
    await until(
      'the next thing',
      () => next(loser.page).innerText(),
      (words) => words !== wish,
    );
  });

  test('it is by station: what waits there comes first, and what somebody else moves on is gone', async () => {
    const page = await app.enter('sione');
    const choose = (label: string) => page.getByLabel('Where I work').selectOption({ label });
    await choose('Delivery');
    await page.getByRole('region', { name: 'In Delivery' }).getByText('Deliver ADM-').first().waitFor();
    await choose('Winding');
    const rows = page.getByRole('region', { name: 'In Winding' }).getByRole('listitem');
    await rows.first().waitFor();
    await page.reload();
    await rows.first().waitFor();
    const [number = ''] = /ADM-\d{4}-\d+/.exec(await rows.first().innerText()) ?? [];
    const { items } = await app.ask<{ items: OrderCard[] }>('priya', '/api/order-board');
    const order = items.find((one) => one.number === number);
    assert.ok(order);
    await app.send('priya', 'MoveOrderStage', { orderId: order.id, from: 'winding', to: 'finishing' });
    await gone(rows.filter({ hasText: number }));
    await choose('Finishing');
    await page
      .getByRole('region', { name: 'In Finishing' })
      .getByRole('listitem')
      .filter({ hasText: number })
      .getByText(`Last worked on by ${nameOf('priya')} at`)
      .waitFor();
  });

  test('it is for those who decide to do so first, and the auditor opens on questions', async () => {
    for (const who of ['ben', 'priya'] as const) {
      const page = await app.enter(who);
      const headings = page.getByRole('main').getByRole('heading', { level: 3 });
      await until(
        'approvals first',
        () => headings.first().innerText(),
        (words) => /approvals? waiting$/.test(words),
      );
    }
    const auditor = await app.enter('lachlan');
    await auditor.getByRole('link', { name: /^Whose role or account was changed/ }).click();
    const table = auditor.getByRole('table', { name: 'Whose role or account was changed?' });
    await table.getByText('Account made: Auditor').waitFor();
    await table.getByRole('link', { name: 'Account Lachlan Webb' }).click();
    await auditor.getByRole('heading', { name: 'What changed between two moments' }).waitFor();
  });

  test('what is low and what is late stand there live, and lead to their place', async () => {
    const page = await app.enter('kylie');
    const low = page.getByRole('heading', { name: /items low$/ });
    const before = Number.parseInt(await low.innerText(), 10);
    await app.send('sione', 'IssueStock', { itemId: 'wrap', quantity: 35, reason: 'Used in the shop' });
    await page.getByRole('heading', { name: `${before + 1} items low` }).waitFor();
    await page.getByRole('link', { name: /^Stretch wrap 500 mm 9 rolls free/ }).click();
    await page.getByRole('region', { name: 'Stretch wrap 500 mm' }).waitFor();
    await page.goBack();
    await page
      .getByRole('link', { name: /days? late$/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Back' }).waitFor();
    await page.getByText(/^\d+ days? late$/).waitFor();
    assert.match(page.url(), /\/orders\/demo-\d+$/);
  });
});

function doNext(page: Page | undefined): Locator {
  if (page === undefined) throw new Error('There is no such tablet.');
  return page.getByRole('region', { name: 'Do this next' });
}

/** What is to be done next, in words. */
function next(page: Page | undefined): Locator {
  return doNext(page).getByRole('heading', { level: 2 });
}

function card(page: Page): Locator {
  return page.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
}
