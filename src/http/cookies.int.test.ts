import type { AddressInfo } from 'node:net';
import { startHttpsProxy, TestBrowser } from '../testing/http/browser.ts';
import { cookiesOf, passwordOf, startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const PLAIN = 'http://misty.example.com';
const HTTPS = 'https://misty.example.com';
/** Another host under the same domain, in the hands of somebody else. */
const NEIGHBOUR = 'https://shop.example.com';
/** Another Misty on the same host: a trial beside the one in service. */
const BESIDE = 'http://misty.example.com:8081';
const three = ['misty_access', 'misty_refresh', 'misty_device'] as const;

suite('cookies', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let proxy: Awaited<ReturnType<typeof startHttpsProxy>>;
  let mongoBeside: TestMongo;
  let beside: TestStack;
  let ports: Record<string, number>;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo);
    await stack.app.listen({ port: 0, host: '127.0.0.1' });
    const { port } = stack.app.server.address() as AddressInfo;
    proxy = await startHttpsProxy(port);
    mongoBeside = await testMongo();
    beside = await startTestStack(mongoBeside);
    await beside.app.listen({ port: 0, host: '127.0.0.1' });
    const other = (beside.app.server.address() as AddressInfo).port;
    ports = { [PLAIN]: port, [HTTPS]: proxy.port, [BESIDE]: other };
  });
  test.after(async () => {
    await proxy.close();
    await Promise.all([stack.close(), beside.close()]);
    await Promise.all([mongo.close(), mongoBeside.close()]);
  });

  const signIn = async (browser: TestBrowser, origin: string, role: 'sales' | 'manager' = 'manager') => {
    const payload = { username: role, password: passwordOf(role) };
    const { status, body } = await browser.ask('POST', `${origin}/api/auth/login`, payload);
    assert.equal([status, body.accessToken, body.refreshToken], [200, undefined, undefined]);
  };
  const me = async (browser: TestBrowser, origin: string) => {
    const { status, body } = await browser.ask('GET', `${origin}/api/auth/me`);
    return status === 200 ? body.user?.id : status;
  };
  const refresh = async (browser: TestBrowser, origin: string) => {
    const { status, body } = await browser.ask('POST', `${origin}/api/auth/refresh`, {});
    return status === 200 ? body.user?.id : status;
  };
  const enrol = (browser: TestBrowser, origin: string) => enrolAt(stack, browser, origin);
  const enrolAt = async (at: TestStack, browser: TestBrowser, origin: string) => {
    const made = await at.ask({
      ...{ method: 'POST', url: '/api/auth/devices/codes', payload: { name: 'Winding 1' } },
      headers: { authorization: `Bearer ${at.token('admin')}` },
    });
    const { status } = await browser.ask('POST', `${origin}/api/auth/devices/enrol`, { code: made.body['code'] });
    assert.is(status, 200);
  };
  const device = async (browser: TestBrowser, origin: string) =>
    (await browser.ask('GET', `${origin}/api/auth/device`)).body['device'];
  const names = ({ cookies }: TestBrowser) => cookies.map(({ name }) => name).sort();

  for (const [origin, prefix] of [
    [PLAIN, ''],
    [HTTPS, '__Host-'],
  ] as const) {
    test(`over ${origin}: signed in, renewed, and out again`, async () => {
      const browser = new TestBrowser(ports);
      await enrol(browser, origin);
      await signIn(browser, origin);
      assert.equal(
        names(browser),
        [...three].sort().map((name) => `${prefix}${name}`),
      );
      assert.ok(browser.cookies.every(({ secure, hostOnly }) => secure === (origin === HTTPS) && hostOnly));
      const kept = () => browser.cookies.find(({ name }) => name.endsWith('misty_refresh'))?.value;
      const used = kept();
      assert.equal([await me(browser, origin), await refresh(browser, origin)], ['manager', 'manager']);
      assert.is.not(kept(), used, 'its token is used up');
      assert.is(await refresh(browser, origin), 'manager');
      assert.is((await browser.ask('POST', `${origin}/api/auth/logout`)).status, 204);
      assert.equal(names(browser), [`${prefix}misty_device`]);
      assert.equal([await me(browser, origin), await refresh(browser, origin)], [401, 401]);
      assert.ok(await device(browser, origin));
    });
  }

  test('of two Mistys on one host sign nobody in or out at the other', async () => {
    const browser = new TestBrowser(ports);
    await signIn(browser, PLAIN, 'manager');
    assert.equal([await me(browser, BESIDE), await refresh(browser, BESIDE)], [401, 401]);
    await signIn(browser, BESIDE, 'sales');
    assert.equal([await me(browser, PLAIN), await me(browser, BESIDE)], ['manager', 'sales']);
    assert.equal([await refresh(browser, PLAIN), await refresh(browser, BESIDE)], ['manager', 'sales']);
    assert.is((await browser.ask('POST', `${BESIDE}/api/auth/logout`)).status, 204);
    assert.equal([await me(browser, PLAIN), await me(browser, BESIDE)], ['manager', 401]);
  });

  test('from before the port stood in their names still count, and are renewed under the new ones', async () => {
    const browser = new TestBrowser(ports);
    await signIn(browser, BESIDE);
    await enrolAt(beside, browser, BESIDE);
    const before = new TestBrowser(ports);
    for (const { name, value, path } of browser.cookies) {
      before.take(`${name.replace('_8081', '')}=${value}; Path=${path}`, BESIDE);
    }
    assert.ok(await device(before, BESIDE));
    assert.is(await refresh(before, BESIDE), 'manager');
    assert.ok(names(before).includes('misty_refresh_8081'));
    assert.equal([await me(before, BESIDE), await refresh(before, BESIDE)], ['manager', 'manager']);
  });

  test('of plain HTTP open nothing over HTTPS, though a browser sends them there', async () => {
    const browser = new TestBrowser(ports);
    // In this order, so that the sign-in is not bound to the tablet.
    await signIn(browser, PLAIN);
    await enrol(browser, PLAIN);
    assert.equal([await me(browser, HTTPS), await refresh(browser, HTTPS)], [401, 401]);
    assert.is(await device(browser, HTTPS), null);
    assert.equal([await me(browser, PLAIN), await refresh(browser, PLAIN)], ['manager', 'manager']);
  });

  test('of HTTPS are not sent over plain HTTP, and open nothing there', async () => {
    const browser = new TestBrowser(ports);
    // In this order, so that the sign-in is not bound to the tablet.
    await signIn(browser, HTTPS);
    await enrol(browser, HTTPS);
    assert.equal([await me(browser, PLAIN), await refresh(browser, PLAIN)], [401, 401]);
    const cookies = Object.fromEntries(browser.cookies.map(({ name, value }) => [name, value]));
    const headers = { 'sec-fetch-site': 'same-origin' };
    const asked = { url: '/api/auth/me', cookies, headers };
    assert.is((await stack.ask({ method: 'GET', ...asked })).status, 401);
    const renewal = { ...asked, url: '/api/auth/refresh', payload: {} };
    assert.is((await stack.ask({ method: 'POST', ...renewal })).status, 401);
    const known = await stack.ask({ method: 'GET', ...asked, url: '/api/auth/device' });
    assert.is(known.body['device'], null);
    assert.equal([await me(browser, HTTPS), await refresh(browser, HTTPS)], ['manager', 'manager']);
  });

  test('that somebody plants, over plain HTTP or from a neighbour, make nobody somebody else over HTTPS', async () => {
    const theirs = cookiesOf(
      await stack.ask({
        ...{ method: 'POST', url: '/api/auth/login', headers: { 'sec-fetch-site': 'same-origin' } },
        payload: { username: 'sales', password: passwordOf('sales') },
      }),
    );
    const plant = (browser: TestBrowser) => {
      for (const [name, value] of Object.entries(theirs)) {
        for (const path of ['/', '/api/auth', '/api/auth/refresh']) {
          for (const written of [name, `__Secure-${name}`, `__Host-${name}`]) {
            browser.take(`${written}=${value}; Path=${path}`, PLAIN);
            browser.take(`${written}=${value}; Path=${path}; Domain=example.com; Secure`, NEIGHBOUR);
            browser.take(`${written}=${value}; Path=${path}; Secure`, NEIGHBOUR);
          }
        }
      }
    };
    const nobody = new TestBrowser(ports);
    plant(nobody);
    assert.ok(nobody.cookies.length > 6, 'there are some that browsers take');
    assert.equal([await me(nobody, HTTPS), await refresh(nobody, HTTPS)], [401, 401]);

    const browser = new TestBrowser(ports);
    await signIn(browser, HTTPS);
    plant(browser);
    assert.equal([await me(browser, HTTPS), await refresh(browser, HTTPS)], ['manager', 'manager']);
    await signIn(browser, HTTPS);
    assert.equal([await me(browser, HTTPS), await refresh(browser, HTTPS)], ['manager', 'manager']);
  });
});
