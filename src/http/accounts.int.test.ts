import type { Auth } from '../auth/auth.ts';
import { setPassword } from '../auth/set-password.ts';
import type { AccountSignIns } from '../contracts/sign-in.ts';
import { accountsOf, startAccountStacks } from '../testing/http/accounts.ts';
import type { TestStack } from '../testing/http/stack.ts';
import { eventually } from '../testing/misty.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, rejects, suite } from '../testing/suite.ts';

suite('accounts', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let other: TestStack;
  let now = Date.now();
  const { add, address, isIn, leavesNoTrace, post, secrets, signIn } = accountsOf(() => [stack, other]);
  test.before(async () => {
    mongo = await testMongo();
    [stack, other] = await startAccountStacks(mongo, () => new Date(now));
  });
  test.after(async () => {
    await Promise.all([stack.close(), other.close()]);
    await mongo.close();
  });

  test('one’s own password is changed with the present one: this sign-in goes on, all others end, everywhere', async () => {
    await add('amir', 'amir glues the seams');
    const [mine, tablet, phone] = [
      (await signIn('amir', 'amir glues the seams')).token,
      (await signIn('amir', 'amir glues the seams')).token,
      (await signIn('amir', 'amir glues the seams', other)).token,
    ];
    const change = (current: string, next: string, at = stack) => {
      secrets.push(current, next);
      return post('/api/auth/password', { current, next }, { at, token: mine });
    };
    const wrong = await change('amir glues nothing', 'amir glues the corners');
    assert.equal(
      [wrong.status, wrong.body.code, wrong.body.detail],
      [403, 'wrong-password', 'The present password is not right.'],
    );
    for (const [next, words] of [
      ['seams', /at least 8 characters/],
      ['Password2026', /tried first/],
      ['amir-amir', /your own name/],
      ['amir glues the seams', /This is the present password/],
    ] as const) {
      const weak = await change('amir glues the seams', next);
      assert.equal([weak.status, weak.body.code], [409, 'weak-password']);
      assert.match(weak.body.detail ?? '', words);
    }
    assert.ok(await isIn(tablet, other), 'nothing has happened yet');

    assert.is((await change('amir glues the seams', 'amir glues the corners', other)).status, 204);
    for (const at of [stack, other]) {
      await eventually('the others are out', async () => !(await isIn(tablet, at)) && !(await isIn(phone, at)));
      assert.ok(await isIn(mine, at));
      assert.is((await signIn('amir', 'amir glues the seams', at)).status, 401);
      await eventually(
        'the new one counts',
        async () => (await signIn('amir', 'amir glues the corners', at)).status === 200,
      );
    }
    assert.is(
      (await change('amir glues the seams', 'amir glues the lids')).status,
      403,
      'the old one is of no use here either',
    );
    assert.is((await post('/api/auth/password', { current: 'x', next: 'y' })).status, 401);
  });

  test('guesses at the present password are slowed down with those at the door, and noted', async () => {
    await add('mo', 'mo loads the delivery van');
    const { token } = await signIn('mo', 'mo loads the delivery van');
    const from = address();
    const guess = () => post('/api/auth/password', { current: 'a guess', next: 'mo loads two vans' }, { token, from });
    for (let tries = 0; tries < 5; tries += 1) assert.is((await guess()).status, 403);
    assert.is((await guess()).status, 429);
    const atTheDoor = { username: 'mo', password: 'mo loads the delivery van' };
    assert.is((await post('/api/auth/login', atTheDoor, { from })).status, 429);
    assert.ok(await isIn(token));
    const { items = [] } = (await stack.get('/api/sign-ins')).body;
    assert.is((items as unknown as AccountSignIns[]).find(({ id }) => id === 'mo')?.failed, 5);
  });

  test('two changes at once: one counts, and the other is told', async () => {
    await add('kit', 'kit checks every label');
    const tokens = [
      (await signIn('kit', 'kit checks every label')).token,
      (await signIn('kit', 'kit checks every label', other)).token,
    ];
    const nexts = ['kit checks all labels', 'kit checks some labels'];
    const change = (at: TestStack, which: 0 | 1) =>
      post(
        '/api/auth/password',
        { current: 'kit checks every label', next: nexts[which] ?? '' },
        { at, token: tokens[which] ?? '' },
      );
    const answers = await Promise.all([change(stack, 0), change(other, 1)]);
    const statuses = answers.map(({ status }) => status);
    // A person who came after the old one stopped counting, or after their session ended, reads that instead.
    assert.is(statuses.filter((status) => status === 204).length, 1, statuses.join());
    const won = nexts[statuses.indexOf(204)] ?? '';
    for (const at of [stack, other]) {
      await eventually('one counts', async () => (await signIn('kit', won, at)).status === 200);
      for (const lost of ['kit checks every label', ...nexts.filter((one) => one !== won)]) {
        assert.is((await signIn('kit', lost, at)).status, 401, lost);
      }
    }
  });

  test('a process that dies before the event has changed nothing; after it, everything', async () => {
    await add('bo', 'bo sweeps the winding hall');
    const { token } = await signIn('bo', 'bo sweeps the winding hall');
    const set = (auth: Auth, password: string) =>
      setPassword(auth, { userId: 'bo', password, by: 'operator', way: 'operator' });
    const dies = () => Promise.reject(new Error('killed'));
    const { auth } = stack;
    await rejects(set({ ...auth, credentials: { ...auth.credentials, add: dies } }, 'bo sweeps nothing'));
    await rejects(set({ ...auth, log: { record: dies } }, 'bo sweeps nothing'));
    assert.ok(await isIn(token));
    assert.is((await signIn('bo', 'bo sweeps nothing')).status, 401);
    assert.is((await signIn('bo', 'bo sweeps the winding hall', other)).status, 200);

    const deadAfter = {
      sessions: { ...auth.sessions, endAll: dies },
      credentials: { ...auth.credentials, tidy: dies },
    };
    await set({ ...auth, ...deadAfter }, 'bo sweeps the yard');
    assert.not.ok(await isIn(token));
    assert.is((await signIn('bo', 'bo sweeps the winding hall')).status, 401);
    assert.is((await signIn('bo', 'bo sweeps the yard')).status, 200);

    // What was left of both is gone with the next one.
    now += 10 * 60_000;
    await set(auth, 'bo sweeps the office');
    const kept = await mongo.viewDb.collection('credentials').find({ userId: 'bo' }).toArray();
    assert.equal(kept.length, 1);
  });

  test('a hash that is on its way is not swept away by another one', async () => {
    await add('zed', 'zed stamps the cartons');
    const hash = await stack.auth.passwords.hash('zed stamps the lids');
    await stack.auth.credentials.add({ id: 'on-its-way', userId: 'zed', hash });
    await setPassword(stack.auth, { userId: 'zed', password: 'zed stamps the trays', by: 'operator', way: 'operator' });
    assert.is(await stack.auth.credentials.hashOf('on-its-way'), hash);
  });

  test('an administrator signs somebody out everywhere', async () => {
    await add('pia', 'pia counts the pallets');
    const tokens = [
      (await signIn('pia', 'pia counts the pallets')).token,
      (await signIn('pia', 'pia counts the pallets', other)).token,
    ];
    assert.is((await stack.send('SignOutUser', { userId: 'pia' })).status, 200);
    for (const token of tokens) {
      assert.not.ok(await isIn(token));
      await eventually('out everywhere', async () => !(await isIn(token, other)));
    }
    assert.is((await signIn('pia', 'pia counts the pallets')).status, 200);
    assert.is((await stack.send('SignOutUser', { userId: 'nobody' })).status, 404);
  });

  test('there is always an administrator, and nobody closes their own account', async () => {
    const own = await stack.send('DeactivateUser', { userId: 'admin' });
    assert.equal([own.status, own.body.code], [409, 'own-account']);
    const last = await stack.send('ChangeUserRole', { userId: 'admin', role: 'manager' });
    assert.equal([last.status, last.body.code], [409, 'last-admin']);
    await add('second');
    await stack.send('ChangeUserRole', { userId: 'second', role: 'admin' });
    assert.is((await stack.send('ChangeUserRole', { userId: 'second', role: 'employee' })).status, 200);
  });

  test('leave no password, no hash and no link in an event or in the log of the server', () => leavesNoTrace(mongo));
});
