import { projections } from '../projections/index.ts';
import type { Comparison } from '../src/projecting/compare.ts';
import type { Rebuilt } from '../src/projecting/rebuild.ts';
import {
  askMisty,
  discardFolder,
  eventually,
  newDataFolder,
  type Person,
  runMisty,
  type ServingMisty,
  serveMisty,
} from '../src/testing/misty.ts';
import { assert, suite } from '../src/testing/suite.ts';

/** Processes start slowly on a machine that has much to do. */
const patient = { timeoutMs: 90_000 };

suite('misty, changing things beside a Misty that serves,', (test) => {
  let folder: string;
  let serving: ServingMisty;
  let priya: Person;

  test.before(async () => {
    folder = await newDataFolder();
    serving = await serveMisty(folder);
    priya = await serving.signIn('priya');
  });
  test.after(async () => {
    await serving.end('SIGTERM');
    await discardFolder(folder);
  });

  /** The generation that is served is part of the ETag. */
  const generation = async () => (await priya.get('/api/stock-levels')).headers.get('etag')?.split('.')[1];

  test(
    'rebuild flips the read model in the Misty that serves, and back',
    async () => {
      assert.is(await generation(), '1');
      const dry = await askMisty<Comparison>(['rebuild', 'stock-levels', '--dry-run'], folder);
      assert.equal([dry.code, dry.lines[0]?.rows, dry.lines[0]?.differing], [0, 20, 0]);
      assert.is(await generation(), '1');
      const built = await askMisty<Rebuilt>(['rebuild', 'stock-levels'], folder);
      assert.equal([built.code, built.lines[0]?.generation], [0, 2]);
      await eventually('the new generation is served', async () => (await generation()) === '2');
      const back = await runMisty(['rebuild', 'stock-levels', '--back'], folder);
      assert.match(back.stdout, /^stock-levels: generation 1 is in use again/);
      await eventually('the old generation is served', async () => (await generation()) === '1');
    },
    patient,
  );

  test(
    'rebuild --all builds every read model',
    async () => {
      const { code, stdout } = await runMisty(['rebuild', '--all'], folder);
      assert.is(code, 0);
      const { head } = (await askMisty<{ head: number }>(['status'], folder)).lines[0] ?? {};
      const built = new RegExp(`: generation \\d is in use, up to position ${head} \\(`, 'g');
      assert.is(stdout.match(built)?.length, projections.length);
    },
    patient,
  );

  test(
    'user add lets somebody in at once, and user password changes how',
    async () => {
      const person = ['--name', 'Zoe Webb', '--role', 'sales'];
      const added = await askMisty<{ password: string }>(['user', 'add', 'Zoe', ...person], folder);
      const password = added.lines[0]?.password ?? '';
      assert.match(password, /^[a-z2-9]{4}(-[a-z2-9]{4}){4}$/);
      await eventually('Zoe is let in', async () => (await signInStatus(serving, 'zoe', password)) === 200);
      const changed = await askMisty<{ password: string }>(['user', 'password', 'zoe'], folder);
      assert.is(await signInStatus(serving, 'zoe', password), 401);
      assert.is(await signInStatus(serving, 'ZOE', changed.lines[0]?.password ?? ''), 200);
      const twice = await runMisty(['user', 'add', 'zoe', ...person], folder);
      assert.equal([twice.code, twice.stderr], [1, 'The user name zoe is taken. Choose another.\n']);
      assert.is((await runMisty(['user', 'password', 'nobody'], folder)).code, 1);
    },
    patient,
  );

  test(
    'seed leaves a log alone that holds something',
    async () => {
      const { code, stderr, stdout } = await runMisty(['seed'], folder);
      assert.equal([code, stdout], [1, '']);
      assert.match(stderr, /^There are \d+ commits in the log already/);
    },
    patient,
  );

  for (const [args, words] of [
    [['rebild'], /unknown command 'rebild'\n\(Did you mean rebuild\?\)/],
    [['rebuild'], /^Name one read model, or say --all\. There are people, stock-levels,/],
    [['rebuild', 'nothing'], /'nothing' is invalid .* Allowed choices are people,/],
    [['user', 'add', 'no spaces', '--name', 'N', '--role', 'sales'], /^username must be letters, digits/],
    [['user', 'add', 'joe', '--name', 'Joe', '--role', 'king'], /Allowed choices are admin,/],
  ] as const) {
    test(`does not understand: misty ${args.join(' ')}`, async () => {
      const { code, stderr, stdout } = await runMisty([...args], folder);
      assert.equal([code, stdout], [2, '']);
      assert.match(stderr, words);
    });
  }

  test(
    'helps',
    async () => {
      const { code, stdout } = await runMisty(['rebuild', '--help'], folder);
      assert.is(code, 0);
      assert.match(stdout, /Usage: misty rebuild \[options\] \[projection\][\s\S]*--dry-run/);
    },
    patient,
  );
});

async function signInStatus({ url }: ServingMisty, username: string, password: string): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username, password });
  return (await fetch(`${url}/api/auth/login`, { method: 'POST', headers, body })).status;
}
