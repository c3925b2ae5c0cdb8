import { projections } from '../projections/index.ts';
import type { Session } from '../src/contracts/sign-in.ts';
import { demoPassword } from '../src/demo/people.ts';
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

  const post = (path: string, body: object) =>
    fetch(`${serving.url}${path}`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    });
  const signIn = (username: string, password: string) => post('/api/auth/login', { username, password });
  const signInStatus = async (username: string, password: string) => (await signIn(username, password)).status;

  test(
    'rebuild flips the read model in the Misty that serves, and back',
    async () => {
      const feed = await priya.follow('stock-levels');
      const flips = () => feed.all.filter(({ event }) => event === 'reset').length;
      const dry = await askMisty<Comparison>(['rebuild', 'stock-levels', '--dry-run'], folder);
      assert.equal([dry.code, dry.lines[0]?.rows, dry.lines[0]?.differing], [0, 20, 0]);
      assert.is(flips(), 0);
      const built = await askMisty<Rebuilt>(['rebuild', 'stock-levels'], folder);
      assert.equal([built.code, built.lines[0]?.generation], [0, 2]);
      await eventually('the new generation is served', () => flips() === 1);
      const back = await runMisty(['rebuild', 'stock-levels', '--back'], folder);
      assert.match(back.stdout, /^stock-levels: generation 1 is in use again/);
      await eventually('the old generation is served', () => flips() === 2);
      await feed.leave();
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
    'user add gives a one-time link, with which a password is chosen in the Misty that serves',
    async () => {
      const person = ['--name', 'Zoe Webb', '--role', 'sales'];
      const added = await askMisty<{ link: string }>(['user', 'add', 'Zoe', ...person], folder);
      const token = tokenIn(added.lines[0]?.link);
      await eventually('the link is known', async () => (await post('/api/auth/link/open', { token })).status === 200);
      assert.is((await post('/api/auth/link', { token, password: 'zoe-webb1' })).status, 409);
      assert.is((await post('/api/auth/link', { token, password: 'a slow tape slitter' })).status, 200);
      assert.is(await signInStatus('ZOE', 'a slow tape slitter'), 200);
      const twice = await runMisty(['user', 'add', 'zoe', ...person], folder);
      assert.equal([twice.code, twice.stderr], [1, 'The user name zoe is taken. Choose another.\n']);

      const reset = await runMisty(['user', 'reset', 'zoe'], folder);
      assert.match(reset.stdout, /^Zoe Webb signs in as zoe, .* once, until .*:\n\/welcome#[\w-]{43}\n$/);
      assert.is((await post('/api/auth/link', { token, password: 'another slow slitter' })).status, 404, 'used');
      assert.is(await signInStatus('zoe', 'a slow tape slitter'), 200, 'until the new link is used');
      assert.is((await runMisty(['user', 'reset', 'nobody'], folder)).code, 1);
      const publicly = { MISTY_PUBLIC_URL: 'https://misty.example' };
      const elsewhere = await runMisty(['user', 'reset', 'zoe'], folder, publicly);
      assert.match(elsewhere.stdout, /\nhttps:\/\/misty\.example\/welcome#/);
    },
    patient,
  );

  test(
    'user reset sets a password from standard input, by the rule for all passwords, and ends what was open',
    async () => {
      const yusuf = ['yusuf', '--name', 'Yusuf Ali', '--role', 'employee', '--password-stdin'];
      const weak = await runMisty(['user', 'add', ...yusuf], folder, {}, 'Password1\n');
      assert.equal([weak.code, weak.stdout], [2, '']);
      assert.match(weak.stderr, /^This password is one of those that are tried first\./);
      assert.is((await runMisty(['user', 'add', ...yusuf], folder, {}, 'first of two reels\n')).code, 0);
      await eventually('Yusuf is let in', async () => (await signInStatus('yusuf', 'first of two reels')) === 200);
      const { accessToken } = (await (await signIn('yusuf', 'first of two reels')).json()) as Session;
      const isIn = async () => {
        const headers = { authorization: `Bearer ${accessToken}` };
        return (await fetch(`${serving.url}/api/auth/me`, { headers })).status === 200;
      };
      assert.ok(await isIn());
      const set = await runMisty(['user', 'reset', 'yusuf', '--password-stdin', '--json'], folder, {}, 'second reel\n');
      assert.equal([set.code, Object.keys(JSON.parse(set.stdout))], [0, ['userId', 'username']]);
      await eventually('Yusuf is out', async () => !(await isIn()));
      assert.is(await signInStatus('yusuf', 'first of two reels'), 401);
      assert.is(await signInStatus('yusuf', 'second reel'), 200);
    },
    patient,
  );

  test(
    'user role, disable and enable act at once in the Misty that serves, and an administrator always stays',
    async () => {
      const { body } = await priya.get('/api/auth/me');
      assert.is((body['user'] as { role: string }).role, 'production_manager');
      const role = await askMisty(['user', 'role', 'priya', 'sales', '--reason', 'Sells now'], folder);
      assert.equal(role.lines, [{ userId: 'priya', username: 'priya', role: 'sales' }]);
      await eventually('her role counts', async () => {
        return ((await priya.get('/api/auth/me')).body['user'] as { role: string }).role === 'sales';
      });
      await askMisty(['user', 'role', 'priya', 'production_manager'], folder);
      assert.equal((await askMisty(['user', 'disable', 'sione', '--reason', 'Away'], folder)).code, 0);
      await eventually('Sione is shut out', async () => (await signInStatus('sione', demoPassword)) === 401);
      assert.equal((await askMisty(['user', 'enable', 'sione'], folder)).code, 0);
      await eventually('Sione is let in', async () => (await signInStatus('sione', demoPassword)) === 200);
      const again = await runMisty(['user', 'enable', 'sione'], folder);
      assert.equal([again.code, again.stderr], [1, 'The account of Sione Tavita is open.\n']);
      const last = await runMisty(['user', 'disable', 'nerida'], folder);
      assert.equal(
        [last.code, last.stderr],
        [1, 'Nerida Gale is the only administrator. Make somebody else one first.\n'],
      );
      assert.is((await runMisty(['user', 'role', 'priya', 'king'], folder)).code, 2);
    },
    patient,
  );

  test(
    'user list tells the accounts as they are in the log',
    async () => {
      const { lines } = await askMisty<{ username: string; lastSignIn?: string }>(['user', 'list'], folder);
      const nerida = lines.find(({ username }) => username === 'nerida');
      assert.equal(nerida, {
        ...{ userId: 'nerida', username: 'nerida', name: 'Nerida Gale', role: 'admin', active: true, failed: 0 },
      });
      assert.ok(lines.find(({ username }) => username === 'priya')?.lastSignIn);
      const { stdout } = await runMisty(['user', 'list'], folder);
      assert.match(stdout, /\nlachlan +Lachlan Webb +Auditor +open +never\n/);
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
    [['rebuild'], /^Name one read model, or say --all or --outdated\. There are people,/],
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

function tokenIn(link = ''): string {
  return link.slice(link.indexOf('#') + 1);
}
