import { createHmac, randomUUID } from 'node:crypto';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { startTestStack, TEST_SECRET, type TestStack } from './test-stack.ts';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (text = '') => JSON.parse(Buffer.from(text, 'base64url').toString());
const forge = (header: object, claims: object, secret = TEST_SECRET, hash = 'sha256') => {
  const signed = `${part(header)}.${part(claims)}`;
  return `${signed}.${createHmac(hash, secret).update(signed).digest('base64url')}`;
};

suite('access tokens', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo);
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  const now = Math.floor(Date.now() / 1000);
  const until = { epo: 0, way: 'password', exp: now + 3_600, end: now + 7_200 };
  const claims = { iss: 'misty', aud: 'misty', sub: 'admin', sid: randomUUID(), iat: now, ...until };
  /** What the server itself writes ahead of the claims. */
  const header = () => read(stack.token('employee').split('.')[0]);
  const asked = async (token: string) => {
    const authorization = `Bearer ${token}`;
    const { status, body } = await stack.ask({ method: 'GET', url: '/api/stock-levels', headers: { authorization } });
    return [status, body.code];
  };
  /** As a bearer and as a cookie it opens nothing, and it is not written down. */
  const opensNothing = async (what: string, token: string) => {
    assert.equal([what, ...(await asked(token))], [what, 401, 'not-signed-in']);
    const cookie = await stack.ask({ method: 'GET', url: '/api/stock-levels', cookies: { misty_access: token } });
    assert.equal([what, cookie.status, cookie.body.code], [what, 401, 'not-signed-in']);
    assert.not.match(stack.logged(), token || 'Bearer');
  };

  test('made with the right key and saying what they must, open what their person may', async () => {
    assert.equal(await asked(forge(header(), claims)), [200, undefined]);
    assert.equal(await asked(forge(header(), { ...claims, exp: now - 10 })), [401, 'session-expired']);
    assert.equal(await asked(forge(header(), { ...claims, sub: 'nobody' })), [401, 'session-expired']);
  });

  test('that are made up, altered, unsigned or signed in another way are no good', async () => {
    const [head, claimed, signature] = stack.token('employee').split('.');
    const unsigned = { ...header(), alg: 'none' };
    const tokens = {
      nonsense: 'nonsense',
      empty: '',
      none: `${part(unsigned)}.${part(claims)}.`,
      'none with a signature': `${part(unsigned)}.${part(claims)}.${signature}`,
      altered: `${head}.${part({ ...read(claimed), sub: 'admin' })}.${signature}`,
      'of another key': forge(header(), claims, 'another secret of at least 32 bytes!'),
      'of a key that nobody knows': forge({ ...header(), kid: '0123456789abcdef' }, claims),
      'of no key': forge({ ...header(), kid: undefined }, claims),
      'of another algorithm': forge({ ...header(), alg: 'HS512' }, claims, TEST_SECRET, 'sha512'),
    };
    for (const [what, token] of Object.entries(tokens)) await opensNothing(what, token);
  });

  test('of another kind, from somebody else or for somebody else are no good, though the key is right', async () => {
    const tokens = {
      'of another kind': forge({ ...header(), typ: 'JWT' }, claims),
      'of no kind': forge({ ...header(), typ: undefined }, claims),
      'of another issuer': forge(header(), { ...claims, iss: 'misty2' }),
      'of no issuer': forge(header(), { ...claims, iss: undefined }),
      'for somebody else': forge(header(), { ...claims, aud: 'payroll' }),
      'for nobody': forge(header(), { ...claims, aud: undefined }),
    };
    for (const [what, token] of Object.entries(tokens)) await opensNothing(what, token);
  });

  test('whose claims are missing or odd are no good, though the key is right', async () => {
    const odd = [
      { exp: undefined },
      { sid: undefined },
      { sub: ['admin'] },
      { sub: { $gt: '' } },
      { sid: 7 },
      { exp: now + 3_600.5 },
      { exp: 1e300 },
      { way: 'none' },
      { epo: null },
    ];
    for (const more of odd) await opensNothing(JSON.stringify(more), forge(header(), { ...claims, ...more }));
  });

  test('another scheme than Bearer is none of ours', async () => {
    const headers = { authorization: 'Basic YWRtaW46YWRtaW4=' };
    assert.is((await stack.ask({ method: 'GET', url: '/api/stock-levels', headers })).status, 401);
  });
});
