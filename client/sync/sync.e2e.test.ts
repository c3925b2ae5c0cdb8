import type { Page, Request } from 'playwright-core';
import { TestApp } from '../../src/testing/app.ts';
import { assert, suite } from '../../src/testing/suite.ts';

suite('between the tablet and the server', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('a command whose answers get lost is sent again under its id, and done once', async () => {
    const page = await app.enter('priya', { at: '/stock/wrap?do=receive' });
    const before = await figure(page);
    const ids: (string | undefined)[] = [];
    await page.route('**/api/commands/ReceiveStock', async (route) => {
      ids.push(idOf(route.request()));
      if (ids.length === 1) {
        // It arrives and is done, and nobody is told.
        await route.fetch();
        await route.abort('connectionreset');
      } else if (ids.length === 2) {
        await route.fulfill({ status: 503, headers: { 'retry-after': '1' }, body: '<h1>Bad gateway</h1>' });
      } else await route.continue();
    });
    await receive(page, 7);
    await page.getByRole('form', { name: 'Receive' }).waitFor({ state: 'detached' });
    assert.is(await figure(page), before + 7);
    assert.is(ids.length, 3);
    assert.is(new Set(ids).size, 1);
  });

  test('a wish that is not answered waits on the device, and goes by itself under its id', async () => {
    const page = await app.enter('priya', { at: '/stock/wrap?do=receive' });
    const before = await figure(page);
    const ids: (string | undefined)[] = [];
    let lost = true;
    await page.route('**/api/commands/ReceiveStock', async (route) => {
      ids.push(idOf(route.request()));
      if (lost) await route.fetch();
      if (lost) await route.abort('connectionreset');
      else await route.continue();
    });
    await receive(page, 5);
    await page.getByRole('form', { name: 'Receive' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Outbox: 1 waiting' }).waitFor();
    lost = false;
    await page.getByRole('link', { name: 'Outbox: All sent' }).waitFor({ timeout: 30_000 });
    assert.is(await figure(page), before + 5);
    assert.ok(ids.length > 2);
    assert.is(new Set(ids).size, 1);
  });

  test('the server goes and comes back: the strip says so, and the figures are those of then', async () => {
    const page = await app.enter('priya', { at: '/stock/pallet' });
    const before = await figure(page);
    await app.stopServer();
    await page.getByRole('banner').getByText('Offline').waitFor();
    assert.is(await figure(page), before);
    await app.startServer();
    await app.send('dave', 'ReceiveStock', { itemId: 'pallet', quantity: 3 });
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor({ timeout: 40_000 });
    await page
      .getByRole('img', { name: new RegExp(`^${before + 3} pallets free`) })
      .first()
      .waitFor();
  });

  test('what comes while nobody is looking is there when the tablet has its line again', async () => {
    const page = await app.enter('priya', { at: '/stock/carton' });
    const before = await figure(page);
    await page.context().setOffline(true);
    await page.getByRole('banner').getByText('Offline').waitFor();
    await app.send('dave', 'ReceiveStock', { itemId: 'carton', quantity: 40 });
    await page.context().setOffline(false);
    await page
      .getByRole('img', { name: new RegExp(`^${before + 40} pieces free`) })
      .first()
      .waitFor();
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    await page.getByText('Received 40').waitFor();
  });
});

/** What is free of the open item. */
async function figure(page: Page): Promise<number> {
  const text = await page.locator('.side-panel .figure').first().textContent();
  return Number(text?.replaceAll(',', ''));
}

async function receive(page: Page, quantity: number): Promise<void> {
  const form = page.getByRole('form', { name: 'Receive' });
  await form.getByRole('textbox', { name: 'Received, in rolls' }).fill(String(quantity));
  await form.getByRole('button', { name: `Receive ${quantity} rolls` }).click();
}

function idOf(request: Request): string | undefined {
  return request.headers()['idempotency-key'];
}
