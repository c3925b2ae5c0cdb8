import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../src/testing/chromium.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { clientFolder, readyClient } from './build.ts';

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };

suite('boot guard', (test) => {
  let browser: Browser;
  let server: Server;
  let scriptHashes: string[];
  let address: string;
  /** How often the app's first script is still to be missing, as after an update that took it away. */
  let missing = 0;
  let loads = 0;

  test.before(async () => {
    await readyClient();
    ({ scriptHashes } = JSON.parse(await readFile(join(clientFolder, 'csp.json'), 'utf8')));
    const page = await readFile(join(clientFolder, 'index.html'), 'utf8');
    const first = /<script type="module"[^>]* src="([^"]+)"/.exec(page)?.[1];
    assert.ok(first, 'the page names its first script');
    const serve = async (url: string, response: ServerResponse) => {
      const path = new URL(url, 'http://localhost').pathname;
      const isPage = extname(path) === '' && !path.startsWith('/api/');
      if (isPage) loads += 1;
      const lost = path === first && missing-- > 0;
      const bytes = lost ? undefined : await fileOf(isPage ? 'index.html' : path);
      const hashes = scriptHashes.map((hash) => `'${hash}'`).join(' ');
      response.writeHead(bytes === undefined ? 404 : 200, {
        'content-type': types[isPage ? '.html' : extname(path)] ?? 'text/plain',
        'content-security-policy': `default-src 'none'; script-src 'self' ${hashes}; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; require-trusted-types-for 'script'; trusted-types misty`,
      });
      response.end(bytes);
    };
    server = createServer(({ url = '/' }, response) => void serve(url, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await launchBrowser();
  });
  test.after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });
  test.before.each(() => {
    missing = 0;
    loads = 0;
  });

  const withPage = async (use: (page: Page) => Promise<void>): Promise<void> => {
    const context = await browser.newContext({ colorScheme: 'dark' });
    try {
      await use(await context.newPage());
    } finally {
      await context.close();
    }
  };

  test('stays out of the way when the app starts, and the security policy refuses nothing', () =>
    withPage(async (page) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(address);
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      assert.is(await page.locator('html').getAttribute('data-theme'), 'dark');
      assert.is(await page.locator('#boot-failed').isVisible(), false);
      assert.equal(complaints, []);
    }));

  test('loads once more when the app’s script is missing, and the app stands', () =>
    withPage(async (page) => {
      missing = 1;
      await page.goto(address);
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      assert.is(loads, 2);
    }));

  test('says in words that it did not start, after one try and no more; Reload starts anew', () =>
    withPage(async (page) => {
      missing = 2;
      await page.goto(address);
      await page.getByRole('heading', { name: 'Misty did not start' }).waitFor();
      assert.is(loads, 2);
      await page.getByRole('button', { name: 'Reload' }).click();
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    }));
});

async function fileOf(path: string): Promise<Buffer | undefined> {
  return await readFile(join(clientFolder, path)).catch(() => undefined);
}
