import {
  type Answer,
  cookiesOf,
  passwordOf,
  startTestStacks,
  type TestStack,
  userIdOf,
} from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const browser = { 'sec-fetch-site': 'same-origin' };
const MINUTE_MS = 60_000;
/** The clocks may be so far apart until both have asked the database for the time again. */
const APART_MS = 20_000;
const HOURS = { accessSeconds: 3_600, signInSeconds: 2 * 3_600 };

suite('two server processes that disagree about the time for a while', (test) => {
  let mongo: TestMongo;
  let behind: TestStack;
  let ahead: TestStack;
  let now = Date.now();
  const later = (ms: number) => {
    now += ms;
  };
  test.before(async () => {
    mongo = await testMongo();
    const early = { clock: () => new Date(now), lifetimes: HOURS };
    const late = { clock: () => new Date(now + APART_MS), lifetimes: HOURS };
    [behind, ahead] = await startTestStacks(mongo, early, late);
  });
  test.after(async () => {
    await Promise.all([behind.close(), ahead.close()]);
    await mongo.close();
  });

  const post = (at: TestStack, url: string, payload: object, headers = {}, cookies = {}) =>
    at.ask({ method: 'POST', url, payload, headers, cookies });
  const signIn = async (at: TestStack) =>
    tokensOf(await post(at, '/api/auth/login', { username: 'sales', password: passwordOf('sales') }));
  const refresh = (at: TestStack, refreshToken: string) => post(at, '/api/auth/refresh', { refreshToken });
  const me = async (at: TestStack, access: string) =>
    (await at.ask({ method: 'GET', url: '/api/auth/me', headers: { authorization: `Bearer ${access}` } })).status;
  const bothWays = async (work: (one: TestStack, other: TestStack) => Promise<void>) => {
    await work(behind, ahead);
    await work(ahead, behind);
  };

  test('take each other’s tokens, and a retry at the other one is no theft', async () => {
    await bothWays(async (one, other) => {
      const first = await signIn(one);
      assert.is(await me(other, first.access), 200);
      const lost = tokensOf(await refresh(one, first.refresh));
      later(9_000);
      assert.is(tokensOf(await refresh(other, first.refresh)).refresh, lost.refresh, 'the same successor');
      assert.is(await me(other, lost.access), 200);
    });
  });

  test('end a sign-in at its fixed end, each by its own clock, however often it was refreshed at either', async () => {
    await bothWays(async (one, other) => {
      const first = await signIn(one);
      const end = Date.parse(first.body.signInExpiresAt ?? '');
      later(50 * MINUTE_MS);
      const second = tokensOf(await refresh(other, first.refresh));
      later(50 * MINUTE_MS);
      const third = tokensOf(await refresh(one, second.refresh));
      assert.is(Date.parse(third.body.signInExpiresAt ?? ''), end);
      now = end - APART_MS - 1_000;
      assert.equal([await me(one, third.access), await me(other, third.access)], [200, 200]);
      now = end;
      for (const at of [one, other]) {
        assert.equal([await me(at, third.access), (await refresh(at, third.refresh)).status], [401, 401]);
      }
    });
  });

  test('share a tablet: its code, its PINs and its rest', async () => {
    const headers = async (at: TestStack) => {
      const payload = { username: 'admin', password: passwordOf('admin') };
      return { authorization: `Bearer ${tokensOf(await post(at, '/api/auth/login', payload)).access}` };
    };
    await bothWays(async (one, other) => {
      const admin = await headers(one);
      const { body: made } = await post(one, '/api/auth/devices/codes', { name: 'Winding 1' }, admin);
      later(9 * MINUTE_MS);
      const enrolled = await post(other, '/api/auth/devices/enrol', { code: made['code'] }, browser);
      assert.is(enrolled.status, 200, enrolled.text);
      const tablet = cookiesOf(enrolled);
      const pin = '2741';
      await post(one, '/api/auth/pin', { password: passwordOf('admin'), pin }, admin);
      const entered = await post(one, '/api/auth/pin-login', { userId: userIdOf('admin'), pin }, browser, tablet);
      assert.is(entered.status, 200, entered.text);
      const inside = { ...tablet, ...cookiesOf(entered) };
      later(4 * MINUTE_MS);
      const renewed = await post(other, '/api/auth/refresh', {}, browser, inside);
      assert.is(renewed.status, 200, 'somebody was seen four minutes ago');
      later(6 * MINUTE_MS);
      const rested = { ...inside, ...cookiesOf(renewed) };
      for (const at of [one, other]) assert.is((await post(at, '/api/auth/refresh', {}, browser, rested)).status, 401);
    });
  });
});

function tokensOf({ status, text, body }: Answer) {
  assert.is(status, 200, text);
  return { access: String(body.accessToken), refresh: String(body.refreshToken), body };
}
