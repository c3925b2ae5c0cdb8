import { projections } from '../../projections/index.ts';
import { commands } from '../contracts/commands.ts';
import type { Permission, Role } from '../contracts/permissions.ts';
import { eventually } from '../testing/misty.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { type Answer, cookiesOf, passwordOf, startTestStacks, type TestStack, userIdOf } from './test-stack.ts';

const PIN = '2741';
const browser = { 'sec-fetch-site': 'same-origin' };
type Cookies = Record<string, string>;

/** All that a PIN opens, by hand: a slip in the table that the server uses shows against it. */
const openByPin: ReadonlySet<Permission> = new Set([
  ...(['stock.read', 'stock.move', 'stock.allocate', 'orders.read', 'orders.stage', 'catalogue.read'] as const),
  ...(['own.clock', 'people.read', 'settings.read'] as const),
]);

suite('shared tablets', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let other: TestStack;
  let now = Date.now();
  const later = (ms: number) => {
    now += ms;
  };
  test.before(async () => {
    mongo = await testMongo();
    const lifetimes = { accessSeconds: 8 * 3_600, signInSeconds: 30 * 24 * 3_600 };
    const clock = () => new Date(now);
    [stack, other] = await startTestStacks(mongo, { clock, lifetimes });
    for (const role of ['production_team', 'manager', 'sales'] as const) await setPin(role);
  });
  test.after(async () => {
    await Promise.all([stack.close(), other.close()]);
    await mongo.close();
  });

  let places = 0;
  /** From a network of its own, so that no test slows another one down. */
  const place = () => {
    places += 1;
    return `203.0.${places}.7`;
  };
  const post = (url: string, payload: object, cookies: Cookies = {}, at = stack) =>
    at.ask({ method: 'POST', url, payload, headers: browser, cookies, remoteAddress: place() });
  const asAdmin = (url: string, payload: object) =>
    stack.ask({ method: 'POST', url, payload, headers: bearer('admin') });
  const bearer = (role: Role) => ({ authorization: `Bearer ${stack.token(role)}` });
  const setPin = async (role: Role, pin = PIN, password = passwordOf(role)) =>
    stack.ask({ method: 'POST', url: '/api/auth/pin', payload: { password, pin }, headers: bearer(role) });
  const newCode = async (name = 'Winding 1') => {
    const answer = await asAdmin('/api/auth/devices/codes', { name });
    assert.is(answer.status, 200, answer.text);
    return String(answer.body['code']);
  };
  /** The cookie of a tablet that was just enrolled, and its id. */
  const tablet = async (name?: string) => {
    const answer = await post('/api/auth/devices/enrol', { code: await newCode(name) });
    assert.is(answer.status, 200, answer.text);
    return { cookies: cookiesOf(answer), id: (answer.body['device'] as { id: string }).id };
  };
  const pinLogin = (role: Role, cookies: Cookies, pin = PIN, at = stack) =>
    post('/api/auth/pin-login', { userId: userIdOf(role), pin }, cookies, at);
  const enter = async (role: Role, cookies: Cookies, at = stack) => {
    const answer = await pinLogin(role, cookies, PIN, at);
    assert.is(answer.status, 200, answer.text);
    return { ...cookies, ...cookiesOf(answer) };
  };
  const get = (url: string, cookies: Cookies, at = stack) => at.ask({ method: 'GET', url, cookies });
  const me = async (cookies: Cookies, at = stack) => (await get('/api/auth/me', cookies, at)).status;

  test('are enrolled by a code of two groups, which is good once, for ten minutes, and made by admins alone', async () => {
    const code = await newCode();
    assert.match(code, /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
    for (const role of ['manager', 'auditor', 'employee'] as const) {
      const answer = await stack.ask({
        ...{ method: 'POST', url: '/api/auth/devices/codes', payload: { name: 'Mine' }, headers: bearer(role) },
      });
      assert.equal([answer.status, answer.body.code], [403, 'not-allowed']);
    }
    const shown = { code: ` ${code.toLowerCase().replace('-', ' ')} ` };
    const answer = await post('/api/auth/devices/enrol', shown);
    assert.is(answer.status, 200, answer.text);
    assert.match(answer.headers['set-cookie'] ?? '', /^misty_device=[^;]{80};.*HttpOnly; SameSite=Strict/);
    const again = await post('/api/auth/devices/enrol', shown);
    assert.equal([again.status, again.body.code], [404, 'code-over']);
    const late = await newCode();
    later(10 * 60_000);
    assert.is((await post('/api/auth/devices/enrol', { code: late })).status, 404);
  });

  test('a code that two tablets show at once, to two processes, makes one of them a shared one', async () => {
    const code = await newCode();
    const answers = await Promise.all(
      [stack, other, stack, other].map((at) => post('/api/auth/devices/enrol', { code }, {}, at)),
    );
    assert.equal(answers.map(({ status }) => status).sort(), [200, 404, 404, 404]);
  });

  test('codes are guessed slowly', async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 7; guess += 1) {
      const payload = { code: `AAAA-AAA${guess + 2}` };
      const url = '/api/auth/devices/enrol';
      statuses.push((await stack.ask({ method: 'POST', url, payload, remoteAddress: '198.51.100.9' })).status);
    }
    assert.equal([statuses.filter((one) => one === 404).length, statuses.at(-1)], [5, 429]);
  });

  test('a PIN is set with the password, and is none that anybody would try first', async () => {
    const wrong = await setPin('employee', PIN, 'not the password');
    assert.equal([wrong.status, wrong.body.code], [403, 'wrong-password']);
    for (const pin of ['1234', '0000', '1984', '123', '27x1', '123456789']) {
      assert.is((await setPin('employee', pin)).status, 400, pin);
    }
    const { cookies } = await tablet();
    assert.is((await pinLogin('employee', cookies)).status, 401);
    assert.is((await setPin('employee')).status, 204);
    assert.is((await pinLogin('employee', cookies)).status, 200);
    const nobody = await stack.ask({
      ...{ method: 'DELETE', url: '/api/auth/pins/employee', headers: bearer('manager') },
    });
    assert.is(nobody.status, 403);
    const admin = await stack.ask({ method: 'DELETE', url: '/api/auth/pins/employee', headers: bearer('admin') });
    assert.is(admin.status, 204);
    assert.is((await pinLogin('employee', cookies)).status, 401);
  });

  test('a PIN opens nothing elsewhere, and a sign-in on a tablet goes on nowhere else', async () => {
    for (const cookies of [{}, { misty_device: 'x' }, { misty_device: `${crypto.randomUUID()}.${'A'.repeat(43)}` }]) {
      const answer = await pinLogin('production_team', cookies);
      assert.equal([answer.status, answer.body.code], [403, 'not-a-shared-tablet']);
    }
    const [here, there] = [await tablet(), await tablet()];
    const { misty_refresh: refresh = '' } = await enter('production_team', here.cookies);
    const taken = { ...there.cookies, misty_refresh: refresh };
    assert.is((await post('/api/auth/refresh', {}, taken)).status, 401);
  });

  test('a tablet knows who signs in on it by PIN; any other device is told nothing', async () => {
    const { cookies, id } = await tablet('Slitting');
    const { body } = await get('/api/auth/device', cookies);
    assert.equal(body['device'], { id, name: 'Slitting' });
    const people = body['people'] as { id: string; name: string }[];
    assert.ok(people.some((one) => one.id === 'production-team' && one.name === 'Test production_team'));
    assert.not.ok(people.some((one) => one.id === 'auditor'));
    assert.equal((await get('/api/auth/device', {})).body, { device: null, people: [] });
  });

  test('wrong, unknown, without a PIN and locked are answered alike', async () => {
    const { cookies } = await tablet();
    const answers = [await pinLogin('sales', cookies, '9999'), await pinLogin('auditor', cookies)];
    answers.push(await post('/api/auth/pin-login', { userId: 'nobody', pin: PIN }, cookies));
    for (let wrong = 1; wrong < 5; wrong += 1) await pinLogin('sales', cookies, '9999');
    answers.push(await pinLogin('sales', cookies));
    for (const { status, body } of answers) {
      assert.equal([status, body.code], [401, 'wrong-credentials']);
      assert.is(body.detail, answers[0]?.body.detail);
    }
  });

  test('after five wrong ones the password is needed, however many are sent at once and to however many processes', async () => {
    const [one, two] = [await tablet(), await tablet()];
    const tries = Array.from({ length: 12 }, (_, index) =>
      pinLogin('manager', index % 2 === 0 ? one.cookies : two.cookies, '9998', index % 3 === 0 ? other : stack),
    );
    assert.equal(new Set((await Promise.all(tries)).map(({ status }) => status)), new Set([401]));
    assert.is((await pinLogin('manager', one.cookies)).status, 401, 'the right one is not looked at any more');
    const locked = await eventsOf('manager', 'PinLocked');
    assert.equal(
      locked.map(({ count }) => count),
      [5],
    );
    const login = { username: 'manager', password: passwordOf('manager') };
    const answer = await post('/api/auth/login', login, one.cookies);
    assert.equal([answer.status, answer.body.notices?.map(({ kind }) => kind)], [200, ['failed-sign-ins']]);
    assert.is((await pinLogin('manager', one.cookies)).status, 200);
  });

  test('a tablet has so many wrong guesses, of whoever’s PIN they are', async () => {
    const { cookies } = await tablet();
    const statuses: number[] = [];
    for (let guess = 0; guess < 17; guess += 1) {
      statuses.push((await post('/api/auth/pin-login', { userId: `u${guess}`, pin: PIN }, cookies)).status);
    }
    assert.equal([statuses.filter((one) => one === 401).length, statuses.at(-1)], [15, 429]);
  });

  test('one that is revoked is nobody’s at once, in every process', async () => {
    const { cookies, id } = await tablet('On the truck');
    const inside = await enter('production_team', cookies);
    const password = { username: 'production_team', password: passwordOf('production_team') };
    const full = { ...cookies, ...cookiesOf(await post('/api/auth/login', password, cookies, other)) };
    assert.equal([await me(inside), await me(full, other)], [200, 200]);
    const revoked = await stack.send('RevokeDevice', { deviceId: id, reason: 'Left behind' });
    assert.is(revoked.status, 200, revoked.text);
    assert.equal([await me(inside), await me(full)], [401, 401]);
    const areOut = async () => (await me(inside, other)) === 401 && (await me(full, other)) === 401;
    await eventually('both are out in the other process', areOut);
    for (const at of [stack, other]) {
      assert.is((await post('/api/auth/refresh', {}, inside, at)).status, 401);
      const again = await pinLogin('production_team', cookies, PIN, at);
      assert.equal([again.status, again.body.code], [403, 'not-a-shared-tablet']);
    }
    const row = (await stack.get(`/api/devices/${id}`)).body.item;
    assert.equal([row?.['name'], row?.['reason']], ['On the truck', 'Left behind']);
  });

  test('a sign-in ends on the server too when nobody is seen for a while', async () => {
    const { cookies } = await tablet();
    let inside = await enter('production_team', cookies);
    const { body } = await get('/api/auth/me', inside);
    assert.equal([body.way, body.idleSeconds], ['pin', 120]);
    assert.is(Date.parse(body.expiresAt ?? '') - now <= 5 * 60_000, true, 'its access token is short');
    for (let round = 0; round < 3; round += 1) {
      later(4 * 60_000);
      const renewed = await post('/api/auth/refresh', {}, inside);
      assert.is(renewed.status, 200);
      inside = { ...inside, ...cookiesOf(renewed) };
    }
    later(6 * 60_000);
    assert.equal([await me(inside), (await post('/api/auth/refresh', {}, inside, other)).status], [401, 401]);
    // The same with the password: it is the tablet that everybody can reach.
    const login = { username: 'production_team', password: passwordOf('production_team') };
    const full = { ...cookies, ...cookiesOf(await post('/api/auth/login', login, cookies)) };
    later(6 * 60_000);
    assert.is((await post('/api/auth/refresh', {}, full)).status, 401);
  });

  test('a tablet that locks itself ends the sign-in and says why', async () => {
    const { cookies } = await tablet();
    const inside = await enter('production_team', cookies);
    assert.is((await post('/api/auth/logout', { idle: true }, inside)).status, 204);
    assert.is(await me(inside), 401);
    assert.is((await eventsOf('production-team', 'SessionEnded')).at(-1)?.because, 'idle');
  });

  test('a PIN opens the clock, stock and stages, and asks for the password for everything else', async () => {
    const { cookies } = await tablet();
    assert.is((await setPin('admin')).status, 204);
    const inside = await enter('admin', cookies);
    const needsPassword = ({ status, body }: Answer) => status === 403 && body.code === 'password-required';
    for (const [type, { permission }] of Object.entries(commands)) {
      const answer = await stack.ask({
        ...{ method: 'POST', url: `/api/commands/${type}`, payload: { noSuchField: true }, cookies: inside },
        headers: { ...browser, 'idempotency-key': '0c7ae6b5-2f35-4a8f-8a9e-2d0f4a2b3c11', 'if-match': '"1"' },
      });
      if (openByPin.has(permission)) assert.is(answer.status, 400, type);
      else assert.ok(needsPassword(answer), type);
    }
    for (const { name, query } of projections) {
      if (!query) continue;
      const answer = await get(query.one ? `/api/${name}/x1` : `/api/${name}`, inside);
      assert.is(needsPassword(answer), !openByPin.has(query.permission), `${name}: ${answer.text}`);
    }
    for (const url of ['/api/auth/sessions', '/api/private-details/e1'])
      assert.ok(needsPassword(await get(url, inside)), url);
    const own = { password: passwordOf('admin'), pin: PIN };
    for (const [url, payload] of [
      ['/api/auth/pin', own],
      ['/api/auth/logout-everywhere', {}],
      ['/api/auth/devices/codes', { name: 'x' }],
    ] as const) {
      assert.ok(needsPassword(await post(url, payload, inside)), url);
    }
    const feed = await get('/api/live?models=approvals,people', inside);
    assert.equal([feed.status, feed.body.code], [403, 'not-allowed']);
    // A right that the role has not is still no right.
    const team = await enter('production_team', cookies);
    const answer = await get('/api/people', team);
    assert.equal([answer.status, answer.body.code], [403, 'not-allowed']);
  });

  test('neither PINs nor codes nor keys are kept anywhere, but for hashes outside of the log', async () => {
    const code = await newCode('Kept nowhere');
    const enrolled = await post('/api/auth/devices/enrol', { code });
    const key = cookiesOf(enrolled)['misty_device']?.split('.')[1] ?? '?';
    const [pins, log] = await Promise.all([
      mongo.viewDb.collection('pins').find({}).toArray(),
      mongo.logDb.collection('commits').find({}).toArray(),
    ]);
    assert.ok(pins.length > 0 && pins.every(({ hash }) => String(hash).startsWith('$argon2id$')));
    const kept = await Promise.all(
      ['device-codes', 'device-keys', 'pins'].map((name) => mongo.viewDb.collection(name).find({}).toArray()),
    );
    for (const secret of [code, code.replace('-', ''), key]) {
      for (const text of [JSON.stringify(kept), JSON.stringify(log), stack.logged()])
        assert.not.ok(text.includes(secret));
    }
    for (const text of [JSON.stringify(log), stack.logged(), other.logged()]) assert.not.match(text, /argon2/);
    assert.not.match(JSON.stringify(kept), new RegExp(`"${PIN}"`));
  });

  async function eventsOf(userId: string, type: string): Promise<Record<string, unknown>[]> {
    const commits = await mongo.logDb.collection('commits').find({}).sort({ position: 1 }).toArray();
    return commits
      .flatMap(
        ({ events }) => events as { type: string; stream: { aggregate: string }; data: Record<string, unknown> }[],
      )
      .filter((event) => event.type === type && event.stream.aggregate === `sign-ins/${userId}`)
      .map(({ data }) => data);
  }
});
