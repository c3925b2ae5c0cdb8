import type { Page } from 'playwright-core';
import { TestApp, until } from '../../src/testing/app.ts';
import { countIs, statusesOf } from '../../src/testing/screen.ts';
import { assert, suite } from '../../src/testing/suite.ts';

const ACCESS_SECONDS = 4;

suite('renewal', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ keepsShell: true, lifetimes: { accessSeconds: ACCESS_SECONDS } });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });
  const refreshes = (page: Page) => statusesOf(page, '/api/auth/refresh');

  test('somebody works through three lapses of the access token without noticing', async () => {
    const page = await app.enter('ben', { at: '/stock/pva' });
    const seen = refreshes(page);
    const receive = async (docket: string) => {
      await page.goto(`${app.url}/stock/pva?do=receive`);
      await page.getByRole('textbox', { name: /^Received/ }).fill('20');
      await page.getByLabel('Docket').fill(docket);
      await page.getByRole('button', { name: /^Receive \d/ }).click();
      await page.getByText(`docket ${docket}`).waitFor();
    };
    for (const lapse of [1, 2, 3]) {
      await until(
        `lapse ${lapse}`,
        () => seen.length,
        (count) => count >= lapse,
        30_000,
      );
      await receive(`R-${lapse}`);
    }
    assert.ok(
      seen.every((status) => status === 200),
      seen.join(),
    );
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    await countIs(page.getByRole('heading', { name: 'Who’s here?' }), 0);
  });

  test('a tablet that slept past the lapse goes on, and its unsent wish goes through', async () => {
    const page = await app.enter('ben', { at: '/stock/wrap?do=receive' });
    await page.getByRole('textbox', { name: /^Received/ }).fill('20');
    await page.getByLabel('Docket').fill('S-1');
    // Asleep: no timer of the page runs, and its access cookie lapses.
    const context = page.context();
    await context.clearCookies({ name: /^misty_access/ });
    const seen = refreshes(page);
    await page.getByRole('button', { name: /^Receive \d/ }).click();
    await page.getByText('docket S-1').waitFor();
    assert.ok(seen.includes(200));
  });

  test('a reload after the lapse finds the same person signed in', async () => {
    const page = await app.enter('ben', { at: '/stock' });
    await page.context().clearCookies({ name: /^misty_access/ });
    await page.reload();
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  });

  test('tabs of one browser that wake up at once stay signed in, all of them', async () => {
    const first = await app.enter('ben', { at: '/stock' });
    const context = first.context();
    const tabs = [first, ...(await Promise.all(Array.from({ length: 4 }, () => context.newPage())))];
    await Promise.all(tabs.slice(1).map((tab) => tab.goto(`${app.url}/stock`)));
    const seen = tabs.map(refreshes);
    await context.clearCookies({ name: /^misty_access/ });
    await Promise.all(tabs.map((tab) => tab.reload()));
    for (const tab of tabs) await tab.getByRole('navigation', { name: 'Screens' }).waitFor();
    assert.ok(
      seen.flat().every((status) => status === 200),
      seen.flat().join(),
    );
  });

  test('signing out in one tab reaches the other', async () => {
    const first = await app.enter('ben', { at: '/stock' });
    const second = await first.context().newPage();
    await second.goto(`${app.url}/orders`);
    await second.getByRole('navigation', { name: 'Screens' }).waitFor();
    await first.goto(`${app.url}/more`);
    await first.getByRole('button', { name: 'Sign out', exact: true }).click();
    await second.getByText('You signed out in another window.').waitFor();
    await countIs(second.getByRole('navigation', { name: 'Screens' }), 0);
  });

  test('a renewal that is under way brings nobody back who has signed out meanwhile', async () => {
    const page = await app.enter('ben', { at: '/more' });
    let release: () => void = () => undefined;
    const leaves = new Promise<void>((resolve) => {
      release = resolve;
    });
    const renewed = new Promise<void>((resolve) => {
      void page.route(
        '**/api/auth/refresh',
        async (route) => {
          const response = await route.fetch();
          resolve();
          await leaves;
          await route.fulfill({ response });
        },
        { times: 1 },
      );
    });
    await renewed;
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
    const answered = page.waitForResponse(/\/api\/auth\/refresh$/);
    release();
    assert.is((await answered).status(), 200);
    // The next answer comes after the page has looked at this one.
    await page.evaluate(() => fetch('/api/auth/me').then(() => undefined));
    assert.is(await page.evaluate(() => localStorage.getItem('misty-session')), null);
  });

  test('a tab never goes on as somebody else who signed in beside it', async () => {
    const bens = await app.enter('ben', { at: '/stock/pva?do=receive' });
    const other = await bens.context().newPage();
    await other.goto(`${app.url}/sign-in`);
    await app.signIn(other, 'kylie');
    await bens.getByText('Somebody else signed in on this device, in another window.').waitFor();
    await countIs(bens.getByRole('navigation', { name: 'Screens' }), 0);
    // And the server holds it too, for a tab that has heard nothing of it.
    const refused = await other.evaluate(async () => {
      const response = await fetch('/api/stock-levels', { headers: { 'misty-user': 'ben' } });
      return response.status;
    });
    assert.is(refused, 401);
  });

  test('nor where it hears nothing of other tabs, as in a browser that keeps nothing for pages', async () => {
    const bens = await app.enter('ben', { at: '/stock' });
    const deaf = await bens.context().newPage();
    await deaf.addInitScript(() => {
      addEventListener('storage', (event) => event.stopImmediatePropagation(), true);
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new Error('Nothing is kept here.');
        },
      });
    });
    await deaf.goto(`${app.url}/stock`);
    await deaf.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    const other = await bens.context().newPage();
    await other.goto(`${app.url}/sign-in`);
    await app.signIn(other, 'kylie');
    await deaf.getByText('Somebody else signed in on this device, in another window.').waitFor();
    await countIs(deaf.getByRole('navigation', { name: 'Screens' }), 0);
  });

  test('a tab goes on when the same person signs in anew beside it, though the sign-in before has ended', async () => {
    const first = await app.enter('ben', { at: '/stock' });
    await first.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    const other = await first.context().newPage();
    await other.goto(`${app.url}/sign-in`);
    await other.getByLabel('User name').waitFor();
    const statuses = statusesOf(first, '/api/auth/me');
    await app.signIn(other, 'ben');
    await until(
      'the first one asks who is here',
      () => statuses.at(-1),
      (status) => status === 200,
    );
    await first.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    await countIs(first.getByRole('navigation', { name: 'Screens' }), 1);
  });

  test('a server that is away for a while signs nobody out', async () => {
    const page = await app.enter('ben', { at: '/stock' });
    const seen = refreshes(page);
    await app.stopServer();
    await page.getByRole('banner').getByText('Offline').waitFor();
    await page.context().clearCookies({ name: /^misty_access/ });
    await app.startServer();
    await until(
      'the next renewal',
      () => seen.length,
      (count) => count > 0,
      60_000,
    );
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor({ timeout: 60_000 });
    await countIs(page.getByRole('heading', { name: 'Who’s here?' }), 0);
  });

  test('signing out while the server is away counts when it is back', async () => {
    const page = await app.enter('ben', { at: '/more' });
    await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
    // The sign-in screen comes out of its store.
    await until('the worker', () => page.evaluate(() => navigator.serviceWorker.controller !== null));
    const cookies = await page.context().cookies();
    await app.stopServer();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
    await app.startServer();
    await page.reload();
    await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
    await until(
      'the cookies are gone',
      async () => (await page.context().cookies()).length,
      (count) => count === 0,
    );
    const header = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${app.url}/api/auth/me`, { headers: { cookie: header } });
    assert.is(answer.status, 401);
  });
});
