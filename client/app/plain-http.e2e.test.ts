import type { Page } from 'playwright-core';
import { TestApp, until } from '../../src/testing/app.ts';
import { tabletSharedByHand, tapPin } from '../../src/testing/device-screens.ts';
import { countIs, statusesOf } from '../../src/testing/screen.ts';
import { assert, suite } from '../../src/testing/suite.ts';

/** Renewed at their half: far longer than an answer takes on a busy machine. */
const ACCESS_SECONDS = 10;

// A shop may try Misty at an address like http://misty.local before it has https. To a browser only localhost is as good
// as https: anywhere else there are no locks between tabs, no worker, no clipboard, no passkeys.
suite('at an address of plain http', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ keepsShell: true, host: 'misty.test', lifetimes: { accessSeconds: ACCESS_SECONDS } });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('a new version is noticed by the tag of the page, as there is no worker, and comes with Update', async () => {
    const page = await app.tablet();
    await page.clock.install();
    const tagged = page.waitForResponse((answer) => answer.request().method() === 'HEAD');
    await page.goto(app.url);
    await app.signIn(page, 'ben');
    assert.match((await (await tagged).headerValue('etag')) ?? '', /^"[\w-]{22}"$/);
    await page.route(`${app.url}/`, (route) =>
      route.request().method() === 'HEAD' ? route.fulfill({ headers: { etag: '"next"' } }) : route.continue(),
    );
    await page.clock.fastForward('01:01:00');
    const update = page.getByRole('button', { name: 'Update' });
    await Promise.all([page.waitForEvent('load'), update.click()]);
    await page.getByRole('navigation', { name: 'Screens', exact: true }).waitFor();
  });

  test('one signs in, allocates, reads what needs https, and signs out', async () => {
    const page = await app.tablet();
    const complaints = complaintsOf(page);
    await page.goto(`${app.url}/stock/k120-980`);
    assert.equal(await page.evaluate(missing), [
      'locks',
      'serviceWorker',
      'clipboard',
      'credentials',
      'subtle',
      'caches',
    ]);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    await countIs(page.getByRole('button', { name: 'Use a passkey' }), 0);
    await app.signIn(page, 'ben');
    const sent = page.waitForResponse(/\/api\/commands\/AllocateStock$/);
    await page.getByRole('button', { name: /^Allocate \d+ rolls$/ }).click();
    assert.is((await sent).status(), 200);

    await page.getByRole('navigation').getByRole('link', { name: 'More' }).click();
    await page.getByText(/Installing, the camera and working offline need the https address/).waitFor();
    await page.getByRole('link', { name: 'Training card' }).click();
    await page.getByText(/this address begins with http, so what is half entered would be lost/).waitFor();
    await page.goBack();
    const passkeys = page.getByRole('region', { name: 'Passkeys' });
    await passkeys.getByText(/Passkeys need the https address/).waitFor();
    await page.reload();
    await page.getByRole('banner').getByText('Ben Okafor').waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
    assert.equal(await page.context().cookies(), []);
    assert.equal(complaints, []);
  });

  test('a link is made and read off where it cannot be copied', async () => {
    const page = await app.enter('nerida', { at: '/accounts/jai?do=link' });
    await page.getByRole('button', { name: 'Make a one-time link' }).click();
    const made = page.getByRole('region', { name: 'The link for Jai Singh' });
    const link = await made.getByText(/\/welcome#/).innerText();
    assert.ok(link.startsWith(`${app.url}/welcome#`), link);
    await countIs(made.getByRole('button', { name: 'Copy' }), 0);
    const his = await app.tablet();
    await his.goto(link);
    await his.getByRole('heading', { name: 'Jai Singh' }).waitFor();
  });

  test('two tabs stay signed in through the lapses of their access tokens', async () => {
    const first = await app.enter('ben', { at: '/stock' });
    const second = await first.context().newPage();
    await second.goto(`${app.url}/stock`);
    const tabs = [first, second];
    await Promise.all(tabs.map((tab) => tab.getByRole('banner').getByText('Live', { exact: true }).waitFor()));
    const since = performance.now();
    const seen = tabs.map((tab) => statusesOf(tab, '/api/auth/refresh'));
    await until(
      'four renewals',
      () => seen.flat().length,
      (count) => count >= 4,
      60_000,
    );
    // And both of them at once, as after a night.
    await first.context().clearCookies({ name: /^misty_access/ });
    await Promise.all(tabs.map((tab) => tab.reload()));
    await Promise.all(tabs.map((tab) => tab.getByRole('banner').getByText('Live', { exact: true }).waitFor()));
    const statuses = seen.flat();
    assert.ok(
      statuses.every((status) => status === 200),
      statuses.join(),
    );
    const most = tabs.length * ((performance.now() - since) / (ACCESS_SECONDS * 500) + 2);
    assert.ok(statuses.length <= most, `${statuses.length} refreshes`);
  });

  test('a tablet is shared, and one comes in by PIN', async () => {
    const page = await tabletSharedByHand(app, 'Winding 1', ['kylie']);
    await tapPin(page, 'Kylie');
    await page.getByRole('banner').getByText('Kylie Tran').waitFor();
  });
});

/** What a browser keeps from a page that it does not trust. It runs in the page. */
function missing(): string[] {
  const parts = {
    locks: navigator.locks,
    serviceWorker: navigator.serviceWorker,
    clipboard: navigator.clipboard,
    credentials: window.PublicKeyCredential,
    subtle: crypto.subtle,
    caches: window.caches,
  };
  return Object.entries(parts).flatMap(([name, part]) => (part === undefined ? [name] : []));
}

/** What the browser writes down as an error, but for answers that are none and for headers that are for https. */
function complaintsOf(page: Page): string[] {
  const expected = /^Failed to load resource|^The Cross-Origin-Opener-Policy header has been ignored/;
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) found.push(message.text());
  });
  return found;
}
