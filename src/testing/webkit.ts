import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environment } from '../config.ts';
import { eventually } from './misty.ts';
import { firstExecutable, installPackages, mayInstall, search } from './programs.ts';

/**
 * Why there is no WebKit here, the engine of every iPhone and iPad, in a sentence; undefined where there is. On Debian and
 * its like, as root, it is installed. It is not iOS: it has no keyboard on the screen, no push and no home screen.
 */
export async function whyNoWebkit(env: NodeJS.ProcessEnv = environment()): Promise<string | undefined> {
  if ((await findPrograms(env)) !== undefined) return undefined;
  if (!(await mayInstall(env))) return `There is no WebKit to be driven: ${howToInstall}, as root.`;
  const reason = await installPackages(packages, env).catch((error: unknown) => error);
  if ((await findPrograms(env)) !== undefined) return undefined;
  const said = reason instanceof Error ? reason.message.trim().split('\n').at(-1) : 'it brought no browser.';
  return `WebKit could not be installed (${howToInstall}): ${said}`;
}

/** Names a thing on the page for those who work in it. */
export interface ElementRef {
  readonly [elementKey]: string;
}

/**
 * A WebKit with a window of its own, driven by the W3C's protocol. What it keeps goes with it. Close it in an `after` hook.
 */
export class Webkit {
  readonly #base: string;
  readonly #processes: readonly ChildProcess[];
  readonly #home: string;
  #session = '';

  private constructor(port: number, processes: readonly ChildProcess[], home: string) {
    this.#base = `http://127.0.0.1:${port}`;
    this.#processes = processes;
    this.#home = home;
  }

  /** `env` is set for the browser too. */
  static async start(env: NodeJS.ProcessEnv = {}): Promise<Webkit> {
    const why = await whyNoWebkit();
    const programs = await findPrograms(environment());
    if (programs === undefined) throw new Error(why);
    const home = await mkdtemp(path.join(tmpdir(), 'misty-webkit-'));
    const xvfb = spawn(programs.xvfb, ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const display = xvfb.stdio[3];
    if (!display) throw new Error('The screen has no line on which it says its name.');
    const [number] = (await once(display, 'data')) as [Buffer];
    const port = await freePort();
    const driver = spawn(programs.driver, [`--port=${port}`, '--host=127.0.0.1'], {
      stdio: 'ignore',
      env: { ...environment(), ...(await ownHome(home)), ...env, DISPLAY: `:${number.toString().trim()}` },
    });
    const webkit = new Webkit(port, [driver, xvfb], home);
    try {
      await eventually('WebKit’s driver is ready', () => webkit.#isReady());
      const options = { binary: programs.browser, args: ['--automation'] };
      const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
      const { sessionId } = (await webkit.#ask('POST', '/session', { capabilities })) as { sessionId: string };
      webkit.#session = `/session/${sessionId}`;
      return webkit;
    } catch (error) {
      await webkit.close();
      throw error;
    }
  }

  /** Waits until the page has loaded. */
  async open(url: string): Promise<void> {
    await this.#do('POST', '/url', { url });
  }

  /**
   * Runs a function in the page. It knows only what it is given; what it returns comes back as JSON, and elements of the
   * page as their names.
   */
  async run<Given extends readonly unknown[], Answer>(work: (...given: Given) => Answer, ...given: Given) {
    return await this.evaluate<Answer>(`(${work})(...given)`, given);
  }

  /** The same with an expression as text, for rooms that know no browser. */
  async evaluate<Answer>(expression: string, given: readonly unknown[] = []): Promise<Answer> {
    const script = `${keepNames}const given = [...arguments]; return ${expression};`;
    return (await this.#do('POST', '/execute/sync', { script, args: given })) as Answer;
  }

  /** What the expression promises. A page that is left meanwhile answers no more. */
  async awaited<Answer>(expression: string, given: readonly unknown[] = []): Promise<Answer> {
    const script = `${keepNames}const given = [...arguments], done = given.pop();
      Promise.resolve(${expression}).then((is) => done({ is }), (error) => done({ error: String(error) }));`;
    const answer = (await this.#do('POST', '/execute/async', { script, args: given })) as
      | { error: string }
      | { is: Answer };
    if ('error' in answer) throw new Error(`In the page: ${answer.error}`);
    return answer.is;
  }

  /** As by a finger: on whatever lies at the middle of it. Refused where something else lies over it. */
  async click(element: ElementRef): Promise<void> {
    await this.#do('POST', `/element/${element[elementKey]}/click`, {});
  }

  /** Enters text by keys, in place of what stands there. */
  async type(element: ElementRef, text: string): Promise<void> {
    await this.#do('POST', `/element/${element[elementKey]}/clear`, {});
    await this.#do('POST', `/element/${element[elementKey]}/value`, { text });
  }

  /** Makes the page so large. */
  async resize(width: number, height: number): Promise<void> {
    // The window has a bar over the page.
    const barPx = await this.evaluate<number>('outerHeight - innerHeight');
    await this.#do('POST', '/window/rect', { x: 0, y: 0, width, height: height + barPx });
  }

  async close(): Promise<void> {
    if (this.#session !== '') await this.#do('DELETE', '').catch(() => undefined);
    for (const child of this.#processes) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    }
    // Its processes end a moment after it, and write until then.
    await rm(this.#home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  async #isReady(): Promise<boolean> {
    return await this.#ask('GET', '/status').then(
      (status) => (status as { ready: boolean }).ready,
      () => false,
    );
  }

  async #do(method: string, path: string, body?: object): Promise<unknown> {
    return await this.#ask(method, `${this.#session}${path}`, body);
  }

  async #ask(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${this.#base}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
    const { value } = (await response.json()) as { value: unknown };
    if (response.ok) return value;
    const { error, message } = value as { error: string; message: string };
    throw new WebdriverError(error, `${method} ${path}: ${error}. ${message}`);
  }
}

/** What the protocol calls an error: `stale element reference`, `element click intercepted`, … */
export class WebdriverError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The loader of TypeScript marks functions with a name. */
const keepNames = 'globalThis.__name ??= (it) => it; ';
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const packages = ['webkit2gtk-driver', 'xvfb'];
const howToInstall = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;

interface Programs {
  readonly driver: string;
  readonly xvfb: string;
  readonly browser: string;
}

async function findPrograms(env: NodeJS.ProcessEnv): Promise<Programs | undefined> {
  const [driver, xvfb, browser] = await Promise.all([
    search(env, ['WebKitWebDriver']),
    search(env, ['Xvfb']),
    findBrowser(),
  ]);
  return driver && xvfb && browser ? { driver, xvfb, browser } : undefined;
}

/** It lies beside the libraries, in a folder with the name of the machine's kind. */
async function findBrowser(): Promise<string | undefined> {
  const kinds = await readdir('/usr/lib').catch(() => []);
  const folders = kinds.filter((name) => name.endsWith('-linux-gnu'));
  return await firstExecutable(folders.map((name) => `/usr/lib/${name}/webkit2gtk-4.1/MiniBrowser`));
}

/** Nothing of it lands in the person's own files, and the browser's bar is as narrow as a phone. */
async function ownHome(home: string): Promise<NodeJS.ProcessEnv> {
  await mkdir(path.join(home, 'config/gtk-3.0'), { recursive: true });
  await writeFile(path.join(home, 'config/gtk-3.0/gtk.css'), narrowBar);
  return {
    ...{ XDG_CONFIG_HOME: path.join(home, 'config'), XDG_CACHE_HOME: path.join(home, 'cache') },
    ...{ XDG_DATA_HOME: path.join(home, 'data'), HOME: home, LANG: 'en_AU.UTF-8', LANGUAGE: 'en_AU' },
    // Containers run as root, in which its sandbox does not start.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  };
}

const narrowBar =
  '* { min-width: 0; min-height: 0; padding: 0; margin: 0; border: none; font-size: 1px; -gtk-icon-transform: scale(0.1); }';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
