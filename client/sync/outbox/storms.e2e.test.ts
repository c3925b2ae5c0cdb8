import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page, Route } from 'playwright-core';
import { environment } from '../../../src/config.ts';
import type { StockMovement } from '../../../src/contracts/stock.ts';
import { demoPassword } from '../../../src/demo/people.ts';
import { nameOf, TestApp, until } from '../../../src/testing/app.ts';
import { type Chance, pick, seeded } from '../../../src/testing/chance.ts';
import { type OwnBrowser, startOwnBrowser } from '../../../src/testing/own-browser.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { clientFolder, readyClient } from '../../build.ts';
import { anotherVersion, servedCopy } from '../../testing/versions.ts';

// The storms of storms.int.test.ts in a real browser: fewer, and with what only a browser has. MISTY_BROWSER_STORMS=10 for
// the long run; MISTY_BROWSER_STORM for one seed.

const STORMS = 2;
const STEPS = 5;
const HOUR_MS = 3_600_000;
/** After lost lines the pauses have grown; a page that is opened anew does not wait for them. */
const SENT_MS = 60_000;
const people = ['priya', 'ben'] as const;
const items = ['wrap', 'carton', 'pallet'] as const;
type Who = (typeof people)[number];

suite('storms in a real browser', (test) => {
  let app: TestApp;
  let folder: string;
  test.before(async () => {
    await readyClient();
    folder = await servedCopy(clientFolder);
    app = await TestApp.start({ keepsShell: true, clientFolder: folder });
  });
  test.after(async () => {
    await app?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const { MISTY_BROWSER_STORM: one, MISTY_BROWSER_STORMS: count = STORMS } = environment();
  const seeds = one === undefined ? Array.from({ length: Number(count) }, (_, at) => at + 1) : [Number(one)];
  test(
    `${seeds.length} storms: nothing is lost, nothing done twice, nothing in another name`,
    async () => {
      for (const seed of seeds) {
        const tablet = new Tablet(app, folder, seed);
        try {
          await tablet.storm();
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error);
          const kept = await tablet.tells().catch(String);
          throw new Error(`Seed ${seed}, after ${tablet.did.join(', ')}: ${why}\n${kept}`, { cause: error });
        } finally {
          await tablet.end();
        }
      }
    },
    { timeoutMs: 60_000 + seeds.length * 60_000 },
  );
});

type Line = 'well' | 'cut' | 'cut after the commit';

interface Given {
  /** Its docket. */
  readonly mark: string;
  readonly owner: Who;
  /** The screen has said that it is done, or that it waits. */
  readonly promised: boolean;
}

type Doing = (tablet: Tablet) => Promise<void>;
const give: Doing = (tablet) => tablet.give();
const doings: readonly Doing[] = [
  ...[give, give, give, give],
  (tablet) => tablet.killed(),
  (tablet) => tablet.secondTab(),
  (tablet) => tablet.line('cut'),
  (tablet) => tablet.line('cut after the commit'),
  (tablet) => tablet.line('well'),
  (tablet) => tablet.clock(),
  (tablet) => tablet.newVersion(),
  (tablet) => tablet.full(),
  (tablet) => tablet.another(),
];

class Tablet {
  /** What has happened so far, for whoever looks for a fault. */
  readonly did: string[] = [];
  readonly #app: TestApp;
  readonly #folder: string;
  readonly #seed: number;
  readonly #chance: Chance;
  readonly #item: (typeof items)[number];
  readonly #given: Given[] = [];
  #profile = '';
  #browser!: OwnBrowser;
  #page!: Page;
  #who: Who = 'priya';
  #line: Line = 'well';

  constructor(app: TestApp, folder: string, seed: number) {
    this.#app = app;
    this.#folder = folder;
    this.#seed = seed;
    this.#chance = seeded(seed);
    this.#item = items[seed % items.length] ?? 'wrap';
  }

  async storm(): Promise<void> {
    this.#profile = await mkdtemp(path.join(tmpdir(), 'misty-storm-'));
    await this.#start();
    for (let step = 0; step < STEPS; step += 1) await pick(this.#chance, doings)(this);
    await this.#calm();
    const { items: rows } = await this.#app.ask<{ items: readonly StockMovement[] }>(
      'priya',
      `/api/stock-movements?itemId=${this.#item}&limit=200`,
    );
    for (const { mark, owner, promised } of this.#given) {
      const done = rows.filter(({ docket }) => docket === mark);
      assert.ok(done.length <= 1, `${mark}: done ${done.length} times`);
      assert.ok(done.length === 1 || !promised, `${mark}: lost`);
      assert.ok(
        done.every(({ user }) => user.name === nameOf(owner)),
        `${mark}: in another name`,
      );
    }
  }

  async end(): Promise<void> {
    await this.#browser?.kill();
    // What belongs to the browser ends a moment after it.
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  /** What its outbox says, for whoever looks for a fault. */
  async tells(): Promise<string> {
    await this.#page.goto(`${this.#app.url}/outbox`);
    await this.#page.getByRole('heading', { name: 'Outbox', level: 1 }).waitFor();
    return await this.#page.locator('body').innerText();
  }

  async give(): Promise<void> {
    const mark = await this.#tap();
    this.#given.push({ mark, owner: this.#who, promised: await this.#isPromised() });
  }

  async killed(): Promise<void> {
    this.did.push('killed in the middle');
    const mark = await this.#tap();
    this.#given.push({ mark, owner: this.#who, promised: this.#chance() < 0.5 && (await this.#isPromised()) });
    await this.#browser.kill();
    await this.#start();
  }

  async secondTab(): Promise<void> {
    this.did.push('another tab');
    const page = await this.#app.prepare(this.#browser.context);
    this.#page = page === this.#page ? await this.#browser.context.newPage() : page;
  }

  async line(how: Line): Promise<void> {
    this.did.push(`line ${how}`);
    this.#line = how;
  }

  async clock(): Promise<void> {
    this.did.push('the clock is wrong');
    await this.#browser.context.clock.setSystemTime(Date.now() + (this.#chance() - 0.5) * 2 * HOUR_MS);
  }

  async newVersion(): Promise<void> {
    this.did.push('a new version');
    await this.#page.goto(`${this.#app.url}/more`);
    await until('the worker', () => this.#page.evaluate(() => navigator.serviceWorker.controller !== null));
    await anotherVersion(this.#folder, `${this.#seed} ${this.did.length}`);
    await this.#page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await Promise.all([
      this.#page.waitForEvent('load', { timeout: SENT_MS }),
      this.#page.getByRole('button', { name: 'Update', exact: true }).click({ timeout: SENT_MS }),
    ]);
  }

  /** Nothing more can be kept, and that is said at once. */
  async full(): Promise<void> {
    this.did.push('no room');
    const protocol = await this.#browser.context.newCDPSession(this.#page);
    await this.#open();
    await protocol.send('Storage.overrideQuotaForOrigin', { origin: this.#app.url, quotaSize: 1 });
    await this.give();
    await protocol.send('Storage.overrideQuotaForOrigin', { origin: this.#app.url });
  }

  async another(): Promise<void> {
    this.#who = this.#who === 'priya' ? 'ben' : 'priya';
    this.did.push(`${this.#who} comes`);
    await this.#comesIn();
  }

  async #start(): Promise<void> {
    this.#browser = await startOwnBrowser(this.#profile);
    this.#page = await this.#app.prepare(this.#browser.context);
    await this.#browser.context.route('**/api/commands/*', (route) => this.#send(route));
    await this.#comesIn();
  }

  async #comesIn(): Promise<void> {
    await this.#app.postFrom(this.#page, '/api/auth/login', { username: this.#who, password: demoPassword });
    await this.#page.goto(`${this.#app.url}/more`);
    await this.#page.getByRole('banner').getByText(nameOf(this.#who)).waitFor();
  }

  async #send(route: Route): Promise<void> {
    if (this.#line === 'well') return await route.continue();
    if (this.#line === 'cut after the commit') await route.fetch().catch(() => undefined);
    await route.abort('connectionreset');
  }

  async #open(): Promise<void> {
    await this.#page.goto(`${this.#app.url}/stock/${this.#item}?do=receive`);
    await this.#form().waitFor();
  }

  #form() {
    return this.#page.getByRole('form', { name: 'Receive' });
  }

  /** Answers the docket by which it is known later. */
  async #tap(): Promise<string> {
    const mark = `S-${this.#seed}-${this.#given.length}`;
    this.did.push(mark);
    await this.#open();
    await this.#form()
      .getByRole('textbox', { name: /^Received/ })
      .fill('1');
    await this.#form().getByLabel('Docket').fill(mark);
    await this.#form()
      .getByRole('button', { name: /^Receive 1/ })
      .click();
    return mark;
  }

  /** Whether the screen says that it is done or waits, and not that it could not be kept or sent. */
  async #isPromised(): Promise<boolean> {
    const said = this.#form().locator('.not-done');
    await until(
      'an answer',
      async () => (await this.#form().count()) === 0 || (await said.count()) > 0,
      Boolean,
      SENT_MS,
    );
    if ((await said.count()) === 0) return true;
    this.did.push(await said.first().innerText());
    return false;
  }

  /** All is well again, and each person comes in once more. */
  async #calm(): Promise<void> {
    this.#line = 'well';
    await this.#browser.context.clock.setSystemTime(Date.now());
    for (const who of people) {
      if (!this.#given.some(({ owner }) => owner === who)) continue;
      this.#who = who;
      await this.#comesIn();
      await until(
        'all is sent',
        () => this.#page.getByRole('link', { name: /^Outbox: / }).getAttribute('aria-label'),
        (words) => words === 'Outbox: All sent',
        SENT_MS,
      );
    }
  }
}
