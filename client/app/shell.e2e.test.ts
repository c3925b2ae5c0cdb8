import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { demoPassword } from '../../src/demo/people.ts';
import { TestApp, until } from '../../src/testing/app.ts';
import { browserArgs, findChromium } from '../../src/testing/chromium.ts';
import { keepScreens } from '../../src/testing/kept.ts';
import { countIs, gone } from '../../src/testing/screen.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { hear, isUnexpected } from '../testing/console.ts';

suite('the app as it is delivered', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ keepsShell: true });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('signs somebody in without a word on the console', async () => {
    const page = await app.tablet();
    const said = await hear(page);
    await page.goto(app.url);
    await app.signIn(page, 'priya');
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    assert.equal(said.filter(isUnexpected), []);
  });

  test('the policy is strict, and would have refused', async () => {
    const page = await app.tablet();
    const answer = await page.goto(app.url);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.not.match(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')/);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    const refused = await page.evaluate(() =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.violatedDirective));
        document.head.append(Object.assign(document.createElement('script'), { textContent: 'void 0' }));
      }).catch((error: Error) => error.message),
    );
    assert.match(refused, /script|TrustedScript/);
  });

  test('keeps its shell on the device, and no answer of the API', async () => {
    const page = await app.enter('priya');
    await until('the worker', () => page.evaluate(() => navigator.serviceWorker.controller !== null));
    for (const at of ['/stock/pva', '/orders', '/orders/demo-15', '/orders/new', '/more', '/']) {
      await page.getByRole('banner').waitFor();
      await page.goto(`${app.url}${at}`);
    }
    const kept = await cached(page);
    assert.ok(kept.includes('/index.html'), kept.join('\n'));
    assert.ok(kept.some((file) => /^\/assets\/.*\.js$/.test(file)));
    assert.equal(
      kept.filter((file) => file.startsWith('/api') || file.startsWith('/health')),
      [],
    );
    const stored = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
    assert.not.match(JSON.stringify(stored), /http|api/);
  });

  test('without a line a reload shows what was there, with its age; with the line everything is live again', async () => {
    const page = await app.enter('priya');
    await keepScreens(page, app.url, { '/stock/pva': 'PVA adhesive 20 L' });
    await page.context().setOffline(true);
    await page.reload();
    // What was shown last is there, with its age, and the strip says how it is.
    await page.getByRole('region', { name: 'PVA adhesive 20 L' }).waitFor();
    await page.getByText(/^Offline/).waitFor();
    await page
      .getByText(/^\d+ min old$/)
      .first()
      .waitFor();
    // Nobody has to sign in again: it was the line, not the session.
    await page.context().setOffline(false);
    await page.getByRole('region', { name: 'PVA adhesive 20 L' }).waitFor();
    assert.ok(page.url().endsWith('/stock/pva'), page.url());
  });

  test('a screen opens without a line, too, once the worker has stored it', async () => {
    const page = await app.enter('priya', { at: '/stock' });
    await page.getByRole('link', { name: /^Pallet/ }).waitFor();
    await until('the worker', () => page.evaluate(() => navigator.serviceWorker.controller !== null));
    await page.context().setOffline(true);
    await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
    await page.getByText('Orders could not be fetched').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Stock' }).click();
    await page.getByRole('link', { name: /^Pallet/ }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
    await page
      .getByRole('button', { name: /^Another stage/ })
      .first()
      .waitFor();
  });

  test('what reads codes for the camera comes by itself after a while, and is there without a line', async () => {
    const page = await app.tablet();
    await page.clock.install();
    await app.postFrom(page, '/api/auth/login', { username: 'priya', password: demoPassword });
    await page.goto(app.url);
    await until('the worker', () => page.evaluate(() => navigator.serviceWorker.controller !== null));
    // This browser has no reader of its own.
    assert.is(await page.evaluate(() => 'BarcodeDetector' in globalThis), false);
    const kept = () =>
      page.evaluate(async () => (await (await caches.open('misty-parts')).keys()).map(({ url }) => url));
    assert.equal(await kept(), []);
    await page.locator('[data-scanner]').waitFor({ state: 'attached' });
    await page.clock.fastForward('00:16');
    const [reader = ''] = await until('the reader', kept, ({ length }) => length === 1);
    assert.match(reader, /\/assets\/zxing_reader-[\w-]+\.wasm$/);
    await page.context().setOffline(true);
    const first = await page.evaluate(
      async (url) => [...new Uint8Array(await (await fetch(url)).arrayBuffer())].slice(0, 4),
      reader,
    );
    assert.equal(first, [0, ...Buffer.from('asm')]);
  });

  test('can be installed', async () => {
    const profile = await mkdtemp(path.join(tmpdir(), 'misty-profile-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: await findChromium(),
      args: [...browserArgs],
    });
    try {
      const page = await app.prepare(context);
      await page.goto(app.url);
      await app.signIn(page, 'priya');
      const protocol = await context.newCDPSession(page);
      const { installabilityErrors } = await protocol.send('Page.getInstallabilityErrors');
      assert.equal(installabilityErrors, []);
      const { url, errors } = await protocol.send('Page.getAppManifest');
      assert.is(url, `${app.url}/manifest.webmanifest`);
      assert.equal(errors, []);
    } finally {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    }
  });

  test('asks half a minute after the first visit whether to install, shows how on an iPad, and rests after a no', async () => {
    const page = await app.tablet({ userAgent: IPAD });
    await page.clock.install();
    await page.goto(app.url);
    await app.signIn(page, 'priya');
    const asked = page.getByRole('status').filter({ hasText: 'Put Misty on this device' });
    await countIs(asked, 0);
    await page.clock.fastForward('00:31');
    await asked.getByRole('button', { name: 'Later' }).click();
    await gone(asked);
    await page.reload();
    await page.locator('[data-scanner]').waitFor({ state: 'attached' });
    await page.clock.fastForward('00:31');
    await countIs(asked, 0);
    await page.evaluate(() => localStorage.removeItem('misty-install-later'));
    await page.reload();
    await asked.getByRole('button', { name: 'Show me how' }).click();
    await page.locator('#install').getByText('Choose Add to Home Screen, then tap Add.').waitFor();
    await until('the pictures', () =>
      page.evaluate(() => {
        const pictures = [...document.querySelectorAll<HTMLImageElement>('#install img')];
        return pictures.length === 3 && pictures.every(({ naturalWidth }) => naturalWidth > 0);
      }),
    );
  });

  test('the browser’s own offer is kept for its button, under More and after half a minute', async () => {
    const page = await app.enter('priya', { at: '/more' });
    await page.evaluate(() => {
      const offer = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
        prompt: async () => {
          document.title = 'Asked by the browser';
          return { outcome: 'dismissed' };
        },
      });
      dispatchEvent(offer);
      if (!offer.defaultPrevented) throw new Error('The browser would ask at once.');
    });
    await page.getByRole('button', { name: 'Install Misty' }).click();
    await until(
      'the browser asks',
      () => page.title(),
      (title) => title === 'Asked by the browser',
    );
    await gone(page.getByRole('button', { name: 'Install Misty' }));
    assert.ok(await page.evaluate(() => localStorage.getItem('misty-install-later') !== null));
  });
});

const IPAD =
  'Mozilla/5.0 (iPad; CPU OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';

async function cached(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => await (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname);
  });
}
