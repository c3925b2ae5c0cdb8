import { cookiesOf, passwordOf, startTestStacks, type TestStack } from '../testing/http/stack.ts';
import { eventually } from '../testing/misty.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

suite('refresh', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let other: TestStack;
  let now = Date.now();
  const later = (ms: number) => {
    now += ms;
  };
  test.before(async () => {
    mongo = await testMongo();
    const clock = () => new Date(now);
    const lifetimes = { accessSeconds: 8 * 3_600, signInSeconds: 30 * 24 * 3_600 };
    [stack, other] = await startTestStacks(mongo, { clock, lifetimes });
  });
  test.after(async () => {
    await Promise.all([stack.close(), other.close()]);
    await mongo.close();
  });

  const post = (url: string, payload: object, headers: Record<string, string> = {}, at = stack) =>
    at.ask({ method: 'POST', url, payload, headers });
  const signIn = async (role: 'sales' | 'manager' | 'auditor' = 'sales', at = stack) =>
    tokensOf(await post('/api/auth/login', { username: role, password: passwordOf(role) }, {}, at));
  const refresh = (refreshToken: string, at = stack) => post('/api/auth/refresh', { refreshToken }, {}, at);
  const tokensOf = (answer: Awaited<ReturnType<typeof post>>) => {
    assert.is(answer.status, 200, answer.text);
    return { access: String(answer.body.accessToken), refresh: String(answer.body.refreshToken), body: answer.body };
  };
  const me = async (access: string, at = stack) => {
    const headers = { authorization: `Bearer ${access}` };
    return (await at.ask({ method: 'GET', url: '/api/auth/me', headers })).status;
  };

  test('a browser sends its token in a cookie that goes nowhere else', async () => {
    const browser = { 'sec-fetch-site': 'same-origin' };
    const signedIn = await post('/api/auth/login', { username: 'sales', password: passwordOf('sales') }, browser);
    const cookies = cookiesOf(signedIn);
    const answer = await stack.ask({
      method: 'POST',
      url: '/api/auth/refresh',
      payload: {},
      headers: browser,
      cookies,
    });
    assert.equal([answer.status, answer.body.accessToken, answer.body.refreshToken], [200, undefined, undefined]);
    const renewed = cookiesOf(answer);
    assert.is.not(renewed['misty_refresh'], cookies['misty_refresh']);
    const evil = { origin: 'https://evil.example' };
    const foreign = await stack.ask({
      method: 'POST',
      url: '/api/auth/refresh',
      payload: {},
      headers: evil,
      cookies: renewed,
    });
    assert.is(foreign.status, 403);
  });

  test('an answer that was lost is asked for again, for half a minute', async () => {
    const first = await signIn();
    const lost = tokensOf(await refresh(first.refresh));
    later(29_000);
    assert.is(tokensOf(await refresh(first.refresh, other)).refresh, lost.refresh, 'the same successor');
    later(2_000);
    assert.is((await refresh(first.refresh)).status, 401);
    assert.is((await refresh(lost.refresh)).status, 401, 'the whole family has ended');
  });

  test('eight tabs that refresh at once, in two processes, are one live family', async () => {
    const first = await signIn();
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, tab) => refresh(first.refresh, tab % 2 === 0 ? stack : other)),
    );
    const successors = new Set(all.map((answer) => tokensOf(answer).refresh));
    assert.is(successors.size, 1);
    const [successor = ''] = successors;
    assert.is((await refresh(successor)).status, 200);
  });

  test('a stolen token ends the sign-in once it comes a second time, and its person is told', async () => {
    const owner = await signIn('manager');
    const stolen = owner.refresh;
    const second = tokensOf(await refresh(owner.refresh));
    const third = tokensOf(await refresh(second.refresh));
    assert.is((await refresh(stolen, other)).status, 401);
    assert.equal([await me(third.access, other), (await refresh(third.refresh)).status], [401, 401]);
    await eventually('out in this process too', async () => (await me(third.access)) === 401);
    const again = await signIn('manager');
    assert.equal(
      again.body.notices?.map(({ kind }) => kind),
      ['token-reused'],
    );
    assert.is((await signIn('manager')).body.notices, undefined, 'told once');
  });

  test('what only looks like a token ends nobody’s sign-in', async () => {
    const mine = await signIn();
    const [id = ''] = mine.refresh.split('.');
    const madeUp = [`${id}.${'A'.repeat(43)}`, `${id}.`, '', 'x'.repeat(200), `${mine.refresh} `];
    for (const token of madeUp) assert.is((await refresh(token)).status, 401, token);
    assert.is((await post('/api/auth/refresh', { refreshToken: { $gt: '' } })).status, 400);
    assert.is((await post('/api/auth/refresh', { refreshToken: 'x'.repeat(201) })).status, 400);
    assert.is((await refresh(mine.refresh)).status, 200);
  });

  test('signing out ends the family in every process', async () => {
    const mine = await signIn();
    const elsewhere = await signIn();
    assert.is(await me(mine.access, other), 200);
    const authorization = `Bearer ${mine.access}`;
    assert.is((await stack.ask({ method: 'POST', url: '/api/auth/logout', headers: { authorization } })).status, 204);
    assert.equal([await me(mine.access), (await refresh(mine.refresh, other)).status], [401, 401]);
    await eventually('out in the other process', async () => (await me(mine.access, other)) === 401);
    assert.is(await me(elsewhere.access), 200, 'the other sign-in goes on');
  });

  test('signing out works with the refresh token alone, when the access token has lapsed', async () => {
    const mine = await signIn();
    assert.is((await post('/api/auth/logout', { refreshToken: mine.refresh })).status, 204);
    assert.equal([await me(mine.access), (await refresh(mine.refresh)).status], [401, 401]);
  });

  test('signing out everywhere ends all of one’s own, and nobody else’s', async () => {
    const [one, two, boss] = [await signIn(), await signIn(), await signIn('manager')];
    const authorization = `Bearer ${one.access}`;
    const answer = await stack.ask({ method: 'POST', url: '/api/auth/logout-everywhere', headers: { authorization } });
    assert.is(answer.status, 204);
    assert.equal([await me(one.access), await me(two.access), await me(boss.access)], [401, 401, 200]);
    assert.equal([(await refresh(two.refresh, other)).status, (await refresh(boss.refresh)).status], [401, 200]);
    assert.is(await me((await signIn()).access), 200);
  });

  test('one sees where one is signed in, and ends what is elsewhere', async () => {
    const auditor = await signIn('auditor');
    const tablet = await signIn('auditor');
    const authorization = `Bearer ${auditor.access}`;
    const list = async () =>
      (await stack.ask({ method: 'GET', url: '/api/auth/sessions', headers: { authorization } })).body.items ?? [];
    const current = (await list()).find((one) => one['current']);
    assert.equal([current?.['way'], current?.['device']], ['password', 'A program']);
    const idOf = (access: string) => JSON.parse(Buffer.from(access.split('.')[1] ?? '', 'base64url').toString()).sid;
    const before = (await list()).length;
    const url = `/api/auth/sessions/${idOf(tablet.access)}`;
    assert.is((await stack.ask({ method: 'DELETE', url, headers: { authorization } })).status, 204);
    assert.equal([(await list()).length, await me(tablet.access)], [before - 1, 401]);
    // Nobody ends another person's.
    const boss = await signIn('manager');
    const others = `/api/auth/sessions/${idOf(boss.access)}`;
    assert.is((await stack.ask({ method: 'DELETE', url: others, headers: { authorization } })).status, 204);
    assert.is(await me(boss.access), 200);
    const bad = await stack.ask({ method: 'DELETE', url: '/api/auth/sessions/x', headers: { authorization } });
    assert.is(bad.status, 400);
  });

  test('one sees and ends what is open, however much was before and after', async () => {
    const { sessions } = stack.auth;
    const shift = { userId: 'manager', epoch: 0, way: 'pin', device: 'Winding 1', deviceId: 'd1' } as const;
    const tablet = async (ends: boolean) => {
      const id = crypto.randomUUID();
      await sessions.start({ id, ...shift, expiresAt: new Date(now + DAY_MS) });
      if (ends) await sessions.end(id);
    };
    for (let times = 0; times < 201; times += 1) await tablet(false);
    later(10 * 60_000);
    const phone = await signIn('manager');
    later(1_000);
    for (let times = 0; times < 201; times += 1) await tablet(true);
    const office = await signIn('manager');
    const headers = { authorization: `Bearer ${office.access}` };
    const { items = [] } = (await stack.ask({ method: 'GET', url: '/api/auth/sessions', headers })).body;
    const { sid } = JSON.parse(Buffer.from(phone.access.split('.')[1] ?? '', 'base64url').toString());
    assert.ok(items.some(({ id }) => id === sid));
    assert.not.ok(items.some(({ device }) => device === shift.device));
    const url = `/api/auth/sessions/${sid}`;
    assert.is((await stack.ask({ method: 'DELETE', url, headers })).status, 204);
    assert.equal([await me(phone.access), await me(office.access)], [401, 200]);
  });

  test('an account that is closed is out at once, in every process, and its role counts as it is now', async () => {
    const sales = await signIn();
    const audit = await signIn('auditor');
    const changed = await stack.send('ChangeUserRole', { userId: 'sales', role: 'employee' });
    assert.is(changed.status, 200);
    const list = (at: TestStack) =>
      at.ask({ method: 'GET', url: '/api/clients', headers: { authorization: `Bearer ${sales.access}` } });
    assert.is((await list(stack)).status, 403);
    await eventually('the role counts there', async () => (await list(other)).status === 403);
    assert.is((await stack.send('DeactivateUser', { userId: 'auditor', reason: 'Has left' })).status, 200);
    assert.equal([await me(audit.access), (await refresh(audit.refresh, stack)).status], [401, 401]);
    await eventually('out in the other process', async () => (await me(audit.access, other)) === 401);
    assert.is((await refresh(audit.refresh, other)).status, 401);
    const login = await post('/api/auth/login', { username: 'auditor', password: passwordOf('auditor') });
    assert.equal([login.status, login.body.code], [401, 'wrong-credentials']);
    await stack.send('ReactivateUser', { userId: 'auditor' });
    assert.is(await me(audit.access), 401, 'what ended does not come back');
    assert.is((await signIn('auditor')).body.user?.role, 'auditor');
  });

  test('only hashes of tokens are kept, and neither they nor tokens are in the events or in the log of the server', async () => {
    const mine = await signIn('manager');
    tokensOf(await refresh(mine.refresh));
    const kept = JSON.stringify([
      await mongo.viewDb.collection('sessions').find({}).toArray(),
      await mongo.logDb.collection('commits').find({}).toArray(),
    ]);
    const [, secret = '?'] = mine.refresh.split('.');
    for (const text of [kept, stack.logged()]) {
      for (const hidden of [secret, mine.access, Buffer.from(secret, 'base64url').toString('hex')])
        assert.not.ok(text.includes(hidden));
    }
  });

  // The last one: it moves the clock by a month, and all that was given out before lapses.
  test('gives new tokens for a refresh token, in any process, and the sign-in still ends when it was to end', async () => {
    const first = await signIn();
    later(7.9 * 3_600_000);
    const second = tokensOf(await refresh(first.refresh));
    assert.is.not(second.refresh, first.refresh);
    assert.is(second.body.signInExpiresAt, first.body.signInExpiresAt);
    assert.is(await me(second.access, other), 200);
    later(DAY_MS);
    assert.is(await me(second.access), 401);
    const third = tokensOf(await refresh(second.refresh, other));
    later(28.6 * DAY_MS);
    const last = tokensOf(await refresh(third.refresh));
    assert.is(last.body.expiresAt, first.body.signInExpiresAt, 'an access token does not outlast the sign-in');
    later(DAY_MS);
    assert.equal([(await refresh(last.refresh)).status, await me(last.access)], [401, 401]);
  });
});
