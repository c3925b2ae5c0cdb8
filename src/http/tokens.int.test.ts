import { createHmac, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { passwordOf, startTestStack, TEST_SECRET, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

/** Text goes in as it is: JSON that no object can be written as. */
const part = (value: object | string) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const read = (text = '') => JSON.parse(Buffer.from(text, 'base64url').toString());
const forge = (header: object | string, claims: object | string, secret = TEST_SECRET, hash = 'sha256') => {
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

  test('that were good before open what their person may now, and nothing once their session has ended', async () => {
    const payload = { username: 'sales', password: passwordOf('sales') };
    const { body } = await stack.ask({ method: 'POST', url: '/api/auth/login', payload });
    const token = body.accessToken ?? '';
    assert.equal(await asked(token), [200, undefined]);
    await stack.send('ChangeUserRole', { userId: 'sales', role: 'employee' });
    assert.is((await asked(token))[0], 403);
    await stack.send('ChangeUserRole', { userId: 'sales', role: 'sales' });
    assert.equal(await asked(token), [200, undefined]);
    const headers = { authorization: `Bearer ${token}` };
    await stack.ask({ method: 'POST', url: '/api/auth/logout', headers });
    assert.equal(await asked(token), [401, 'session-expired']);
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

  test('that say how they want to be verified are verified as we do it', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const signedBy = (alg: string, key: typeof rsa.privateKey, more: object = {}) => {
      const signed = `${part({ ...header(), alg, ...more })}.${part(claims)}`;
      const proof = sign('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
      return `${signed}.${proof.toString('base64url')}`;
    };
    const jwk = rsa.publicKey.export({ format: 'jwk' });
    const tokens = {
      'RS256 with our key': forge({ ...header(), alg: 'RS256' }, claims),
      'ES256 with our key': forge({ ...header(), alg: 'ES256' }, claims),
      'RS256 with a key pair': signedBy('RS256', rsa.privateKey),
      'RS256 that brings its key': signedBy('RS256', rsa.privateKey, { jwk }),
      'RS256 that says where its key is': signedBy('RS256', rsa.privateKey, { jku: 'https://evil.example/keys' }),
      'ES256 with a key pair': signedBy('ES256', curve.privateKey),
      'HS256 with an empty key': forge(header(), claims, ''),
      'HS256 with the name of our key': forge(header(), claims, header().kid),
      'None, written large': `${part({ ...header(), alg: 'None' })}.${part(claims)}.`,
      'an algorithm that is none': forge({ ...header(), alg: '' }, claims),
      'an algorithm in a list': forge({ ...header(), alg: ['HS256'] }, claims),
      'an extension that must be understood': forge({ ...header(), crit: ['b64'], b64: false }, claims),
    };
    for (const [what, token] of Object.entries(tokens)) await opensNothing(what, token);
  });

  test('whose key has a name that is a path, a list, a prototype or without end are no good', async () => {
    const { kid } = header();
    const names = [
      '../../../../dev/null',
      '/dev/null',
      'first',
      `${kid}/../${kid}`,
      `${kid}\u0000`,
      ` ${kid}`,
      '',
      '*',
    ];
    const odd = [[kid], { $gt: '' }, 0, null, true, '__proto__', 'constructor', kid.toUpperCase(), 'x'.repeat(5_000)];
    for (const name of [...names, ...odd]) {
      for (const secret of [TEST_SECRET, '']) {
        await opensNothing(JSON.stringify(name).slice(0, 40), forge({ ...header(), kid: name }, claims, secret));
      }
    }
  });

  test('that are no JSON, say a thing twice, hide it in a prototype, or have too few or too many parts are no good', async () => {
    const text = JSON.stringify(claims);
    const right = forge(header(), claims);
    const [head = '', claimed = '', signature = ''] = right.split('.');
    const twice = `{"alg":"HS256",${JSON.stringify({ ...header(), alg: 'none' }).slice(1)}`;
    const tokens = {
      'an algorithm twice': `${part(twice)}.${claimed}.`,
      'an algorithm twice, signed': forge(twice, claims),
      'an end twice, the last of which is none': forge(header(), `${text.slice(0, -1)},"exp":null}`),
      'claims in a prototype': forge(header(), `{"__proto__":${text}}`),
      'claims in a list': forge(header(), `[${text}]`),
      'claims in a string': forge(header(), JSON.stringify(text)),
      'claims that are null': forge(header(), 'null'),
      'claims that break off': forge(header(), text.slice(0, -1)),
      'claims and more': forge(header(), `${text}{}`),
      'a header that is a list': forge('[]', claims),
      'a header that is null': forge('null', claims),
      'two parts': `${head}.${claimed}`,
      'four parts': `${right}.${signature}`,
      'a dot more': `${right}.`,
      'an empty signature': `${head}.${claimed}.`,
      'half a signature': `${head}.${claimed}.${signature.slice(0, 20)}`,
      dots: '..',
      'no end to it': `${head}.${'A'.repeat(12_000)}.${signature}`,
    };
    for (const [what, token] of Object.entries(tokens)) await opensNothing(what, token);
  });

  test('are taken in a header of the scheme Bearer, in any case, alone', async () => {
    const right = forge(header(), claims);
    const status = async (authorization: string) =>
      (await stack.ask({ method: 'GET', url: '/api/stock-levels', headers: { authorization } })).status;
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) assert.is(await status(`${scheme} ${right}`), 200, scheme);
    const others = [right, `Bearer${right}`, `Bearer  ${right}`, `Bearer ${right} ${right}`, `Bearer ${right},`];
    for (const other of [...others, `Token ${right}`, 'Basic YWRtaW46YWRtaW4=', 'Bearer', 'Bearer "']) {
      assert.is(await status(other), 401, other.slice(0, 12));
    }
  });

  test('in a header count, also beside another person’s cookie', async () => {
    const cookies = { misty_access: stack.token('manager') };
    const me = async (authorization: string) => {
      const { status, body } = await stack.ask({
        method: 'GET',
        url: '/api/auth/me',
        cookies,
        headers: { authorization },
      });
      return status === 200 ? body.user?.id : status;
    };
    assert.is(await me(`Bearer ${stack.token('sales')}`), 'sales');
    for (const bad of ['Bearer nonsense', 'Bearer ', 'Basic YWRtaW46YWRtaW4=', '']) assert.is(await me(bad), 401, bad);
    // And what changes something is no other site's to send, though a token stands in the header.
    const headers = { authorization: `Bearer ${stack.token('sales')}`, origin: 'https://evil.example' };
    const out = await stack.ask({ method: 'POST', url: '/api/auth/logout', cookies, headers });
    assert.is(out.status, 403);
    assert.is(await me(`Bearer ${stack.token('sales')}`), 'sales');
  });
});
