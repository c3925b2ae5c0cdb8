import { cookiesOf, passwordOf, startTestStack, type TestStack, userIdOf } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

suite('the server’s part of the key to what a browser keeps', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { lifetimes: { offlineSeconds: 3_600 } });
  });
  test.after(async () => {
    await stack?.close();
    await mongo?.close();
  });

  const fromBrowser = { 'sec-fetch-site': 'same-origin' };
  async function comeIn(role: 'sales' | 'manager', headers: Record<string, string> = fromBrowser) {
    const payload = { username: role, password: passwordOf(role) };
    return await stack.ask({ method: 'POST', url: '/api/auth/login', payload, headers });
  }

  test('comes with each sign-in of a browser, is the same each time, and nobody else’s', async () => {
    const [first, second, other] = [await comeIn('sales'), await comeIn('sales'), await comeIn('manager')];
    assert.is(first.body.offline?.seconds, 3_600);
    assert.is(first.body.offline?.share.length, 43);
    assert.is(second.body.offline?.share, first.body.offline?.share);
    assert.is.not(other.body.offline?.share, first.body.offline?.share);
  });

  test('comes again with the answer who is signed in, to that person alone; a script gets none', async () => {
    const entered = await comeIn('sales');
    const cookie = Object.entries(cookiesOf(entered))
      .map(([name, value]) => `${name}=${value}`)
      .join('; ');
    const me = await stack.ask({ method: 'GET', url: '/api/auth/me', headers: { ...fromBrowser, cookie } });
    assert.is(me.body.user?.id, userIdOf('sales'));
    assert.equal(me.body.offline, entered.body.offline);
    assert.is((await stack.ask({ method: 'GET', url: '/api/auth/me', headers: fromBrowser })).status, 401);
    assert.is((await comeIn('sales', {})).body.offline, undefined);
  });
});
