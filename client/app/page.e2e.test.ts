import type { Page, Route } from 'playwright-core';
import { TestApp } from '../../src/testing/app.ts';
import { assert, suite } from '../../src/testing/suite.ts';

suite('the code and the drawing of a screen', (test) => {
  let app: TestApp;
  let page: Page;
  test.before(async () => {
    // Over plain http there is no worker that has every screen on the device: they come over the line.
    app = await TestApp.start({ host: 'misty.test' });
    page = await app.enter('priya');
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    await page.unrouteAll();
    app.requireNoSurprises();
  });
  const main = () => page.getByRole('main');

  for (const way of ['opened by its address', 'gone to from another one'] as const) {
    test(`its frame is there at once while its code comes, ${way}`, async () => {
      await page.goto(way === 'opened by its address' ? 'about:blank' : app.url);
      let goOn: () => void = () => undefined;
      const held = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      await page.route('**/assets/stock-screen-*.js', async (route: Route) => {
        await held;
        await route.continue();
      });
      if (way === 'opened by its address') await page.goto(`${app.url}/stock`, { waitUntil: 'commit' });
      else await page.getByRole('navigation').getByRole('link', { name: 'Stock' }).click();
      await main().getByRole('heading', { name: 'Stock', level: 1 }).waitFor();
      await main().getByRole('status').getByText('Fetching stock').waitFor({ state: 'attached' });
      goOn();
      await main().getByRole('searchbox').waitFor();
    });
  }

  test('that cannot be fetched is said, and loading again brings it', async () => {
    await page.goto(app.url);
    await page.route('**/assets/orders-screen-*.js', (route) => route.abort());
    await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
    await main().getByRole('heading', { name: 'This page could not be fetched' }).waitFor();
    await page.unrouteAll();
    await main().getByRole('button', { name: 'Reload' }).click();
    await main().getByRole('region').first().waitFor();
  });

  test('that cannot be drawn is said, the rail stays, and both another address and loading again help', async () => {
    const told = await app.ask<{ items: object[] }>('priya', '/api/stock-levels');
    // As from a server of another version: a row without what this screen takes for granted.
    await page.route('**/api/stock-levels', (route) =>
      route.fulfill({ json: { ...told, items: [{ id: 'odd' }, ...told.items] } }),
    );
    await page.goto(`${app.url}/stock`);
    const said = main().getByRole('alert').filter({ hasText: 'This page cannot be shown' });
    await said.waitFor();
    assert.ok(app.surprises.splice(0).length > 0, 'the fault is told to the browser as any other');
    await page.getByRole('navigation').getByRole('link', { name: 'More' }).click();
    await main().getByRole('heading', { name: 'More', level: 1 }).waitFor();
    await page.goBack();
    await said.waitFor();
    await page.unrouteAll();
    app.surprises.splice(0);
    await said.getByRole('button', { name: 'Reload' }).click();
    await main().getByRole('searchbox').waitFor();
  });

  test('an open thing that cannot be drawn leaves the list beside it', async () => {
    await page.route('**/api/stock-movements?*', async (route) => {
      await route.fulfill({ json: { items: [{ sequence: 1 }], total: 1, position: 0, asOf: new Date() } });
    });
    await page.goto(`${app.url}/stock/pva`);
    await main().getByRole('alert').filter({ hasText: 'This cannot be shown' }).waitFor();
    await main().getByRole('searchbox').waitFor();
    assert.ok(app.surprises.splice(0).length > 0);
  });

  test('fades over from one screen to the next, unless less motion is wanted, and the tap arrives once', async () => {
    const moving = await app.enter('priya', { reducedMotion: 'no-preference' });
    for (const [tablet, fades] of [
      [moving, 1],
      [page, 0],
    ] as const) {
      await tablet.goto(`${app.url}/stock/pva`);
      await tablet.getByRole('banner').getByText('Live', { exact: true }).waitFor();
      const before = await tablet.evaluate(countFades);
      await tablet
        .getByRole('navigation', { name: 'Screens', exact: true })
        .getByRole('link', { name: 'Orders' })
        .click();
      await tablet.getByRole('heading', { name: 'Orders', level: 1 }).waitFor();
      assert.equal(await tablet.evaluate(() => [mistyFades, history.length]), [fades, before + 1]);
      // A part of the same screen opens at once.
      await tablet.getByRole('link', { name: 'New order' }).click();
      await tablet.getByRole('heading', { name: 'New order', level: 1 }).waitFor();
      assert.is(await tablet.evaluate(() => mistyFades), fades);
    }
    await moving.context().close();
  });
});

declare let mistyFades: number;

/** Answers how many steps the history of the page has. It runs in the page. */
function countFades(): number {
  Object.assign(globalThis, { mistyFades: 0 });
  const begin = document.startViewTransition.bind(document);
  document.startViewTransition = (change) => {
    mistyFades += 1;
    return begin(change);
  };
  return history.length;
}
