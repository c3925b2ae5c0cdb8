import { projections } from '../../projections/index.ts';
import { commands } from '../contracts/commands.ts';
import type { Permission } from '../contracts/permissions.ts';
import { type Answer, passwordOf, startTestStacks, type TestStack } from '../testing/http/stack.ts';
import { PIN, signInEvents, tabletsOf } from '../testing/http/tablets.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

/** All that a PIN opens, by hand: a slip in the table that the server uses shows against it. */
const openByPin: ReadonlySet<Permission> = new Set([
  ...(['stock.read', 'stock.move', 'stock.allocate', 'orders.read', 'orders.stage', 'catalogue.read'] as const),
  ...(['own.clock', 'people.read', 'settings.read', 'files.attach'] as const),
]);

suite('PINs', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let other: TestStack;
  const { post, get, bearer, setPin, tablet, pinLogin, enter } = tabletsOf(() => stack);
  test.before(async () => {
    mongo = await testMongo();
    [stack, other] = await startTestStacks(mongo);
    for (const role of ['production_team', 'manager', 'sales'] as const) await setPin(role);
  });
  test.after(async () => {
    await Promise.all([stack.close(), other.close()]);
    await mongo.close();
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
    const locked = await signInEvents(mongo.logDb, 'manager', 'PinLocked');
    assert.equal(
      locked.map(({ count }) => count),
      [5],
    );
    const login = { username: 'manager', password: passwordOf('manager') };
    const answer = await post('/api/auth/login', login, one.cookies);
    assert.equal([answer.status, answer.body.notices?.map(({ kind }) => kind)], [200, ['failed-sign-ins']]);
    assert.is((await pinLogin('manager', one.cookies)).status, 200);
  });

  test('a tablet has so many wrong guesses, of all PINs together', async () => {
    const { cookies } = await tablet();
    const statuses: number[] = [];
    for (let guess = 0; guess < 17; guess += 1) {
      statuses.push((await post('/api/auth/pin-login', { userId: `u${guess}`, pin: PIN }, cookies)).status);
    }
    assert.equal([statuses.filter((one) => one === 401).length, statuses.at(-1)], [15, 429]);
  });

  test('a PIN opens the clock, stock and stages, and asks for the password for everything else', async () => {
    const { cookies } = await tablet();
    assert.is((await setPin('admin')).status, 204);
    const inside = await enter('admin', cookies);
    const needsPassword = ({ status, body }: Answer) => status === 403 && body.code === 'password-required';
    for (const [type, { permission }] of Object.entries(commands)) {
      const answer = await stack.ask({
        ...{ method: 'POST', url: `/api/commands/${type}`, payload: { noSuchField: true }, cookies: inside },
        headers: {
          'sec-fetch-site': 'same-origin',
          'idempotency-key': '0c7ae6b5-2f35-4a8f-8a9e-2d0f4a2b3c11',
          'if-match': '"1"',
        },
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
});
