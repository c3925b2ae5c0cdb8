import type { Auth } from '../auth/auth.ts';
import { setPassword } from '../auth/set-password.ts';
import type { AccountSignIns } from '../contracts/sign-in.ts';
import { eventually } from '../testing/misty.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { passwordOf, startTestStacks, type TestStack, userIdOf } from './test-stack.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const OVER = 'This link has been used, or has lapsed. Ask an administrator for a new one.';

suite('accounts', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let other: TestStack;
  let now = Date.now();
  const secrets: string[] = [];
  test.before(async () => {
    mongo = await testMongo();
    const clock = () => new Date(now);
    const limits = { signInsPerMinute: 10_000 };
    const options = {
      ...{ clock, recordedAt: clock, publicUrl: 'https://misty.example', limits },
      lifetimes: { accessSeconds: 30 * 86_400, signInSeconds: 30 * 86_400 },
    };
    [stack, other] = await startTestStacks(mongo, options);
  });
  test.after(async () => {
    await Promise.all([stack.close(), other.close()]);
    await mongo.close();
  });

  let addresses = 0;
  /** Each test comes from addresses of its own, so that none is slowed down for another one's guesses. */
  const address = () => {
    addresses += 1;
    return `2001:db8:${addresses.toString(16)}::1`;
  };
  const post = (url: string, payload: object, { at = stack, token = '', from = address() } = {}) => {
    const headers = { 'x-forwarded-for': from, ...(token !== '' && { authorization: `Bearer ${token}` }) };
    return at.ask({ method: 'POST', url, payload, headers });
  };
  const signIn = async (username: string, password: string, at = stack) => {
    const answer = await post('/api/auth/login', { username, password }, { at });
    return { status: answer.status, code: answer.body.code, token: String(answer.body.accessToken) };
  };
  const isIn = async (token: string, at = stack) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await at.ask({ method: 'GET', url: '/api/auth/me', headers })).status === 200;
  };
  /** Somebody of their own for a test, with a password. */
  const add = async (userId: string, password?: string): Promise<void> => {
    const card = { username: userId, name: `Test ${userId}`, role: 'employee' } as const;
    assert.is((await stack.send('RegisterUser', { userId, ...card })).status, 200);
    if (password !== undefined) await setPassword(stack.auth, { userId, password, by: 'operator', way: 'operator' });
    await eventually('the other process knows', async () => (await other.auth.people.byId(userId)) !== undefined);
    const { passwordIdOf } = other.auth.people;
    const counts = await stack.auth.people.passwordIdOf(userId);
    await eventually('and the password', async () => (await passwordIdOf(userId)) === counts);
  };
  const link = async (userId: string, at = stack) => {
    const answer = await post('/api/auth/links', { userId }, { at, token: stack.token('admin') });
    assert.is(answer.status, 200, answer.text);
    const made = String(answer.body['link']);
    const token = made.slice(made.indexOf('#') + 1);
    secrets.push(token);
    for (const one of [stack, other]) {
      await eventually('the link is known', async () => {
        const known = await one.auth.links.find(token);
        return (await one.auth.people.linkOf(userId))?.id === known?.id;
      });
    }
    return { token, link: made, expiresAt: String(answer.body['expiresAt']) };
  };
  const use = (token: string, password: string, at = stack) => {
    secrets.push(password);
    return post('/api/auth/link', { token, password }, { at });
  };

  test('somebody invited sees whose link it is, chooses a password, and is in', async () => {
    await add('ivy');
    assert.is((await signIn('ivy', 'ivy has no password yet')).status, 401);
    const made = await link('ivy');
    assert.match(made.link, /^https:\/\/misty\.example\/welcome#[\w-]{43}$/);
    assert.is(Date.parse(made.expiresAt), now + 3 * DAY_MS);
    const opened = await post('/api/auth/link/open', { token: made.token }, { at: other });
    assert.equal(opened.body, { username: 'ivy', name: 'Test ivy', expiresAt: made.expiresAt });
    const weak = await use(made.token, 'ivy-ivy-ivy');
    assert.equal([weak.status, weak.body.code], [409, 'weak-password']);
    assert.match(weak.body.detail ?? '', /made of your own name/);
    const welcome = await use(made.token, 'core cutter on lane four', other);
    assert.equal([welcome.status, welcome.body.user?.id], [200, 'ivy']);
    assert.ok(await isIn(String(welcome.body.accessToken), other));
    const back = async () => (await signIn('IVY', 'core cutter on lane four')).status === 200;
    await eventually('the password counts everywhere', back);
  });

  test('a link is used once, also when it is used twice at once in two processes', async () => {
    await add('una', 'una slits the first reel');
    const before = (await signIn('una', 'una slits the first reel')).token;
    const { token } = await link('una');
    const passwords = ['una slits one more reel', 'una slits two more reels'];
    const answers = await Promise.all([use(token, passwords[0] ?? ''), use(token, passwords[1] ?? '', other)]);
    assert.equal(answers.map(({ status }) => status).sort(), [200, 404]);
    const won = passwords[answers[0]?.status === 200 ? 0 : 1] ?? '';
    const lost = passwords.find((one) => one !== won) ?? '';
    const statuses = async (at: TestStack) => [
      (await signIn('una', won, at)).status,
      (await signIn('una', lost, at)).status,
      (await signIn('una', 'una slits the first reel', at)).status,
    ];
    for (const at of [stack, other]) {
      await eventually('one password counts', async () => (await statuses(at)).join() === '200,401,401');
      await eventually('who was in is out', async () => !(await isIn(before, at)));
    }
    assert.equal((await use(token, 'una tries it a third time')).body.detail, OVER);
  });

  test('a link that was used, replaced, has lapsed or never was is answered alike', async () => {
    await add('leo');
    const first = await link('leo');
    const second = await link('leo');
    const third = { token: 'A'.repeat(43) };
    const answers = [first, third, { token: 'x' }].map(({ token }) => use(token, 'leo winds the last core'));
    const { requestId: _, ...expected } = (await use('never was', 'leo winds the last core')).body;
    assert.equal([expected.status, expected.code, expected.detail], [404, 'link-over', OVER]);
    for (const answer of answers) {
      const { requestId: __, ...body } = (await answer).body;
      assert.equal(body, expected);
    }
    now += 3 * DAY_MS - 1_000;
    assert.is((await post('/api/auth/link/open', { token: second.token })).status, 200);
    now += 1_000;
    const { requestId: ___, ...lapsed } = (await use(second.token, 'leo winds the last core')).body;
    assert.equal(lapsed, expected);
    assert.is((await post('/api/auth/link/open', { token: second.token }, { at: other })).status, 404);
  });

  test('a link into an account that was closed meanwhile leads nowhere, also when it is open again', async () => {
    await add('eve');
    const { token } = await link('eve');
    await stack.send('DeactivateUser', { userId: 'eve' });
    assert.is((await use(token, 'eve stacks the pallets')).status, 404);
    await eventually('closed everywhere', async () => (await other.auth.people.byId('eve'))?.active === false);
    assert.is((await use(token, 'eve stacks the pallets', other)).status, 404);
    const refused = await post('/api/auth/links', { userId: 'eve' }, { token: stack.token('admin') });
    assert.equal([refused.status, refused.body.detail], [403, 'The account of Test eve is closed. Open it first.']);
    await stack.send('ReactivateUser', { userId: 'eve' });
    assert.is((await use(token, 'eve stacks the pallets')).status, 404);
    const again = await link('eve');
    assert.is((await use(again.token, 'eve stacks the pallets')).status, 200);
  });

  test('links are made by administrators alone', async () => {
    for (const role of ['manager', 'production_manager', 'auditor', 'employee'] as const) {
      const refused = await post('/api/auth/links', { userId: userIdOf('sales') }, { token: stack.token(role) });
      assert.equal([refused.status, refused.body.code], [403, 'not-allowed']);
    }
    assert.is((await post('/api/auth/links', { userId: userIdOf('sales') })).status, 401);
    const nobody = await post('/api/auth/links', { userId: 'nobody' }, { token: stack.token('admin') });
    assert.equal([nobody.status, nobody.body.code], [404, 'not-found']);
    assert.is((await post('/api/auth/links', { userId: { $gt: '' } }, { token: stack.token('admin') })).status, 400);
  });

  test('whoever tries links at random is slowed down', async () => {
    const from = address();
    for (let guess = 0; guess < 5; guess += 1) {
      assert.is((await post('/api/auth/link/open', { token: `guess ${guess}` }, { from })).status, 404);
    }
    assert.is((await post('/api/auth/link/open', { token: 'guess' }, { from })).status, 429);
    assert.is((await post('/api/auth/link', { token: 'guess', password: 'x' }, { from })).status, 429);
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
    // Whoever came so late that the old one was of no use already, or that their session had ended, reads that instead.
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

  test('a password is the same on every keyboard', async () => {
    await add('noor');
    const { token } = await link('noor');
    assert.is((await use(token, 'scho\u0308ne weite Welt')).status, 200);
    assert.is((await signIn('noor', 'sch\u00f6ne weite Welt')).status, 200);
    assert.is((await signIn('noor', 'schone weite Welt')).status, 401);
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

  test('no password, no hash and no link is in an event or in the log of the server', async () => {
    const events = JSON.stringify(await mongo.logDb.collection('commits').find({}).toArray());
    const links = JSON.stringify(await mongo.viewDb.collection('links').find({}).toArray());
    const credentials = await mongo.viewDb.collection('credentials').find({}).toArray();
    assert.match(events, /LinkMade/);
    assert.ok(secrets.length > 20 && credentials.length > 10);
    for (const secret of secrets) {
      for (const text of [events, stack.logged(), other.logged()]) assert.not.ok(text.includes(secret), secret);
      if (/^[\w-]{43}$/.test(secret)) assert.not.ok(links.includes(secret));
    }
    for (const { ['hash']: hash } of credentials) assert.not.ok(events.includes(String(hash)));
    for (const text of [events, stack.logged(), other.logged()]) assert.not.match(text, /argon2|passwordOf/);
    for (const role of ['admin', 'sales'] as const) assert.not.ok(stack.logged().includes(passwordOf(role)));
  });
});
