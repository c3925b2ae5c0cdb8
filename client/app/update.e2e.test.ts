import { readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { TestApp, until } from '../../src/testing/app.ts';
import { countIs, gone } from '../../src/testing/screen.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { buildUpdate, clientFolder, readyClient } from '../build.ts';
import { anotherVersion, servedCopy, storeOnlyThePage } from '../testing/versions.ts';

/** A server that was away is asked again after pauses that grow. */
const NOTICED_MS = 50_000;

suite('a new version', (test) => {
  let folder: string;
  let app: TestApp;
  let page: Page;
  test.before(async () => {
    await readyClient();
    folder = await servedCopy(clientFolder);
    app = await TestApp.start({ keepsShell: true, clientFolder: folder });
    page = await app.tablet();
    await page.clock.install();
    await page.goto(app.url);
    await app.signIn(page, 'priya');
    await until('the worker serves the page', () => page.evaluate(() => navigator.serviceWorker.controller !== null));
  });
  test.after(async () => {
    await app?.close();
    await rm(folder, { recursive: true, force: true });
  });
  test.after.each(() => app.requireNoSurprises());
  const toast = (on = page) => on.getByRole('status').filter({ hasText: 'A new version is ready' });
  const build = (number: number) => anotherVersion(folder, number);
  /** Waits until pressing it has loaded the page anew. */
  const updates = async (on: Page) => {
    await Promise.all([
      on.waitForEvent('load', { timeout: NOTICED_MS }),
      toast(on).getByRole('button', { name: 'Update' }).click({ timeout: NOTICED_MS }),
    ]);
    await on.getByRole('navigation', { name: 'Screens', exact: true }).waitFor();
  };

  test('is noticed when the feed returns, and waits when it is told to', async () => {
    await build(1);
    await app.stopServer();
    await app.startServer();
    await toast().getByRole('button', { name: 'Later' }).click({ timeout: NOTICED_MS });
    await gone(toast());
    // Who said so is not asked again at each look.
    await page.evaluate(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
      await (await navigator.serviceWorker.ready).update();
    });
    await countIs(toast(), 0);
  });

  test('is noticed within the hour while the app stays in front, and is there after Update', async () => {
    await build(2);
    await page.clock.fastForward('01:01:00');
    await updates(page);
    const states = await page.evaluate(async () => {
      const { waiting, active } = (await navigator.serviceWorker.getRegistration()) ?? {};
      return [waiting === null, active?.scriptURL === navigator.serviceWorker.controller?.scriptURL];
    });
    assert.equal(states, [true, true]);
  });

  test('that could not be fetched whole is fetched again', async () => {
    const shell = path.join(folder, 'index.html');
    await rename(shell, `${shell}.away`);
    await build(3);
    const begun = page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const { installing } = registration;
      return await new Promise((resolve) => {
        const look = () => installing?.state === 'installing' || resolve(installing?.state);
        installing?.addEventListener('statechange', look);
        look();
      });
    });
    const state = await begun;
    await rename(`${shell}.away`, shell);
    assert.is(state, 'redundant');
    await page.clock.fastForward('00:11');
    await updates(page);
  });

  test('that another tab has brought comes with Update as well, though no worker waits any more', async () => {
    const other = await page.context().newPage();
    await other.goto(app.url);
    await other.getByRole('navigation', { name: 'Screens', exact: true }).waitFor();
    await build(4);
    await app.stopServer();
    await app.startServer();
    for (const one of [page, other]) await toast(one).waitFor({ timeout: NOTICED_MS });
    await updates(other);
    await updates(page);
    await gone(toast());
    await other.close();
  });

  test(
    'leaves a tab of the old one all its screens; what is half entered and what waits come along with Update',
    async () => {
      const lost = '**/api/commands/*';
      const old = await page.context().newPage();
      await old.goto(`${app.url}/stock/wrap?do=receive`);
      await old.context().route(lost, (route) => route.abort('connectionreset'));
      await receive(old, '5');
      await old.getByRole('link', { name: 'Outbox: 1 waiting' }).waitFor();
      await old.goto(`${app.url}/stock/carton?do=receive`);
      const docket = old.getByRole('form', { name: 'Receive' }).getByLabel('Docket');
      await docket.fill('HALF-1');
      const before = await assetsOf(folder);
      const next = `${folder}-built`;
      await buildUpdate('999.0.0', next);
      await storeOnlyThePage(next);
      const made = (await readdir(path.join(next, 'assets'))).filter((name) => !before.includes(name));
      const start = await readFile(path.join(next, 'index.html'), 'utf8');
      assert.ok(made.some((name) => start.includes(name)) && made.length > 100, `${made.length} files are new`);
      await app.stopServer();
      await rename(folder, `${folder}-old`);
      await rename(next, folder);
      await rm(`${folder}-old`, { recursive: true });
      await app.startServer();
      // Another tab brings it, and what the old worker had kept goes.
      await updates(page);
      await page.goto(`${app.url}/more`);
      await page.getByText('Misty 999.0.0').waitFor();
      await page.close();
      const missing = await old.evaluate(async (names) => {
        const answers = await Promise.all(names.map((name) => fetch(`/assets/${name}`)));
        return answers.filter(({ ok }) => !ok).map(({ url }) => url);
      }, before);
      assert.equal(missing, []);
      for (const at of screens) {
        await goTo(old, at);
        const main = old.getByRole('main');
        await main.getByRole('heading', { level: 1 }).waitFor();
        await countIs(main.getByText(/^Fetching/), 0);
        await countIs(main.getByText(/could not be fetched/), 0);
      }
      await updates(old);
      await old.goto(`${app.url}/stock/carton?do=receive`);
      await until(
        'the half-filled form',
        () => docket.inputValue(),
        (entered) => entered === 'HALF-1',
      );
      await old.getByRole('link', { name: 'Outbox: 1 waiting' }).waitFor();
      await old.context().unroute(lost);
      await old.getByRole('link', { name: 'Outbox: All sent' }).waitFor({ timeout: NOTICED_MS });
    },
    { timeoutMs: 240_000 },
  );
});

/** Screens that were not opened before. */
const screens = ['/orders', '/orders/demo-15', '/leave', '/timesheets', '/approvals', '/pay', '/people', '/clients'];

/** As by a link: the page stays. */
async function goTo(page: Page, at: string): Promise<void> {
  await page.evaluate((address) => {
    const link = Object.assign(document.createElement('a'), { href: address });
    document.body.append(link);
    link.click();
    link.remove();
  }, at);
  await page.waitForURL(`**${at}`);
}

async function receive(on: Page, rolls: string): Promise<void> {
  const form = on.getByRole('form', { name: 'Receive' });
  await form.getByRole('textbox', { name: 'Received, in rolls' }).fill(rolls);
  await form.getByRole('button', { name: `Receive ${rolls} rolls` }).click();
}

/** The files of this build, without those that it has kept of the one before it. */
async function assetsOf(folder: string): Promise<readonly string[]> {
  const stamp = JSON.parse(await readFile(path.join(folder, 'build.json'), 'utf8')) as { assets: readonly string[] };
  return stamp.assets;
}
