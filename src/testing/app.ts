import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { clientFolder as builtClient, readyClient } from '../../client/build.ts';
import { withAccountsOf } from '../../tools/accounts.ts';
import type { Lifetimes } from '../auth/auth.ts';
import type { CommandAccepted } from '../contracts/command.ts';
import type { CommandPayload, CommandType } from '../contracts/commands.ts';
import type { Problem } from '../contracts/problems.ts';
import { demoPassword, demoPeople } from '../demo/people.ts';
import { aggregates, deciders } from '../domain/catalogue.ts';
import type { Commit } from '../event-store/commit.ts';
import { commitsOf } from '../event-store/log.ts';
import { readLast } from '../event-store/read.ts';
import { EventStore } from '../event-store/store.ts';
import type { RunningServer } from '../main.ts';
import { runMove } from '../moving/run.ts';
import { createSeal } from '../private-details/seal.ts';
import { launchBrowser, sharedBrowser } from './chromium.ts';
import { newFolder, placeCompany, serveCompany } from './company.ts';
import type { OldCompany } from './legacy/old-company.ts';
import { sourceOf } from './legacy/planned.ts';
import { type TestMongo, testMongo } from './mongo.ts';
import { storedCount } from './stored.ts';

/** User name of one of the people of the demo company. */
export type Username = 'ben' | 'priya' | 'ana' | 'kylie' | 'sione' | 'dave' | 'nerida' | 'lachlan' | 'jai';

export interface TestAppOptions {
  /** How long access tokens and sign-ins last; as in service unless told. */
  readonly lifetimes?: Partial<Lifetimes>;
  /** The name by which browsers reach it, over plain http; localhost unless told, which alone is as good as https to them. */
  readonly host?: 'misty.test';
  /** Nobody and nothing is in it yet; the demo company unless told. */
  readonly empty?: true;
  /**
   * Browsers keep the shell on the device, as in service: what loads without a line needs it. Left out elsewhere, because
   * each new tablet fetches every file of the app for it.
   */
  readonly keepsShell?: true;
  /** The built app that is served; the one of this project unless told. */
  readonly clientFolder?: string;
  /** Messages go to a push service on this machine. */
  readonly pushes?: true;
}

export type EnterOptions = BrowserContextOptions & {
  /** The screen to open; Today unless told. */
  readonly at?: string;
};

/** A browser that refuses workers, as some do in private windows. */
const noWorker = `if (navigator.serviceWorker) navigator.serviceWorker.register = () => Promise.reject(new Error('None here.'));`;

/** How long a condition on a screen may take to come true. */
const CONDITION_MS = 30_000;

/**
 * Misty as in service, for tests in a browser: the built app, the server on a port of its own, databases of its own with
 * the demo company in them, and a Chromium. Each person gets a browser context, as on a tablet of their own.
 *
 *     test.before(async () => { app = await TestApp.start(); });
 *     test.after(() => app.close());
 */
export class TestApp {
  /** Errors that nobody caught on any page so far. */
  readonly surprises: string[] = [];
  readonly #mongo: TestMongo;
  readonly #dataFolder: string;
  readonly #options: TestAppOptions;
  readonly #tokens = new Map<Username, Promise<string>>();
  #taken: Commit | undefined;
  #server: RunningServer | undefined;
  /** Not every test of the app has its tablets in a Chromium. */
  #browser: Promise<Browser> | undefined;
  #port = 0;

  private constructor(mongo: TestMongo, dataFolder: string, options: TestAppOptions) {
    this.#mongo = mongo;
    this.#dataFolder = dataFolder;
    this.#options = options;
  }

  static async start(options: TestAppOptions = {}): Promise<TestApp> {
    await readyClient();
    const mongo = await testMongo();
    const dataFolder = options.empty ? await newFolder() : await placeCompany(mongo);
    const app = new TestApp(mongo, dataFolder, options);
    await app.startServer();
    return app;
  }

  /** Where browsers find it. Without a slash at its end. */
  get url(): string {
    return `http://${this.#options.host ?? 'localhost'}:${this.#port}`;
  }

  /** Where this process finds it. */
  get #address(): string {
    return `http://localhost:${this.#port}`;
  }

  /** On the same port as before, once it has one. */
  async startServer(): Promise<void> {
    this.#server = await serveCompany({
      ...{ mongo: this.#mongo, dataFolder: this.#dataFolder, port: this.#port },
      clientFolder: this.#options.clientFolder ?? builtClient,
      demo: !this.#options.empty,
      ...(this.#options.pushes && { pushReach: 'loopback too' as const }),
      ...(this.#options.lifetimes && { lifetimes: this.#options.lifetimes }),
    });
    this.#port = this.#server.port;
  }

  async stopServer(): Promise<void> {
    await this.#server?.close();
    this.#server = undefined;
  }

  /** What `misty user add` prints for the first person of an empty company: the link with which they choose a password. */
  async addAdministrator(username: string, name: string): Promise<string> {
    const { logDb: log, viewDb: views } = this.#mongo;
    const config = { timeZone: 'Australia/Sydney', publicUrl: this.url, port: this.#port };
    return await withAccountsOf({ log, views, config }, async (accounts) => {
      const userId = await accounts.register({ username, name, role: 'admin' });
      return (await accounts.makeLink(userId)).link;
    });
  }

  /** Moves an old company into this empty one, as `misty migrate` does beside a server that runs. */
  async moveIn(company: OldCompany): Promise<void> {
    const { logDb: log, viewDb: views } = this.#mongo;
    const timeZone = 'Australia/Sydney';
    const report = await runMove({
      ...{ source: sourceOf(company), log, views, timeZone, dryRun: false, update: false, rules: [], now: new Date() },
      openStore: (clock) => EventStore.open({ log, aggregates, deciders, timeZone, clock }),
      seal: async () => createSeal(Buffer.alloc(32, 7)),
      ...{ onProgress: () => undefined, note: () => undefined },
    });
    if (!report.ok) throw new Error('Not every document is accounted for.');
  }

  /** A tablet that nobody is signed in on. */
  async tablet(options: BrowserContextOptions = {}): Promise<Page> {
    this.#browser ??= sharedBrowser() ?? launchBrowser();
    const context = await (await this.#browser).newContext({
      viewport: { width: 1180, height: 820 },
      reducedMotion: 'reduce',
      locale: 'en-AU',
      ...options,
    });
    return await this.prepare(context);
  }

  /** The first page of a context, watched for errors that nobody catches. */
  async prepare(context: BrowserContext): Promise<Page> {
    context.setDefaultTimeout(CONDITION_MS);
    // The loader of TypeScript marks functions with a name; a function that goes to the page must find the mark there.
    await context.addInitScript('globalThis.__name ??= (it) => it');
    if (!this.#options.keepsShell) await context.addInitScript(noWorker);
    context.on('weberror', (error) => {
      const { stack, name, message } = error.error();
      // What the browser itself rejects has no stack.
      this.surprises.push(stack || `${name}: ${message}`);
    });
    return context.pages()[0] ?? (await context.newPage());
  }

  /** A tablet on which this person is signed in, with a screen open. */
  async enter(username: Username, { at = '/', ...options }: EnterOptions = {}): Promise<Page> {
    // Only a browser finds the other name.
    if (this.#options.host !== undefined) return await this.enterByHand(username, { at, ...options });
    const page = await this.tablet(options);
    await this.postFrom(page, '/api/auth/login', { username, password: demoPassword });
    await page.goto(`${this.url}${at}`);
    await page.getByRole('navigation', { name: 'Screens', exact: true }).waitFor();
    return page;
  }

  /** The same through the sign-in screen, which takes longer. */
  async enterByHand(username: Username, { at = '/', ...options }: EnterOptions = {}): Promise<Page> {
    const page = await this.tablet(options);
    await page.goto(`${this.url}${at}`);
    await this.signIn(page, username);
    return page;
  }

  /** Sends this as a page on this tablet would: the cookies that it is answered with are the tablet's from then on. */
  async postFrom(page: Page, path: string, body: object): Promise<void> {
    const headers = { 'sec-fetch-site': 'same-origin' };
    const response = await page.context().request.post(`${this.url}${path}`, { data: body, headers });
    if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`);
  }

  /** Fills in the sign-in screen that the page shows, and waits for what is behind it. */
  async signIn(page: Page, username: Username): Promise<void> {
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password').fill(demoPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Screens', exact: true }).waitFor();
    // Over plain http a browser keeps nothing. Else a page that is left at once would leave the name behind.
    if (this.#options.host === undefined)
      await until('the name at the door', () => storedCount(page, 'keys', 'people'));
  }

  /**
   * What this person does elsewhere, on a tablet that the test does not look at.
   *
   * @throws Error with the problem's sentence when it is refused.
   */
  async send<Type extends CommandType>(
    username: Username,
    type: Type,
    payload: CommandPayload<Type>,
    version?: number,
  ): Promise<CommandAccepted> {
    const headers = {
      'idempotency-key': randomUUID(),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    };
    return await this.post(username, `/api/commands/${type}`, payload, headers);
  }

  /**
   * The same with any other part of the API.
   *
   * @throws Error with the problem's sentence when it is refused.
   */
  async post<Body>(
    username: Username,
    path: string,
    payload: object,
    more: Record<string, string> = {},
  ): Promise<Body> {
    const response = await fetch(`${this.#address}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await this.#token(username)}`,
        'content-type': 'application/json',
        ...more,
      },
      body: JSON.stringify(payload),
    });
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    if (!response.ok) throw new Error(`${path} was refused: ${(body as Problem).detail}`);
    return body as Body;
  }

  /** An answer of the API, as this person sees it. */
  async ask<Body>(username: Username, pathAndQuery: string): Promise<Body> {
    const headers = { authorization: `Bearer ${await this.#token(username)}` };
    const response = await fetch(`${this.#address}${pathAndQuery}`, { headers });
    if (!response.ok) throw new Error(`${pathAndQuery} answered ${response.status}.`);
    return (await response.json()) as Body;
  }

  /** Fails when a page had an error that nobody caught. For an `after.each` hook. */
  requireNoSurprises(): void {
    const found = this.surprises.splice(0);
    if (found.length > 0) throw new Error(`Errors that nobody caught on a page:\n${found.join('\n')}`);
  }

  /** Somebody puts an older log back under the running server: the last commit is not in it. */
  async logGoesBack(): Promise<void> {
    const last = await readLast(this.#mongo.logDb);
    if (last === undefined) throw new Error('There is no commit to take away.');
    this.#taken = last;
    await commitsOf(this.#mongo.logDb).deleteOne({ _id: last._id });
  }

  /** The newest log is there again. */
  async logComesBack(): Promise<void> {
    if (this.#taken !== undefined) await commitsOf(this.#mongo.logDb).insertOne(this.#taken);
    this.#taken = undefined;
  }

  /** Closes the tablets of one test. */
  async closeTablets(): Promise<void> {
    const contexts = (await this.#browser)?.contexts() ?? [];
    await Promise.all(contexts.map((context) => context.close()));
  }

  async close(): Promise<void> {
    if (this.#browser === sharedBrowser()) await this.closeTablets();
    else await (await this.#browser)?.close();
    await this.stopServer();
    await this.#mongo.close();
    await rm(this.#dataFolder, { recursive: true, force: true });
  }

  async #token(username: Username): Promise<string> {
    const known = this.#tokens.get(username) ?? this.#login(username);
    this.#tokens.set(username, known);
    return await known;
  }

  async #login(username: Username): Promise<string> {
    const response = await fetch(`${this.#address}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: demoPassword }),
    });
    return ((await response.json()) as { accessToken: string }).accessToken;
  }
}

/** The whole name of a person of the demo company. */
export function nameOf(username: Username): string {
  return demoPeople.find((person) => person.username === username)?.name ?? username;
}

/**
 * Waits until a condition holds that no locator can wait for.
 *
 * @throws Error that says what was waited for, with what was there last.
 */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen> | Seen,
  holds: (seen: Seen) => boolean = Boolean,
  timeoutMs = CONDITION_MS,
): Promise<Seen> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (performance.now() > end) {
      throw new Error(`Waited ${timeoutMs} ms in vain: ${what}. Last seen: ${JSON.stringify(seen)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
