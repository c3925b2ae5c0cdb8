import { suite as uvuSuite } from 'uvu';

/** Assertions: `assert.is` (same value), `assert.equal` (same content), `assert.ok`, `assert.match`, `assert.not`, … */
export * as assert from 'uvu/assert';

/** What a test or a hook does. What it returns is waited for and otherwise ignored. */
export type Work = () => unknown;

/** Runs before or after all tests of the suite; `.each` runs before or after every one of them. */
export interface Hook {
  (work: Work): void;
  each(work: Work): void;
}

/** Adds a test to the suite. `timeoutMs` (120 000 unless told) is the longest it may take, hooks included. */
export interface Test {
  (name: string, work: Work, options?: { timeoutMs?: number }): void;
  before: Hook;
  after: Hook;
}

/**
 * A group of tests. It runs by itself, so that nobody can forget to start it:
 *
 *     suite('stock', (test) => {
 *       test.before(async () => { mongo = await testMongo(); });
 *       test.after(() => mongo.close());
 *       test('refuses allocation beyond what is free', () => { assert.is(1 + 1, 2); });
 *     });
 *
 * uvu alone ends green when a `before` hook throws, when a test throws `null` and when `.only` is left in. Here a
 * throwing `before` fails every test of the suite with its reason, anything thrown fails the test, and `.only`
 * and `.skip` are refused: to leave a test out, delete it.
 *
 * @throws Error when the body is asynchronous or adds no test.
 */
export function suite(name: string, body: (test: Test) => void): void {
  const underneath = uvuSuite(name);
  const hooks: Hooks = { before: [], beforeEach: [], after: [], afterEach: [] };
  const opening = once(() => runAll(hooks.before));
  let tests = 0;
  let ended = 0;
  // uvu swallows what an `after` hook throws. Part of the last test, it fails that one.
  const closing = async (): Promise<void> => {
    ended += 1;
    if (ended === tests) await runAll(hooks.after);
  };

  const add = (testName: string, work: Work, options: { timeoutMs?: number } = {}): void => {
    tests += 1;
    const run = async (): Promise<void> => {
      await opening();
      const tested = async (): Promise<void> => {
        await runAll(hooks.beforeEach);
        await work();
      };
      await inTheEnd(tested, () => runAll(hooks.afterEach));
    };
    const within = withinMs(options.timeoutMs ?? timeoutDefaultMs, run);
    underneath(testName, () => settled(() => inTheEnd(within, closing)));
  };
  const test: Test = Object.assign(add, {
    before: hook(hooks.before, hooks.beforeEach),
    after: hook(hooks.after, hooks.afterEach),
    only: () => refuse(name, 'only'),
    skip: () => refuse(name, 'skip'),
  });

  // A type that returns nothing still accepts an async function, and tests added after the first await would be lost.
  const returned: unknown = (body as (test: Test) => unknown)(test);
  if (returned instanceof Promise) throw new Error(`The body of suite '${name}' must not be asynchronous.`);
  if (tests === 0) throw new Error(`Suite '${name}' has no test.`);

  underneath.run();
}

/**
 * The error that `work` ends with. Fails when it ends well.
 *
 *     const error = await rejects(store.append(commit), StaleVersion);
 */
export async function rejects(work: Promise<unknown> | Work): Promise<unknown>;
export async function rejects<E>(work: Promise<unknown> | Work, kind: abstract new (...args: never[]) => E): Promise<E>;
export async function rejects(
  work: Promise<unknown> | Work,
  kind?: abstract new (...args: never[]) => unknown,
): Promise<unknown> {
  let outcome: unknown;
  try {
    outcome = await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (kind && !(error instanceof kind)) throw error;
    return error;
  }
  throw new Error(`Expected a failure, and it ended well with: ${JSON.stringify(outcome) ?? String(outcome)}`);
}

/** Says a figure that was measured. The runner shows it also where all passes: a test that only holds it hides it. */
export function figure(words: string): void {
  console.log(`${FIGURE}${words}`);
}

/** How a line begins that says a figure. */
export const FIGURE = 'figure: ';

/** A machine that is busy with other things is slow, and that alone is no failure. */
const timeoutDefaultMs = 120_000;

interface Hooks {
  before: Work[];
  beforeEach: Work[];
  after: Work[];
  afterEach: Work[];
}

function hook(all: Work[], each: Work[]): Hook {
  return Object.assign((work: Work) => void all.push(work), { each: (work: Work) => void each.push(work) });
}

async function runAll(works: Work[]): Promise<void> {
  for (const work of works) await work();
}

/** The reason of the work counts more than that of the hooks: theirs would only say that something was left behind. */
async function inTheEnd(work: () => Promise<void>, hooks: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await hooks().catch(() => undefined);
    throw error;
  }
  await hooks();
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => {
    running ??= work();
    return running;
  };
}

/** Anything thrown becomes an Error, because uvu looks at its name and stack and trips over `null`. */
async function settled(work: Work): Promise<void> {
  try {
    await work();
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(`Thrown, and not an Error: ${String(error)}`);
    if (!process.argv.includes(FIRST_FAILURE)) throw reason;
    console.error(reason);
    process.exit(1);
  }
}

/** Given to a process, ends it at the first test that fails: for those who only want to know whether one does. */
export const FIRST_FAILURE = '--first-failure';

/**
 * The timer also keeps the process alive, so a promise that never settles fails its test instead of ending the file.
 */
function withinMs(timeoutMs: number, work: () => Promise<void>): () => Promise<void> {
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`Not done after ${timeoutMs} ms.`)), timeoutMs);
    });
    try {
      await Promise.race([work(), expired]);
    } finally {
      clearTimeout(timer);
    }
  };
}

function refuse(name: string, what: string): never {
  throw new Error(`test.${what} in suite '${name}' is refused: every test counts.`);
}
