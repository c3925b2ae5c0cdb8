import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { demoPassword } from '../../src/demo/people.ts';
import { TestApp, until } from '../../src/testing/app.ts';
import { browserArgs, findChromium } from '../../src/testing/chromium.ts';
import { sharedTablet, tapPin, testPin } from '../../src/testing/device-screens.ts';
import { keepScreens } from '../../src/testing/kept.ts';
import { storedCount } from '../../src/testing/stored.ts';
import { assert, suite } from '../../src/testing/suite.ts';

/** More than the hours for which a person may go on without the server. */
const HOURS_OVER_MS = 13 * 3_600_000;

suite('without a connection', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ keepsShell: true });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('a cold start shows the screens that were open, with their age; others say in words that they are not here', async () => {
    const page = await app.enter('priya');
    await keepScreens(page, app.url, { '/stock': 'Pallet', '/orders': 'Material' });
    await page.context().setOffline(true);
    const again = await page.context().newPage();
    await page.close();
    await again.goto(`${app.url}/stock`);
    await again.getByRole('link', { name: /^Pallet/ }).waitFor();
    await again.getByRole('banner').getByText('Priya Raman').waitFor();
    await again.getByRole('navigation').getByRole('link', { name: 'Orders' }).click();
    await again.locator('[data-card]').first().waitFor();
    await again
      .getByText(/^\d+ min old$/)
      .first()
      .waitFor();
    await again.getByRole('navigation').getByRole('link', { name: 'Timesheets' }).click();
    await again
      .getByText(/You are offline\./)
      .first()
      .waitFor();
    await again.context().setOffline(false);
    await again.getByRole('banner').getByText('Live', { exact: true }).waitFor();
  });

  test('what was kept for a role that somebody has no more is not shown', async () => {
    const page = await app.enter('ana');
    await keepScreens(page, app.url, { '/orders': 'Material' });
    const before = await page.evaluate(keptSession);
    await app.send('nerida', 'ChangeUserRole', { userId: 'ana', role: 'employee' });
    await page.getByRole('heading', { name: 'Your role does not allow this page' }).waitFor();
    await until(
      'the new role is kept',
      () => page.evaluate(keptSession),
      (sealed) => sealed !== before,
    );
    await page.context().setOffline(true);
    const again = await page.context().newPage();
    await page.close();
    await again.goto(`${app.url}/orders`);
    await again.getByRole('heading', { name: 'Your role does not allow this page' }).waitFor();
    assert.is(await again.locator('[data-card]').count(), 0);
  });

  test(
    'on a shared tablet a PIN opens for hours what it has opened with the server, and a wrong one counts',
    async () => {
      const page = await sharedTablet(app, 'Winding 7', ['kylie', 'sione']);
      await tapPin(page, 'Kylie');
      await page.getByRole('banner').getByText('Kylie Tran').waitFor();
      // What makes guessing a PIN slow takes a moment, and a page that is left keeps nothing more.
      await until('her PIN is kept', () => storedCount(page, 'keys', 'pin '));
      await keepScreens(page, app.url, { '/stock': 'Pallet' });
      await page.context().setOffline(true);
      await page.goto(`${app.url}/stock`);
      await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
      await tapPin(page, 'Sione');
      await page.getByText('Your PIN opens this tablet once you have signed in on it with a connection.').waitFor();
      await tapPin(page, 'Kylie');
      await page.getByRole('link', { name: /^Pallet/ }).waitFor();
      // A page that is loaded anew has forgotten her key.
      await page.reload();
      await tapPin(page, 'Kylie', wrongPin);
      await page.getByText('That is not the PIN. 4 tries are left without a connection.').waitFor();
      assert.is(await page.getByRole('link', { name: /^Pallet/ }).count(), 0);
    },
    { timeoutMs: 150_000 },
  );
});

suite('what stays in the browser’s files', (test) => {
  let app: TestApp;
  let profile: string;
  test.before(async () => {
    app = await TestApp.start({ keepsShell: true });
  });
  test.after(() => app?.close());
  test.before.each(async () => {
    profile = await mkdtemp(path.join(tmpdir(), 'misty-profile-'));
  });
  test.after.each(() => rm(profile, { recursive: true, force: true }));

  test(
    'of a person who has signed out nobody reads a name, an order or pay; what they gave waits, and goes as theirs',
    async () => {
      const before = await onHand(app);
      await inBrowser(app, profile, async (page, context) => {
        await page.goto(app.url);
        await app.signIn(page, 'priya');
        await keepScreens(page, app.url, {
          '/orders': 'Material',
          '/pay/mine': 'Gross',
          '/stock/wrap?do=receive': 'Docket',
        });
        await context.route('**/api/commands/*', (route) => route.abort('connectionreset'));
        const form = page.getByRole('form', { name: 'Receive' });
        await form.getByRole('textbox', { name: 'Received, in rolls' }).fill('6');
        await form.getByLabel('Docket').fill('IRONBARK-SECRET');
        await form.getByRole('button', { name: 'Receive 6 rolls' }).click();
        await page.getByRole('link', { name: 'Outbox: 1 waiting' }).waitFor();
        await halfFill(page, app);
        await page.goto(`${app.url}/sign-in`);
        await page.getByRole('button', { name: 'Sign out' }).click();
        await page.getByText('Not sent yet, and kept on this device: 1.').waitFor();
      });
      assert.equal(await found(profile, secrets), []);
      await inBrowser(app, profile, async (page) => {
        await page.goto(app.url);
        // Who is known here stands at the door, also when nobody reads it in the files.
        await page.getByRole('button', { name: /^Priya/ }).click();
        await page.getByLabel('Password').fill(demoPassword);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await until(
          'it is done',
          () => onHand(app),
          (now) => now === before + 6,
        );
      });
    },
    { timeoutMs: 150_000 },
  );

  test(
    'of a person whose hours are over, or after whom another came, nobody reads anything, and the key is gone',
    async () => {
      await inBrowser(app, profile, async (page) => {
        await page.goto(app.url);
        await app.signIn(page, 'priya');
        await keepScreens(page, app.url, { '/orders': 'Material' });
        await halfFill(page, app);
      });
      assert.equal(await found(profile, secrets), []);
      await inBrowser(app, profile, async (page, context) => {
        await context.clock.setSystemTime(Date.now() + HOURS_OVER_MS);
        await context.route('**/api/**', (route) => route.abort('connectionreset'));
        await page.goto(`${app.url}/orders`);
        await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
        await until(
          'the key is gone',
          () => storedCount(page, 'keys', 'open'),
          (count) => count === 0,
        );
        await context.unroute('**/api/**');
        await app.signIn(page, 'dave');
        await page.goto(`${app.url}/stock/carton?do=receive`);
        const docket = page.getByRole('form', { name: 'Receive' }).getByLabel('Docket');
        assert.is(await docket.inputValue(), '');
      });
      assert.equal(await found(profile, secrets), []);
    },
    { timeoutMs: 120_000 },
  );
});

const secrets = [
  /IRONBARK-SECRET/,
  /HALF-SECRET/,
  /Ironbark Textiles/,
  /ADM-20\d\d-\d+/,
  /Priya Raman/,
  /Ben Okafor/,
  /"netCents":\d/,
];

/** Enters something that is not sent. It outlives a reload. */
async function halfFill(page: Page, app: TestApp): Promise<void> {
  await page.goto(`${app.url}/stock/carton?do=receive`);
  const docket = page.getByRole('form', { name: 'Receive' }).getByLabel('Docket');
  await docket.fill('HALF-SECRET');
  await until('it is kept', () => page.evaluate(() => sessionStorage.length > 0));
  await page.reload();
  await until(
    'what was entered',
    () => docket.inputValue(),
    (entered) => entered === 'HALF-SECRET',
  );
}

/** A browser with files of its own, which are written once it is closed. */
async function inBrowser(
  app: TestApp,
  profile: string,
  work: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    args: [...browserArgs],
    locale: 'en-AU',
    viewport: { width: 1180, height: 820 },
  });
  try {
    await work(await app.prepare(context), context);
  } finally {
    await context.close();
  }
}

/** Which of these stand in any file below the folder, in one of the ways in which browsers write text. */
async function found(folder: string, secrets: readonly RegExp[]): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const hits: string[] = [];
  for (const { parentPath, name } of files) {
    const bytes = await readFile(path.join(parentPath, name)).catch(() => Buffer.alloc(0));
    const texts = [bytes.toString('latin1'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')];
    for (const secret of secrets) {
      if (texts.some((text) => secret.test(text)))
        hits.push(`${secret} in ${path.relative(folder, path.join(parentPath, name))}`);
    }
  }
  assert.ok(files.length > 20, 'the browser has written its files');
  return hits;
}

async function onHand(app: TestApp): Promise<number> {
  return (await app.ask<{ item: { onHand: number } }>('priya', '/api/stock-levels/wrap')).item.onHand;
}

/** No PIN of anybody: the test's own, with another last digit. */
const wrongPin = `${testPin.slice(0, -1)}${(Number(testPin.at(-1)) + 1) % 10}`;

/** Tells one sealed session from another. It runs in the page. */
function keptSession(): Promise<string> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('misty');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const asking = opening.result.transaction('snapshots').objectStore('snapshots').openCursor();
      asking.onsuccess = () => {
        const at = asking.result;
        if (at !== null && (at.key as string[])[1] !== 'session') return at.continue();
        opening.result.close();
        resolve(String((at?.value as { iv: Uint8Array } | undefined)?.iv));
      };
    };
  });
}
