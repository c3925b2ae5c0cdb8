import { cookiesOf, passwordOf, startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

/** A proxy on this machine, and one elsewhere. */
const HERE = '127.0.0.1';
const ELSEWHERE = '10.0.0.2';
const STRANGER = '203.0.113.7';

suite('what is said of the sender', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let behindAnother: TestStack;
  const disbelieved: string[] = [];
  test.before(async () => {
    mongo = await testMongo();
    const limits = { signInsPerMinute: 40 };
    stack = await startTestStack(mongo, { limits });
    const onDisbelieved = (address: string) => void disbelieved.push(address);
    behindAnother = await startTestStack(mongo, { limits, proxies: [`${ELSEWHERE}/32`], onDisbelieved });
  });
  test.after(async () => {
    await Promise.all([stack.close(), behindAnother.close()]);
    await mongo.close();
  });

  interface From {
    readonly at?: TestStack;
    /** Who is at the other end of the line. */
    readonly peer: string;
    readonly headers?: Record<string, string>;
  }
  const login = ({ at = stack, peer, headers = {} }: From, username = 'manager', password = passwordOf('manager')) =>
    at.ask({
      ...{ method: 'POST', url: '/api/auth/login', payload: { username, password }, remoteAddress: peer },
      headers: { host: 'misty.example', 'sec-fetch-site': 'same-origin', ...headers },
    });
  const isHttps = async (from: From) => {
    const answer = await login(from);
    assert.is(answer.status, 200, answer.text);
    const secured = Object.keys(cookiesOf(answer)).filter((name) => name.startsWith('__Host-')).length;
    const isSecure = (answer.headers['set-cookie']?.match(/; Secure/g) ?? []).length;
    assert.equal([isSecure, answer.headers['strict-transport-security'] !== undefined], [secured, secured > 0]);
    return secured > 0;
  };
  const https = { 'x-forwarded-proto': 'https' };

  test('HTTPS is believed of the proxy alone', async () => {
    assert.ok(await isHttps({ peer: HERE, headers: https }));
    assert.not(await isHttps({ peer: STRANGER, headers: https }));
    assert.not(await isHttps({ peer: ELSEWHERE, headers: https }));
    assert.not(
      await isHttps({ peer: STRANGER, headers: { ...https, forwarded: 'proto=https', 'x-forwarded-ssl': 'on' } }),
    );
    // The sender may have put something there before. The last word is the proxy's.
    assert.not(await isHttps({ peer: HERE, headers: { 'x-forwarded-proto': 'https, http' } }));
    assert.ok(await isHttps({ peer: HERE, headers: { 'x-forwarded-proto': 'http, https' } }));
  });

  test('a proxy elsewhere is believed once it is named, and then nobody on this machine', async () => {
    const at = behindAnother;
    assert.ok(await isHttps({ at, peer: ELSEWHERE, headers: https }));
    assert.not(await isHttps({ at, peer: HERE, headers: https }));
    assert.not(await isHttps({ at, peer: '10.0.0.3', headers: https }));
  });

  test('a proxy that is not believed is told of by its address, once, and in the log with what to set', async () => {
    const at = behindAnother;
    const [nobody, said] = [{ 'user-agent': 'x' }, { 'x-forwarded-for': STRANGER }];
    disbelieved.splice(0);
    for (const peer of ['10.0.0.7', '::ffff:10.0.0.7', ELSEWHERE]) await login({ at, peer, headers: said });
    await login({ at, peer: '10.0.0.8', headers: nobody });
    await login({ at, peer: '10.0.0.9', headers: https });
    assert.equal(disbelieved, ['10.0.0.7', '10.0.0.9']);
    assert.match(
      at.logged(),
      /10\.0\.0\.7 speaks for others as a proxy does, and is not believed.+MISTY_PROXY=10\.0\.0\.7/,
    );
    // Anybody may write what proxies write.
    for (let one = 0; one < 40; one += 1) {
      await at.ask({ method: 'GET', url: '/health/live', remoteAddress: `10.1.0.${one}`, headers: said });
    }
    assert.ok(disbelieved.length <= 20, `${disbelieved.length}`);
  });

  test('guesses are counted for the real address, not for the claimed one', async () => {
    const guessing = async (name: string, from: (guess: number) => From) => {
      for (let guess = 0; guess < 5; guess += 1) assert.is((await login(from(guess), name, 'guess')).status, 401);
      assert.is((await login(from(5), name, 'guess')).status, 429);
    };
    const claim = (guess: number) => `198.51.100.${guess}`;
    await guessing('one', (guess) => ({ peer: STRANGER, headers: { 'x-forwarded-for': claim(guess) } }));
    await guessing('two', (guess) => ({ peer: STRANGER, headers: { 'x-forwarded-for': `${claim(guess)}, ${HERE}` } }));
    await guessing('three', (guess) => ({
      peer: STRANGER,
      headers: { 'x-real-ip': claim(guess), forwarded: `for=${claim(guess)}` },
    }));
    // What a proxy hands on has the address that it saw itself at its end.
    await guessing('four', (guess) => ({ peer: HERE, headers: { 'x-forwarded-for': `${claim(guess)}, ${STRANGER}` } }));
    await guessing('five', (guess) => ({
      peer: HERE,
      headers: { 'x-forwarded-for': `${claim(guess)}, ${HERE}, ${STRANGER}` },
    }));
    await guessing('six', (guess) => ({
      at: behindAnother,
      peer: ELSEWHERE,
      headers: { 'x-forwarded-for': `${claim(guess)}, ${STRANGER}` },
    }));
    // And a person who is really elsewhere is not slowed down for it.
    assert.is(
      (await login({ peer: HERE, headers: { 'x-forwarded-for': '198.51.100.77' } }, 'four', 'guess')).status,
      401,
    );
  });

  test('so are attempts in all', async () => {
    const statuses = new Set<number>();
    for (let attempt = 0; attempt < 41; attempt += 1) {
      const headers = { 'x-forwarded-for': `198.51.100.${attempt}, 203.0.113.99` };
      statuses.add((await login({ peer: HERE, headers }, `nobody ${attempt}`, 'x')).status);
    }
    assert.equal([...statuses], [401, 429]);
  });

  test('nor is a host ours because a stranger says so', async () => {
    const cookies = cookiesOf(await login({ peer: STRANGER }));
    const evil = { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example', host: 'misty.example' };
    const asked = { method: 'POST', url: '/api/auth/refresh', payload: {}, cookies } as const;
    assert.is((await stack.ask({ ...asked, headers: evil, remoteAddress: STRANGER })).status, 403);
    const own = { ...evil, origin: 'http://misty.example' };
    assert.is((await stack.ask({ ...asked, headers: own, remoteAddress: STRANGER })).status, 200);
  });
});
