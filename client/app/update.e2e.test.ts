import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { TestApp, until } from '../../src/testing/app.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { clientFolder, readyClient } from '../build.ts';

const NOTICED_MS = 50_000;

suite('a new version', (test) => {
  let folder: string;
  let app: TestApp;
  let page: Page;
  test.before(async () => {
    await readyClient();
    folder = await mkdtemp(path.join(tmpdir(), 'misty-next-'));
    await cp(clientFolder, folder, { recursive: true });
    // What is changed here has no compressed copies.
    for (const end of ['br', 'gz']) await rm(path.join(folder, `sw.js.${end}`), { force: true });
    // A new worker looks through all files, one by one. Here the page alone is on the device, so that it is soon here.
    const worker = await readFile(path.join(folder, 'sw.js'), 'utf8');
    const [list = '', onlyPage = ''] = /\[(\{"revision":"\w+","url":"\/index\.html"\})[^\]]*\]/.exec(worker) ?? [];
    assert.ok(list.length > 1_000, 'the worker has its list');
    await writeFile(path.join(folder, 'sw.js'), worker.replace(list, `[${onlyPage}]`));
    app = await TestApp.start({ clientFolder: folder });
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
  const build = (number: number) => appendFile(path.join(folder, 'sw.js'), `\n// ${number}`);
  /** Waits until pressing it has loaded the page anew. */
  const updates = async (on: Page) => {
    await Promise.all([
      on.waitForEvent('load', { timeout: NOTICED_MS }),
      toast(on).getByRole('button', { name: 'Update' }).click({ timeout: NOTICED_MS }),
    ]);
    await on.getByRole('navigation', { name: 'Screens', exact: true }).waitFor();
  };

  test('is noticed within the hour while the app stays in front, and is there after Update', async () => {
    await build(1);
    await page.clock.fastForward('01:01:00');
    await updates(page);
    const states = await page.evaluate(async () => {
      const { waiting, active } = (await navigator.serviceWorker.getRegistration()) ?? {};
      return [waiting === null, active?.scriptURL === navigator.serviceWorker.controller?.scriptURL];
    });
    assert.equal(states, [true, true]);
  });
});
