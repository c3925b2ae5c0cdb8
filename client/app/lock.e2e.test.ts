import type { Page } from 'playwright-core';
import { TestApp, until } from '../../src/testing/app.ts';
import { moveClock, sharedTablet, tapPin } from '../../src/testing/device-screens.ts';
import { countIs } from '../../src/testing/screen.ts';
import { assert, suite } from '../../src/testing/suite.ts';

const LOCKED = /^Locked, because nobody touched it/;
const HOUR_MS = 3_600_000;
/** What stands on the page that Kylie has open, and nowhere on the door. */
const HERS = /PVA|Docket|KYLIE-88/;

async function kylieAtWork(app: TestApp, name: string): Promise<Page> {
  const page = await sharedTablet(app, name, ['kylie', 'sione']);
  await tapPin(page, 'Kylie');
  await page.getByRole('banner').getByText('Kylie Tran').waitFor();
  await page.goto(`${app.url}/stock/pva?do=receive`);
  await page.getByLabel('Docket').fill('KYLIE-88');
  return page;
}

suite('a shared tablet that nobody touches', (test) => {
  const IDLE_SECONDS = 8;
  const timeout = (IDLE_SECONDS + 15) * 1_000;
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ lifetimes: { idleSeconds: IDLE_SECONDS } });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('has nothing of the person on it any more, from any screen, and not by going back', async () => {
    const page = await kylieAtWork(app, 'Winding 1');
    assert.match(await page.content(), HERS);
    await page.getByText(LOCKED).waitFor({ timeout });
    assert.not.match(await page.content(), HERS);
    assert.is(await page.title(), 'Misty');
    for (const way of [() => page.goBack(), () => page.goForward(), () => page.reload()]) {
      await way();
      await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
      assert.not.match(await page.content(), HERS);
    }
    await tapPin(page, 'Sione');
    await page.getByLabel('Docket').waitFor();
    assert.not.match(await page.content(), /KYLIE-88|Kylie/);
  });

  test('that locked while the server was away lets nobody in as the one before', async () => {
    const page = await kylieAtWork(app, 'Winding 2');
    const hers = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const whoAmI = () => fetch(`${app.url}/api/auth/me`, { headers: { cookie: hers } });
    await page.route('**/api/auth/logout', (route) => route.abort());
    await page.getByText(LOCKED).waitFor({ timeout });
    assert.is((await whoAmI()).status, 200, 'the server has not heard of it');

    // Somebody else has touched the tablet since.
    await page.getByRole('button', { name: /^Sione/ }).click();
    await page.reload();
    await page.getByText('Misty cannot be reached.').waitFor();
    await countIs(page.getByRole('navigation'), 0);
    await page.unroute('**/api/auth/logout');
    await tapPin(page, 'Sione');
    await page.getByRole('banner').getByText('Sione Tavita').waitFor();
    assert.is((await whoAmI()).status, 401, 'the server hears of it before the next one is in');
  });

  test('locks in all its windows, and a touch in one keeps the others awake', async () => {
    const page = await kylieAtWork(app, 'Winding 3');
    const other = await page.context().newPage();
    await other.goto(`${app.url}/stock`);
    await other.getByRole('listitem').first().waitFor();
    const end = performance.now() + IDLE_SECONDS * 1_500;
    await until(
      'half as long again as it takes to lock',
      async () => {
        await page.getByLabel('Docket').press('End');
        return performance.now();
      },
      (now) => now > end,
    );
    for (const window of [page, other]) await countIs(window.getByRole('navigation', { name: 'Screens' }), 1);
    await Promise.all([page, other].map((window) => window.getByText(LOCKED).waitFor({ timeout })));
    for (const window of [page, other]) await countIs(window.getByRole('navigation'), 0);

    // What is open in the other window is hers as well.
    await tapPin(other, 'Sione');
    await other.getByRole('banner').getByText('Sione Tavita').waitFor();
    await page.reload();
    await page.getByRole('banner').getByText('Sione Tavita').waitFor();
    assert.not.match(await page.content(), /KYLIE-88|Kylie/);
  });
});

suite('a shared tablet that sleeps', (test) => {
  /** Long enough that nothing below locks by itself. */
  const IDLE_SECONDS = 120;
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ lifetimes: { idleSeconds: IDLE_SECONDS } });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('is covered meanwhile, and shows nothing when it wakes later than it would have locked', async () => {
    const page = await kylieAtWork(app, 'Slitting 1');
    await show(page, false);
    assert.not.match(await page.locator('body').innerText(), HERS, 'covered');
    assert.match(await show(page, true), HERS, 'a glance at something else locks nothing');

    await show(page, false);
    // The first picture after it woke.
    assert.not.match(await show(page, true, IDLE_SECONDS * 1_000), HERS);
    await page.getByText(LOCKED).waitFor();
    assert.not.match(await page.content(), HERS);
  });

  test('locks when nothing told the page that it slept, and when its clock was set back', async () => {
    const [slept, setBack] = [await kylieAtWork(app, 'Slitting 2'), await kylieAtWork(app, 'Slitting 3')];
    await slept.evaluate(moveClock, IDLE_SECONDS * 1_000);
    await slept.getByText(LOCKED).waitFor();
    await setBack.evaluate(moveClock, -3 * HOUR_MS);
    await setBack.getByText(LOCKED).waitFor();
  });
});

/**
 * Hides the page as a tablet that goes to sleep does, or shows it so much later. Answers what is in its next picture.
 */
async function show(page: Page, isShown: boolean, afterMs = 0): Promise<string> {
  await page.evaluate(moveClock, afterMs);
  return await page.evaluate(
    async (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
      await new Promise((drawn) => requestAnimationFrame(drawn));
      return document.body.innerText;
    },
    isShown ? 'visible' : 'hidden',
  );
}
