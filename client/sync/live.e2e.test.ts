import type { Page } from 'playwright-core';
import type { StockLevel } from '../../src/contracts/stock.ts';
import { TestApp, until } from '../../src/testing/app.ts';
import { startProxy } from '../../src/testing/proxy.ts';
import { assert, suite } from '../../src/testing/suite.ts';

/** Two signs of life of the server may be missing, and a little more. */
const SILENT_MS = 90_000;
/** A tablet that has lost the server looks again after pauses that grow. */
const BACK_MS = 40_000;

suite('live', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ keepsShell: true });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  const freeOf = async (itemId: string): Promise<number> => {
    const { item } = await app.ask<{ item: StockLevel }>('priya', `/api/stock-levels/${itemId}`);
    return item.free;
  };

  test('a report is added up anew once something has changed, and says of when it is', async () => {
    const page = await app.enter('priya', { at: '/reports?item=pallet' });
    const report = page.getByRole('region', { name: 'Free stock over time' });
    const before = await freeOf('pallet');
    await report.getByText(new RegExp(`^${before} pallets free now\\.`)).waitFor();
    await report.getByText(/^Added up at \d/).waitFor();
    await app.send('dave', 'ReceiveStock', { itemId: 'pallet', quantity: 2 });
    await report.getByText(new RegExp(`^${before + 2} pallets free now\\.`)).waitFor();
  });

  test(
    'the server starts anew: every tablet says so, goes on by itself and shows what happened since',
    async () => {
      const [stock, board, today] = await Promise.all([
        app.enter('priya', { at: '/stock/pallet' }),
        app.enter('ana', { at: '/orders' }),
        app.enter('kylie', { at: '/' }),
      ]);
      const tablets = [stock, board, today];
      const before = await freeOf('pallet');
      await figure(stock, `${before} pallets free`).waitFor();
      await board.getByRole('button', { name: /^Entered, / }).waitFor();
      const lateBefore = await today.getByRole('heading', { name: /orders are late$/ }).innerText();
      for (const tablet of tablets) await startMark(tablet);

      await app.stopServer();
      await Promise.all(tablets.map((tablet) => strip(tablet, /^Offline since \d{1,2}:\d\d [ap]m/).waitFor()));
      // What was known stays, and says how old it is.
      await figure(stock, `${before} pallets free`).waitFor();
      await stock.getByText(/^\d+ min old$/).waitFor();
      assert.is(await today.getByRole('heading', { name: /orders are late$/ }).innerText(), lateBefore);

      await app.startServer();
      await app.send('dave', 'ReceiveStock', { itemId: 'pallet', quantity: 5 });
      const placed = await app.send('ben', 'PlaceOrder', {
        ...{ orderId: 'after-start', clientId: 'gumnut', dueDate: '2020-01-31', priority: 'asap' },
        lines: [{ lineId: '1', itemId: 'pallet', quantity: 1 }],
      });
      await Promise.all(tablets.map((tablet) => strip(tablet, /^Live$/).waitFor({ timeout: BACK_MS })));
      await figure(stock, `${before + 5} pallets free`).waitFor();
      await board.getByRole('link', { name: new RegExp(String(placed.result?.['orderNumber'])) }).waitFor();
      const lateNow = `${Number.parseInt(lateBefore, 10) + 1} orders are late`;
      await today.getByRole('heading', { name: lateNow }).waitFor();
      await stock.getByText('Free now').waitFor();

      // And live it is: what happens now comes at once.
      await app.send('sione', 'IssueStock', { itemId: 'pallet', quantity: 2, reason: 'Export' });
      await figure(stock, `${before + 3} pallets free`).waitFor();
      for (const tablet of tablets) assert.ok(await hasMark(tablet), 'nobody had to load the page');
    },
    { timeoutMs: 90_000 },
  );

  test('a tap without a line waits, says so and changes no figure; with the line it is done once, by itself', async () => {
    const page = await app.enter('priya', { at: '/stock/k120-980' });
    const before = await freeOf('k120-980');
    const allocate = page.getByRole('button', { name: /^Allocate \d+ rolls$/ });
    const quantity = Number.parseInt((await allocate.innerText()).replace('Allocate ', ''), 10);
    await page.context().setOffline(true);
    await strip(page, /^Offline since/).waitFor();
    await allocate.click();
    await page.getByText(/^1 of yours will be tried when the connection is back\./).waitFor();
    assert.is(await freeOf('k120-980'), before);
    await figure(page, `${before} rolls free`).waitFor();

    await page.context().setOffline(false);
    await strip(page, /^Live$/).waitFor({ timeout: BACK_MS });
    await figure(page, `${before - quantity} rolls free`).waitFor();
    assert.is(await freeOf('k120-980'), before - quantity);
  });

  test('the feed alone is lost: the strip says so, and all that was missed comes with the feed', async () => {
    const page = await app.enter('kylie', { at: '/stock/slt-102' });
    const before = await freeOf('slt-102');
    await figure(page, `${before.toLocaleString('en-AU')} m free`).waitFor();
    // A proxy on the way may let everything through but the stream.
    await page.route('**/api/live*', (route) => route.abort('connectionreset'));
    await app.stopServer();
    await app.startServer();
    await strip(page, /^Offline since/).waitFor();
    for (let time = 0; time < 20; time += 1) {
      await app.send('dave', 'ReceiveStock', { itemId: 'slt-102', quantity: 10 });
    }
    await page.unroute('**/api/live*');
    await strip(page, /^Live$/).waitFor({ timeout: BACK_MS });
    await figure(page, `${(before + 200).toLocaleString('en-AU')} m free`).waitFor();
    const rows = page.getByRole('region', { name: 'History' }).getByRole('listitem').filter({ hasText: 'Received 10' });
    await until(
      'all rows of the history',
      () => rows.count(),
      (count) => count === 20,
    );
  });

  test(
    'a line that froze without a word is seen by its silence: the strip says so, and what was missed comes with a new one',
    async () => {
      const proxy = await startProxy(Number(new URL(app.url).port), 'localhost');
      try {
        const page = await app.tablet();
        await page.goto(`http://localhost:${proxy.port}/stock/pallet`);
        await app.signIn(page, 'kylie');
        const before = await freeOf('pallet');
        await figure(page, `${before} pallets free`).waitFor();
        await strip(page, /^Live$/).waitFor();
        proxy.freeze();
        await app.send('dave', 'ReceiveStock', { itemId: 'pallet', quantity: 4 });
        await strip(page, /^Offline since/).waitFor({ timeout: SILENT_MS });
        await figure(page, `${before} pallets free`).waitFor();
        // The old connections stay as dead as they are; new ones get through.
        proxy.thaw();
        await strip(page, /^Live$/).waitFor({ timeout: SILENT_MS });
        await figure(page, `${before + 4} pallets free`).waitFor();
      } finally {
        await proxy.close();
      }
    },
    { timeoutMs: 240_000 },
  );

  test(
    'six tabs of one browser share one stream: a command is answered at once, and the others go on when its tab is closed',
    async () => {
      const first = await app.tablet();
      const context = first.context();
      let streams = 0;
      context.on('request', (request) => {
        if (new URL(request.url()).pathname === '/api/live') streams += 1;
      });
      await first.goto(`${app.url}/stock/pallet`);
      await app.signIn(first, 'dave');
      await strip(first, /^Live$/).waitFor();
      const before = await freeOf('pallet');
      const others: Page[] = [];
      for (let tab = 1; tab < 6; tab += 1) {
        const page = await context.newPage();
        await page.goto(`${app.url}/stock/pallet`);
        await figure(page, `${before} pallets free`).waitFor();
        others.push(page);
      }
      assert.is(streams, 1);
      const last = others.at(-1);
      assert.ok(last);
      const took = await last.evaluate(async () => {
        const began = performance.now();
        const response = await fetch('/api/auth/me', { cache: 'no-store' });
        await response.text();
        return performance.now() - began;
      });
      console.log(`with six tabs an answer took ${Math.round(took)} ms`);
      assert.ok(took < 5_000, 'no line is free');
      await app.send('sione', 'ReceiveStock', { itemId: 'pallet', quantity: 1 });
      for (const page of [first, ...others]) await figure(page, `${before + 1} pallets free`).waitFor();

      await first.close();
      await app.send('sione', 'ReceiveStock', { itemId: 'pallet', quantity: 1 });
      for (const page of others) await figure(page, `${before + 2} pallets free`).waitFor();
      assert.is(streams, 2);
    },
    { timeoutMs: 120_000 },
  );

  test('what happens while a list is being fetched is not lost', async () => {
    const page = await app.enter('kylie', { at: '/orders' });
    await page
      .getByRole('button', { name: /^Another stage/ })
      .first()
      .waitFor();
    const before = await freeOf('t170-1200');
    // The answer is made before the change, and comes after it.
    await page.route(
      '**/api/stock-levels*',
      async (route) => {
        const answer = await route.fetch();
        await app.send('dave', 'ReceiveStock', { itemId: 't170-1200', quantity: 3 });
        await route.fulfill({ response: answer });
      },
      { times: 1 },
    );
    await page.getByRole('navigation').getByRole('link', { name: 'Stock' }).click();
    await page.getByRole('link', { name: new RegExp(`${before + 3} rolls free`) }).waitFor();
  });
});

function strip(page: Page, words: RegExp) {
  return page.getByRole('banner').getByRole('status').filter({ hasText: words });
}

function figure(page: Page, words: string) {
  return page.getByRole('region').getByRole('img', { name: new RegExp(`^${words}`) });
}

/** A page that is loaded anew does not have the mark. */
async function startMark(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset['marked'] = 'yes';
  });
}

async function hasMark(page: Page): Promise<boolean> {
  return await page.evaluate(() => document.documentElement.dataset['marked'] === 'yes');
}
