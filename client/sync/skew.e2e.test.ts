import type { Page } from 'playwright-core';
import { TestApp, until } from '../../src/testing/app.ts';
import { countIs, statusesOf } from '../../src/testing/screen.ts';
import { assert, suite } from '../../src/testing/suite.ts';

const ACCESS_SECONDS = 4;
/** A token is renewed at its half: one more may fall on the moment at which a clock was set. */
const refreshesMax = (sinceMs: number) => (performance.now() - sinceMs) / (ACCESS_SECONDS * 500) + 2;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

suite('a tablet whose clock is off', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ lifetimes: { accessSeconds: ACCESS_SECONDS } });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  /** A tablet whose clock is off by so much from its start on. */
  async function enterWith(offMs: number): Promise<Page> {
    const page = await app.tablet();
    await setClock(page, offMs);
    await page.goto(`${app.url}/stock/pva`);
    await app.signIn(page, 'ben');
    return page;
  }

  /** Works until the token was renewed so often, and nobody was signed out on the way or asked for renewal again and again. */
  async function worksOn(page: Page, lapses: number): Promise<void> {
    const since = performance.now();
    const refused: string[] = [];
    page.on('response', (response) => {
      if (response.status() === 401) refused.push(response.url());
    });
    const seen = statusesOf(page, '/api/auth/refresh');
    const answers = statusesOf(page, '/api/commands/ReceiveStock');
    for (let lapse = 1; lapse <= lapses; lapse += 1) {
      await until(
        `renewal ${lapse}`,
        () => seen.length,
        (count) => count >= lapse,
        30_000,
      );
      await page.getByRole('link', { name: 'Receive' }).click();
      await page.getByRole('textbox', { name: /^Received/ }).fill('20');
      await page.getByLabel('Docket').fill(`N-${lapse}`);
      await page.getByRole('button', { name: /^Receive \d/ }).click();
      await until(
        `delivery ${lapse}`,
        () => answers.length,
        (count) => count >= lapse,
      );
    }
    assert.equal(refused, [], 'each token is renewed before it lapses');
    assert.ok(seen.length <= refreshesMax(since), `${seen.length} refreshes`);
    assert.ok(
      answers.every((status) => status === 200),
      answers.join(),
    );
    await countIs(page.getByRole('heading', { name: 'Who’s here?' }), 0);
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
  }

  test('works through the lapses of its access tokens like any other, and shows the time of the shop', async () => {
    const offs = [-40 * DAY_MS, -3 * HOUR_MS, 3 * HOUR_MS, 40 * DAY_MS];
    await Promise.all(
      offs.map(async (offMs) => {
        const page = await enterWith(offMs);
        await showsTheTime(page);
        await worksOn(page, 3);
      }),
    );
  });

  test('is set back while somebody works, and they notice nothing', async () => {
    const [fromDays, fromHours] = await Promise.all([enterWith(2 * DAY_MS), enterWith(3 * HOUR_MS)]);
    await Promise.all(
      [fromDays, fromHours].map(async (page) => {
        await setClock(page, 0);
        await worksOn(page, 3);
        await showsTheTime(page);
      }),
    );
  });

  test('is set forward while somebody works, and they notice nothing', async () => {
    const [fromDays, fromHours] = await Promise.all([enterWith(-2 * DAY_MS), enterWith(-3 * HOUR_MS)]);
    await Promise.all(
      [fromDays, fromHours].map(async (page) => {
        await setClock(page, 0);
        await worksOn(page, 3);
        await showsTheTime(page);
      }),
    );
  });

  test('counts a shift from when it began, by the clock of the shop', async () => {
    const page = await app.tablet();
    await setClock(page, -5 * HOUR_MS);
    await page.goto(app.url);
    // In the demo company he alone has no clock that may be running, whatever the time of day.
    await app.signIn(page, 'dave');
    await page.getByRole('button', { name: 'Clock in' }).click();
    const sent = page.waitForRequest(/\/api\/commands\/Clock/);
    await page.getByRole('button', { name: 'Clock out' }).click();
    const { at } = (await sent).postDataJSON() as { at: string };
    assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000, at);
  });

  test('shows how long a code for a tablet is good for', async () => {
    const page = await app.tablet();
    await setClock(page, 3 * HOUR_MS);
    await page.goto(`${app.url}/devices`);
    await app.signIn(page, 'nerida');
    await page.getByLabel('Where it stands').fill('Skewed');
    await page.getByRole('button', { name: 'Make a code' }).click();
    await page.getByText(/^Good once, for (9|10) more minutes/).waitFor();
  });
});

/** Sets the clock of the device so far from what it should be; timers go on as they do. */
async function setClock(page: Page, offMs: number): Promise<void> {
  await page.context().clock.setSystemTime(Date.now() + offMs);
}

/** In the strip, to the minute. */
async function showsTheTime(page: Page): Promise<void> {
  const words = (at: number) =>
    new Intl.DateTimeFormat('en-AU', { timeZone: 'Australia/Sydney', timeStyle: 'short' })
      .format(at)
      .replace(/\s/g, ' ');
  const date = page.getByRole('banner').locator('.date');
  await until(
    'the time of the shop in the strip',
    async () => (await date.innerText()).replace(/\s/g, ' '),
    // It is renewed every few seconds.
    (shown) => [0, 1, 2].some((minutes) => shown.endsWith(words(Date.now() - minutes * 60_000))),
    30_000,
  );
}
