import { environment } from '../config.ts';
import { type FileOutcome, Lane } from './lane.ts';
import { plant } from './plant.ts';
import { assert, rejects, suite } from './suite.ts';

/** Test files that must not be believed, each for its own reason; the last two must. */
const planted = {
  'before-throws': `suite('s', (test) => { test.before(() => { throw new Error('no database'); }); test('a', () => {}); test('b', () => {}); });`,
  'after-throws': `suite('s', (test) => { test.after(() => { throw new Error('not closed'); }); test('a', () => {}); });`,
  'after-each-throws': `suite('s', (test) => { test.after.each(() => { throw new Error('not tidy'); }); test('a', () => {}); test('b', () => {}); });`,
  'fails-and-leaves-behind': `suite('s', (test) => { test.after.each(() => { throw new Error('left behind'); }); test('a', () => { throw new Error('why'); }); });`,
  'throws-null': `suite('s', (test) => { test('a', () => { throw null; }); test('b', () => {}); });`,
  'throws-undefined': `suite('s', (test) => { test('a', () => Promise.reject()); test('b', () => {}); });`,
  only: `suite('s', (test) => { test('a', () => {}); test.only('b', () => {}); });`,
  skip: `suite('s', (test) => { test('a', () => {}); test.skip('b', () => {}); });`,
  empty: `suite('s', () => {});`,
  'no-suite': `console.log('nothing here');`,
  asynchronous: `suite('s', async (test) => { test('a', () => {}); });`,
  'never-settles': `suite('s', (test) => { test('a', () => new Promise(() => {}), { timeoutMs: 50 }); test('b', () => {}); });`,
  'stays-open': `setInterval(() => {}, 1000); suite('s', (test) => { test('a', () => {}); });`,
  'stray-rejection': `suite('s', (test) => { test('a', () => { Promise.reject(new Error('stray')); return new Promise((r) => setTimeout(r, 20)); }); });`,
  'ends-the-process': `suite('s', (test) => { test('a', () => { process.exit(0); }); });`,
  'stops-the-process': `suite('s', (test) => { test('a', () => { for (;;) {} }); });`,
  'does-not-load': `await new Promise(() => {}); suite('s', (test) => { test('a', () => {}); });`,
  'fails-to-load': `suite('s', (test) => { test('a', () => {}); }); throw new Error('half a file');`,
  good: `suite('s', (test) => { let n = 0; test.before(() => { n += 1; }); test.before.each(() => { n += 1; }); test('a', () => assert.is(n, 2)); test('b', () => assert.is(n, 3)); });`,
  'good-twice': `suite('s', (test) => { test('a', () => {}); }); suite('t', (test) => { test('b', () => {}); test('c', () => {}); });`,
};

suite('suite', (test) => {
  const outcomes = new Map<string, FileOutcome>();
  test.before(async () => {
    const { folder, remove } = await plantTests(planted);
    // One process after another, so that each file also shows that it does the next ones no harm.
    const lane = new Lane({ folder, env: environment(), lingerMs: 500 });
    for (const name of Object.keys(planted)) {
      const neverDone = name === 'stops-the-process' || name === 'does-not-load';
      outcomes.set(name, await lane.run(`${name}.test.ts`, neverDone ? 2_000 : 60_000));
    }
    assert.is(await lane.end(), undefined);
    await remove();
  });

  const seen = (name: keyof typeof planted): FileOutcome => {
    const outcome = outcomes.get(name);
    assert.ok(outcome, `${name} did not run`);
    return outcome;
  };
  const refused = (name: keyof typeof planted, failed: number, reason: RegExp): void => {
    const look = () => {
      const outcome = seen(name);
      assert.is(outcome.ok, false);
      assert.is(outcome.failed, failed, outcome.output);
      assert.match(`${outcome.output}\n${outcome.reason}`, reason);
    };
    // The first of them waits for all the files to run.
    test(`a file does not pass: ${name}`, look, { timeoutMs: 110_000 });
  };

  refused('before-throws', 2, /"b"[\s\S]*no database/);
  refused('after-throws', 1, /not closed/);
  refused('after-each-throws', 2, /"b"[\s\S]*not tidy/);
  refused('fails-and-leaves-behind', 1, /"a"\s+why/);
  refused('throws-null', 1, /Thrown, and not an Error: null/);
  refused('throws-undefined', 1, /Thrown, and not an Error: undefined/);
  refused('only', 1, /test\.only in suite 's' is refused/);
  refused('skip', 1, /test\.skip in suite 's' is refused/);
  refused('empty', 1, /has no test/);
  refused('no-suite', 1, /it has no test/);
  refused('asynchronous', 1, /must not be asynchronous/);
  refused('never-settles', 1, /Not done after 50 ms/);
  refused('stays-open', 1, /it left open: Timeout/);
  refused('stray-rejection', 1, /stray/);
  refused('ends-the-process', 1, /ended before its tests were done/);
  refused('stops-the-process', 1, /not done after 2 s/);
  refused('does-not-load', 1, /not done after 2 s/);
  refused('fails-to-load', 1, /half a file/);

  test('a test that throws null leaves the others running', () => {
    assert.is(seen('throws-null').passed, 1);
  });
  test('hooks run in order, and a good file passes with all its tests', () => {
    assert.equal([seen('good').ok, seen('good').passed], [true, 2], seen('good').output);
    assert.equal([seen('good-twice').ok, seen('good-twice').passed], [true, 3], seen('good-twice').output);
  });
  test('a process that ends badly after its files is told, with their names', async () => {
    const ends = `process.on('exit', () => { process.exitCode = 3; }); ${planted.good}`;
    const stays = `process.on('beforeExit', () => { setTimeout(() => {}, 600_000); }); ${planted.good}`;
    const { folder, remove } = await plantTests({ good: planted.good, ends, stays });
    for (const [name, reason] of [
      ['ends', /it ended with 3/],
      ['stays', /something keeps it running/],
    ] as const) {
      const lane = new Lane({ folder, env: environment(), lingerMs: 500 });
      for (const one of ['good', name]) assert.is((await lane.run(`${one}.test.ts`, 60_000)).ok, true);
      const told = await lane.end();
      assert.match(told ?? '', reason);
      assert.match(told ?? '', new RegExp(`good\\.test\\.ts, ${name}\\.test\\.ts`));
    }
    await remove();
  });
});

function plantTests(texts: Record<string, string>) {
  const files = Object.entries(texts).map(([name, text]) => [
    `${name}.test.ts`,
    `import { assert, suite } from SUITE;\n${text}`,
  ]);
  return plant(Object.fromEntries(files));
}

suite('rejects', (test) => {
  test('returns what was thrown, also by a plain function', async () => {
    const error = new RangeError('too far');
    assert.is(await rejects(Promise.reject(error)), error);
    assert.is(
      await rejects(() => {
        throw error;
      }, RangeError),
      error,
    );
  });
  test('fails when all went well, and tells with what', async () => {
    const error = await rejects(rejects(Promise.resolve({ free: 3 })), Error);
    assert.match(error.message, /ended well with: \{"free":3\}/);
  });
  test('passes on a failure of another kind', async () => {
    const other = new TypeError('something else');
    assert.is(await rejects(rejects(Promise.reject(other), RangeError)), other);
  });
});
