import type { Locator, Page } from 'playwright-core';
import { nameOf, TestApp, type Username } from '../../../src/testing/app.ts';
import { gone, meetAtServer } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

/** There are 63 rolls, and both want 40 of them. */
const THERE = 63;
const WANTED = 40;
const LEFT = THERE - WANTED;
const TIME = String.raw`\d{1,2}:\d\d [ap]m`;
const ROUNDS = [1, 2, 3, 4, 5];

suite('two tablets, one roll of kraft, one winner', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test(
    'one wins, the other is told who was first, what is left and what can be done, in every round',
    async () => {
      const [ben, priya, kylie] = await Promise.all([app.enter('ben'), app.enter('priya'), app.enter('kylie')]);
      const loads = [ben, priya, kylie].map(countLoads);
      for (const round of ROUNDS) {
        const kraft = await lastRolls(app, `round-${round}`);
        const tablets: Tablets = [
          { username: 'ben', page: ben },
          { username: 'priya', page: priya },
        ];
        for (const { page, username } of tablets) await choose(page, kraft, username);
        await watch(kylie, kraft);
        // Everybody is on the item without loading the page: from here on nobody may load anything.
        const before = loads.map((count) => count());

        await tapAtOnce(tablets);
        const [winner, loser] = await outcome(tablets, kraft);
        await seesWin(winner, kraft);
        await seesCard(loser, winner, kraft);
        await figures(kylie, kraft, LEFT).waitFor();
        await answer(round, loser, kraft);
        assert.equal(
          loads.map((count) => count()),
          before,
          'the figures came without loading the page',
        );
      }
    },
    { timeoutMs: 90_000 },
  );

  test('the rest goes too while the card stands: its button goes, the attempt stays', async () => {
    const kraft = await lastRolls(app, 'rest');
    const [ben, priya] = await Promise.all([
      app.enter('ben', { at: `/stock/${kraft.itemId}` }),
      app.enter('priya', { at: `/stock/${kraft.itemId}` }),
    ]);
    const tablets: Tablets = [
      { username: 'ben', page: ben },
      { username: 'priya', page: priya },
    ];
    for (const { page, username } of tablets) await choose(page, kraft, username);
    await tapAtOnce(tablets);
    const [, loser] = await outcome(tablets, kraft);
    const card = cardOf(loser.page);
    await card.getByRole('button', { name: `Allocate the remaining ${LEFT}` }).waitFor();

    await app.send('sione', 'IssueStock', { itemId: kraft.itemId, quantity: LEFT, reason: 'Trial on winder 1' });
    await figures(loser.page, kraft, 0).waitFor();
    await card.getByText(`${WANTED} short`).waitFor();
    assert.is(await card.getByRole('button', { name: /^Allocate/ }).count(), 0);
    await card.getByText('Your attempt is kept. It is not done.').waitFor();

    await app.send('dave', 'ReceiveStock', { itemId: kraft.itemId, quantity: 100 });
    await card.getByRole('button', { name: `Allocate ${WANTED} rolls` }).click();
    await figures(loser.page, kraft, 100 - WANTED).waitFor();
    await gone(card);
  });

  test('a line that is made to ask for something else is not covered by a substitution that nobody meant', async () => {
    const kraft = await lastRolls(app, 'revised');
    const priya = await app.enter('priya', { at: `/stock/${kraft.itemId}` });
    await choose(priya, kraft, 'priya');
    const line = { lineId: '1', itemId: 't170-1200', quantity: WANTED };
    await app.send('ana', 'ReviseOrder', { orderId: orderIdOf(kraft.itemId, 'priya'), lines: [line] }, 1);
    await panel(priya, kraft.name)
      .getByText(`${kraft.numbers.priya} asks for Testliner 170 gsm 1,200 mm now.`)
      .waitFor();
    assert.is(await allocateButton(priya).getAttribute('aria-disabled'), 'true');
  });

  test('the attempt is still there after a look at another item', async () => {
    const kraft = await lastRolls(app, 'away');
    const [ben, priya] = await Promise.all([
      app.enter('ben', { at: `/stock/${kraft.itemId}` }),
      app.enter('priya', { at: `/stock/${kraft.itemId}` }),
    ]);
    const tablets: Tablets = [
      { username: 'ben', page: ben },
      { username: 'priya', page: priya },
    ];
    for (const { page, username } of tablets) await choose(page, kraft, username);
    await tapAtOnce(tablets);
    const [winner, loser] = await outcome(tablets, kraft);
    await loser.page.getByRole('link', { name: /^Pallet/ }).click();
    await loser.page.getByRole('heading', { name: 'Pallet 1,165 × 1,165 mm' }).waitFor();
    await gone(cardOf(loser.page));
    await loser.page.goBack();
    await seesCard(loser, winner, kraft);
  });
});

interface Tablet {
  readonly username: Username;
  readonly page: Page;
}
type Tablets = readonly [Tablet, Tablet];

interface Kraft {
  readonly itemId: string;
  readonly name: string;
  /** Number of the order that this person allocates to. */
  readonly numbers: Readonly<Partial<Record<Username, string>>>;
}

/** An item of its own with the last rolls, and an order for each of the two. */
async function lastRolls(app: TestApp, itemId: string): Promise<Kraft> {
  const name = `Kraft of ${itemId}`;
  await app.send('priya', 'RegisterStockItem', {
    ...{ itemId, kind: 'raw-material', code: itemId.toUpperCase(), name, bay: 'A1' },
    ...{ unit: 'roll', scale: 0, reorderPoint: 0 },
  });
  await app.send('dave', 'ReceiveStock', { itemId, quantity: THERE });
  const numbers: Partial<Record<Username, string>> = {};
  for (const username of ['ben', 'priya'] as const) {
    const placed = await app.send('ana', 'PlaceOrder', {
      orderId: orderIdOf(itemId, username),
      clientId: username === 'ben' ? 'ironbark' : 'bluewattle',
      dueDate: '2031-01-31',
      priority: 'normal',
      lines: [{ lineId: '1', itemId, quantity: WANTED }],
    });
    numbers[username] = String(placed.result?.['orderNumber']);
  }
  return { itemId, name, numbers };
}

function orderIdOf(itemId: string, username: Username): string {
  return `${itemId}-${username}`;
}

/** Opens the item from the list and chooses this person's order. */
async function choose(page: Page, { itemId, name }: Kraft, username: Username): Promise<void> {
  if (!page.url().endsWith(`/stock/${itemId}`)) {
    await page.getByRole('navigation').getByRole('link', { name: 'Stock' }).click();
    await page.getByRole('link', { name: new RegExp(`^${name} `) }).click();
  }
  await panel(page, name)
    .getByLabel('For which order')
    .selectOption(`${orderIdOf(itemId, username)}/1`);
  await allocateButton(page).waitFor();
}

async function watch(page: Page, kraft: Kraft): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: 'Stock' }).click();
  await page.getByRole('link', { name: new RegExp(`^${kraft.name} `) }).click();
  await figures(page, kraft, THERE).waitFor();
}

/** Both fingers, and the server gets both at one moment. */
async function tapAtOnce(tablets: Tablets): Promise<void> {
  await meetAtServer(
    tablets.map(({ page }) => page),
    '**/api/commands/AllocateStock',
  );
  await Promise.all(tablets.map(({ page }) => allocateButton(page).click()));
}

async function outcome(tablets: Tablets, kraft: Kraft): Promise<readonly [winner: Tablet, loser: Tablet]> {
  const [one, other] = tablets;
  const lost = await Promise.race(
    tablets.map((tablet) =>
      cardOf(tablet.page)
        .waitFor()
        .then(() => tablet),
    ),
  );
  await Promise.all(tablets.map(({ page }) => figures(page, kraft, LEFT).waitFor()));
  return lost === one ? [other, one] : [one, other];
}

async function seesWin({ page, username }: Tablet, { name, numbers }: Kraft): Promise<void> {
  await panel(page, name).getByText(`Allocated ${WANTED} to ${numbers[username]}`).waitFor();
  assert.is(await cardOf(page).count(), 0);
}

async function seesCard({ page, username }: Tablet, winner: Tablet, { name, numbers }: Kraft): Promise<void> {
  const card = cardOf(page);
  await card.waitFor();
  const words = (await card.innerText()).replace(/\s+/g, ' ');
  assert.match(words, new RegExp(`${nameOf(winner.username)} allocated ${WANTED} at ${TIME}`));
  assert.match(words, new RegExp(`to ${numbers[winner.username]}, .*${THERE} were free, now ${LEFT}\\.`));
  assert.ok(words.includes('Insufficient stock or concurrent allocation occurred.'), words);
  assert.ok(words.includes('Your attempt is kept. It is not done.'), words);
  assert.match(words, new RegExp(`${WANTED} rolls for ${numbers[username]}, tried at ${TIME}`));
  assert.ok(words.includes(`${WANTED - LEFT} short`), words);
  // The row of the winner stands in the loser's history, and the strip was live all the time.
  await panel(page, name).getByText(`Allocated ${WANTED} to ${numbers[winner.username]}`).waitFor();
  await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
}

/** Another answer in each round. */
async function answer(round: number, { page, username }: Tablet, kraft: Kraft): Promise<void> {
  const card = cardOf(page);
  const remaining = card.getByRole('button', { name: `Allocate the remaining ${LEFT}` });
  if (round % 3 === 1) {
    await remaining.click();
    await figures(page, kraft, 0).waitFor();
    await panel(page, kraft.name).getByText(`Allocated ${LEFT} to ${kraft.numbers[username]}`).waitFor();
  } else if (round % 3 === 2) {
    await remaining.waitFor();
    await card.getByRole('button', { name: 'Discard' }).click();
    await allocateButton(page, LEFT).waitFor();
  } else {
    const other = card.getByRole('button', { name: /^Choose other stock/ });
    const [, otherName = ''] =
      /stock\s*(.+) has [\d,]+ free$/.exec((await other.innerText()).replace(/\s+/g, ' ')) ?? [];
    await other.click();
    const there = panel(page, otherName);
    await there.waitFor();
    await there.getByRole('button', { name: `Use ${WANTED} rolls instead of ${kraft.name}` }).click();
    await there.getByText(`Allocated ${WANTED} to ${kraft.numbers[username]}`).waitFor();
  }
  await gone(card);
}

function panel(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

function allocateButton(page: Page, quantity = WANTED): Locator {
  return page.getByRole('button', { name: `Allocate ${quantity} rolls` });
}

function cardOf(page: Page): Locator {
  return page.getByRole('status').filter({ hasText: 'Your attempt is kept.' });
}

/** The bar of the open item, which says all figures. */
function figures(page: Page, { name }: Kraft, free: number): Locator {
  return panel(page, name).getByRole('img', { name: new RegExp(`^${free} rolls free, `) });
}

function countLoads(page: Page): () => number {
  let loads = 0;
  page.on('domcontentloaded', () => {
    loads += 1;
  });
  return () => loads;
}
