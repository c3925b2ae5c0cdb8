import { passwordOf, startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const sameOrigin = { host: 'misty.example', origin: 'http://misty.example', 'sec-fetch-site': 'same-origin' };

suite('sign-in', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let now = new Date();
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { publicUrl: 'https://public.example', clock: () => now });
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  const login = (username: string, password: string, headers: Record<string, string> = {}) =>
    stack.ask({ method: 'POST', url: '/api/auth/login', payload: { username, password }, headers });
  const me = (cookies: Record<string, string>, headers = {}) =>
    stack.ask({ method: 'GET', url: '/api/auth/me', cookies, headers });
  const cookieOf = (setCookie: string | undefined) => /^([^=]+)=([^;]*)/.exec(setCookie ?? '')?.slice(1) ?? [];
  /** Signs in as a browser does, and gives the cookie. */
  const browse = async (): Promise<Record<string, string>> => {
    const { headers } = await login('sales', passwordOf('sales'), sameOrigin);
    const [name = '', value = ''] = cookieOf(headers['set-cookie']);
    return { [name]: value };
  };

  test('gives a browser a cookie that no script can read, and no token', async () => {
    const answer = await login('manager', passwordOf('manager'), sameOrigin);
    assert.is(answer.status, 200);
    assert.equal(answer.body.user, { id: 'manager', username: 'manager', name: 'Test manager', role: 'manager' });
    assert.is(answer.body.timeZone, 'Australia/Sydney');
    assert.is(answer.body.accessToken, undefined);
    assert.is(answer.headers['cache-control'], 'no-store');
    assert.match(
      answer.headers['set-cookie'] ?? '',
      /^misty_access=[\w.-]+; Max-Age=3600; Path=\/; HttpOnly; SameSite=Strict,misty_refresh=[\w.-]+; Max-Age=86400; Path=\/api\/auth; HttpOnly; SameSite=Strict$/,
    );
  });

  test('over HTTPS the cookie is for this host alone, and HTTPS is asked for ever after', async () => {
    const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'misty.example' };
    const https = { ...proxied, origin: 'https://misty.example', 'sec-fetch-site': 'same-origin' };
    const answer = await login('manager', passwordOf('manager'), https);
    assert.match(
      answer.headers['set-cookie'] ?? '',
      /^__Host-misty_access=[^;]+; [^,]*Path=\/; HttpOnly; Secure; SameSite=Strict,__Host-misty_refresh=[^;]+; [^,]*Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    assert.is(answer.headers['strict-transport-security'], 'max-age=31536000');
    const [name = '', value = ''] = cookieOf(answer.headers['set-cookie']);
    assert.is((await me({ [name]: value }, https)).status, 200);
    // A cookie without the prefix may come from a neighbour over plain HTTP.
    assert.is((await me({ misty_access: value }, https)).status, 401);
    const plain = await login('manager', passwordOf('manager'));
    assert.is(plain.headers['strict-transport-security'], undefined);
  });

  test('gives a script a token to send as a bearer', async () => {
    const answer = await login('auditor', passwordOf('auditor'));
    const headers = { authorization: `Bearer ${answer.body.accessToken}` };
    const who = await stack.ask({ method: 'GET', url: '/api/auth/me', headers });
    assert.equal([who.status, who.body.user?.role, who.body.accessToken], [200, 'auditor', undefined]);
    assert.is(who.body.expiresAt, answer.body.expiresAt);
  });

  test('the token says who and until when, and neither name nor role', async () => {
    const { body } = await login('sales', passwordOf('sales'));
    const [head = '', claims = ''] = (body.accessToken ?? '').split('.');
    const read = (part: string): object => JSON.parse(Buffer.from(part, 'base64url').toString());
    assert.equal(Object.keys(read(head)).sort(), ['alg', 'kid', 'typ']);
    assert.equal([Reflect.get(read(head), 'alg'), Reflect.get(read(head), 'typ')], ['HS256', 'at+jwt']);
    const said = ['aud', 'end', 'epo', 'exp', 'iat', 'iss', 'sid', 'sub', 'way'];
    assert.equal(Object.keys(read(claims)).sort(), said);
  });

  test('the user name is taken without regard to case, the password is not', async () => {
    assert.is((await login('SALES', passwordOf('sales'))).status, 200);
    assert.is((await login('sales', passwordOf('sales').toUpperCase())).status, 401);
  });

  test('an unknown name and a wrong password read the same', async () => {
    const wrong = await login('admin', 'not this one');
    const unknown = await login('nobody-here', 'not this one');
    assert.equal([wrong.status, wrong.body.detail], [401, 'Wrong user name or password.']);
    const { requestId: _, ...wrongBody } = wrong.body;
    const { requestId: __, ...unknownBody } = unknown.body;
    assert.equal(unknownBody, wrongBody);
    assert.equal([wrong.headers['set-cookie'], unknown.headers['set-cookie']], [undefined, undefined]);
  });

  test('nor does it take longer with a known name: what is noted of a failure is not waited for', async () => {
    const { log } = stack.auth;
    const { record } = log;
    let told: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      told = resolve;
    });
    let noted = 0;
    // A database that takes as long to note it as the answer takes.
    log.record = async (type, payload, user) => {
      if (type === 'RecordFailedSignIns') await answered;
      noted += 1;
      return await record(type, payload, user);
    };
    const headers = { 'x-forwarded-for': '203.0.113.60' };
    for (let guess = 0; guess < 5; guess += 1) {
      assert.is((await login('production_team', 'guess', headers)).status, 401);
    }
    assert.is(noted, 0);
    told();
    const right = { 'x-forwarded-for': '203.0.113.61' };
    const { body } = await login('production_team', passwordOf('production_team'), right);
    log.record = record;
    assert.equal([noted, body.notices?.map(({ kind, count }) => [kind, count])], [2, [['failed-sign-ins', 5]]]);
  });

  test('slows guesses down, for that name and address alone, known or not', async () => {
    for (const name of ['production_manager', 'not-known']) {
      const headers = { 'x-forwarded-for': '203.0.113.50' };
      for (let guess = 0; guess < 5; guess += 1) assert.is((await login(name, 'guess', headers)).status, 401);
      const slowed = await login(name, 'guess', headers);
      assert.equal([slowed.status, slowed.body.code], [429, 'slow-down']);
      assert.match(slowed.headers['retry-after'] ?? '', /^\d+$/);
      assert.match(slowed.body.detail ?? '', /Wait .* then try again\.$/);
    }
    const right = passwordOf('production_manager');
    const elsewhere = await login('production_manager', right, { 'x-forwarded-for': '203.0.113.51' });
    assert.is(elsewhere.status, 200);
  });

  test('signing out ends the session for good, also for a browser that kept the cookie', async () => {
    const cookies = await browse();
    assert.is((await me(cookies)).status, 200);
    const out = await stack.ask({ method: 'POST', url: '/api/auth/logout', cookies, headers: sameOrigin });
    assert.is(out.status, 204);
    assert.match(out.headers['set-cookie'] ?? '', /^misty_access=; .*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
    const after = await me(cookies);
    assert.equal([after.status, after.body.code], [401, 'session-expired']);
  });

  test('signing in over another sign-in ends that one, whosever it was, and a wrong password ends nothing', async () => {
    const cookies = await browse();
    // It is ended behind the answer.
    const isOver = async (before: Record<string, string>) => {
      while ((await me(before)).status !== 401) await new Promise((resolve) => setImmediate(resolve));
    };
    const over = (role: 'manager' | 'auditor', password: string, before: Record<string, string>) =>
      stack.ask({
        ...{ method: 'POST', url: '/api/auth/login', payload: { username: role, password } },
        ...{ headers: sameOrigin, cookies: before },
      });
    assert.is((await over('manager', 'not this one', cookies)).status, 401);
    assert.is((await me(cookies)).status, 200);
    const second = await over('manager', passwordOf('manager'), cookies);
    await isOver(cookies);
    // By the refresh token alone, as when the access token has lapsed.
    const [, refresh = ''] = /misty_refresh=([^;]+)/.exec(second.headers['set-cookie'] ?? '') ?? [];
    const third = await over('auditor', passwordOf('auditor'), { misty_refresh: refresh });
    const [access = '', value = ''] = cookieOf(second.headers['set-cookie']);
    await isOver({ [access]: value });
    const [name = '', latest = ''] = cookieOf(third.headers['set-cookie']);
    assert.is((await me({ [name]: latest })).body.user?.role, 'auditor');
  });

  test('signing out without a session is no error', async () => {
    assert.is((await stack.ask({ method: 'POST', url: '/api/auth/logout' })).status, 204);
  });

  test('a session ends when its time is over', async () => {
    const cookies = await browse();
    const start = now;
    now = new Date(start.getTime() + 3_601_000);
    const late = await me(cookies);
    now = start;
    assert.equal([late.status, late.body.code], [401, 'session-expired']);
    const told = Date.parse(late.headers['date'] ?? '') - start.getTime();
    assert.ok(told > 3_600_000 && told <= 3_601_000, 'an answer tells the time by which this was reckoned');
    assert.is((await me(cookies)).status, 200);
  });

  test('another web site can send nothing with the cookie', async () => {
    const cookies = await browse();
    const command = (headers: Record<string, string>) =>
      stack.ask({
        method: 'POST',
        url: '/api/commands/AllocateStock',
        cookies,
        payload: {},
        headers: { host: 'misty.example', 'idempotency-key': 'c3b0e7f4-8d0c-4f0e-9a43-0a3fb4f0c001', ...headers },
      });
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'http://misty.example.evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: 'http://other.misty.example' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site', origin: 'http://misty.example' },
      {},
    ];
    for (const headers of foreign) {
      const answer = await command(headers);
      assert.equal(
        [JSON.stringify(headers), answer.status, answer.body.code],
        [JSON.stringify(headers), 403, 'not-allowed'],
      );
    }
    const own: Record<string, string>[] = [
      { origin: 'http://misty.example' },
      { origin: 'https://public.example' },
      { 'sec-fetch-site': 'same-origin' },
    ];
    for (const headers of own) assert.is((await command(headers)).status, 400);
  });

  test('nor by another way to write the address', async () => {
    const evil = { origin: 'https://evil.example', host: 'misty.example' };
    const cookies = await browse();
    for (const url of ['/%61pi/auth/logout', '/%61%70%69/auth/logout', '/api/%61uth/logout']) {
      const answer = await stack.ask({ method: 'POST', url, cookies, headers: evil });
      assert.equal([url, answer.status], [url, 403]);
    }
    assert.is((await me(cookies)).status, 200);
  });

  test('another web site cannot sign anybody in, or out', async () => {
    const evil = { origin: 'https://evil.example', host: 'misty.example' };
    assert.is((await login('sales', passwordOf('sales'), evil)).status, 403);
    const cookies = await browse();
    // Nor where a browser adds the password of a proxy: the cookie would count all the same.
    for (const headers of [evil, { ...evil, authorization: 'Basic cHJveHk6cHJveHk=' }]) {
      assert.is((await stack.ask({ method: 'POST', url: '/api/auth/logout', cookies, headers })).status, 403);
      const url = '/api/auth/refresh';
      assert.is((await stack.ask({ method: 'POST', url, payload: {}, cookies, headers })).status, 403);
    }
    assert.is((await me(cookies)).status, 200);
  });

  test('neither passwords nor tokens nor cookies are in the log', async () => {
    const cookies = await browse();
    await me(cookies);
    const logged = stack.logged();
    assert.match(logged, /signed in/);
    for (const secret of [passwordOf('sales'), cookies['misty_access'] ?? '?', stack.token('admin'), 'argon2id']) {
      assert.not.ok(logged.includes(secret));
    }
  });
});
