import { PASSKEY_REFUSED, PASSKEYS_MAX } from '../contracts/passkey-rules.ts';
import { type Role, roles } from '../contracts/permissions.ts';
import { TestAuthenticator, type Twist } from '../testing/http/authenticator.ts';
import { type Answer, passwordOf, startTestStacks, type TestStack, userIdOf } from '../testing/http/stack.ts';
import { eventually } from '../testing/misty.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const ORIGIN = 'https://misty.example';

suite('passkeys', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let other: TestStack;
  let now = Date.now();
  test.before(async () => {
    mongo = await testMongo();
    const clock = () => new Date(now);
    const options = {
      ...{ clock, recordedAt: clock, publicUrl: ORIGIN },
      limits: { signInsPerMinute: 10_000 },
      lifetimes: { accessSeconds: 30 * 86_400, signInSeconds: 30 * 86_400 },
    };
    [stack, other] = await startTestStacks(mongo, options);
  });
  test.after(async () => {
    await Promise.all([stack.close(), other.close()]);
    await mongo.close();
  });
  // Passkeys of one test are gone at the beginning of the next one.
  test.after.each(async () => {
    for (const role of ['admin', 'manager'] as const) {
      const { body } = await stack.get('/api/auth/passkeys', { role });
      for (const { id } of body.items ?? []) assert.is((await remove(String(id), role)).status, 204);
    }
  });

  let addresses = 0;
  /** Each request comes from an address of its own, so that none is slowed down for another one's tries. */
  const address = () => {
    addresses += 1;
    return { 'x-forwarded-for': `2001:db8:${addresses.toString(16)}::1` };
  };
  const as = (role: Role, at = stack) => ({ authorization: `Bearer ${at.token(role)}`, ...address() });
  const post = (url: string, payload: object, headers: Record<string, string> = address(), at = stack) =>
    at.ask({ method: 'POST', url, payload, headers });

  const askToAdd = (role: Role, password = passwordOf(role), at = stack) =>
    post('/api/auth/passkeys/options', { password }, as(role, at), at);
  const add = async (role: Role, device: TestAuthenticator, twist: Twist = {}): Promise<Answer> => {
    const options = await askToAdd(role);
    assert.is(options.status, 200, options.text);
    return post('/api/auth/passkeys', { label: 'Work phone', credential: device.make(options.body, twist) }, as(role));
  };
  /** A device with a passkey of this role's person. */
  const deviceOf = async (role: Role): Promise<TestAuthenticator> => {
    const device = new TestAuthenticator(ORIGIN);
    const answer = await add(role, device);
    assert.is(answer.status, 200, answer.text);
    for (const { auth } of [stack, other]) {
      await eventually('both processes know it', async () =>
        (await auth.people.passkeysOf(userIdOf(role))).some(({ id }) => id === answer.body['id']),
      );
    }
    return device;
  };
  const askToSignIn = async (at = stack) => {
    const answer = await post('/api/auth/passkey-login/options', {}, address(), at);
    assert.is(answer.status, 200, answer.text);
    return answer.body;
  };
  const login = (credential: object, at = stack) => post('/api/auth/passkey-login', { credential }, address(), at);
  const signIn = async (device: TestAuthenticator, twist: Twist = {}, at = stack) =>
    login(device.use(await askToSignIn(at), twist), at);
  const remove = (id: string, role: Role, password = passwordOf(role)) =>
    stack.ask({ method: 'DELETE', url: `/api/auth/passkeys/${id}`, payload: { password }, headers: as(role) });
  const list = async (role: Role) => (await stack.get('/api/auth/passkeys', { role })).body.items ?? [];
  const refused = (answer: Answer) =>
    assert.equal([answer.status, answer.body.code, answer.body.detail], [403, 'passkey-refused', PASSKEY_REFUSED]);

  test('one is added with the password, and from then on lets its person in without a user name', async () => {
    const device = await deviceOf('manager');
    const [added] = await list('manager');
    assert.equal([added?.['label'], added?.['lastUsedAt']], ['Work phone', undefined]);
    now += 60_000;
    const answer = await signIn(device);
    assert.equal([answer.status, answer.body.user?.id], [200, 'manager'], answer.text);
    const headers = { authorization: `Bearer ${answer.body.accessToken}` };
    const { body } = await stack.ask({ method: 'GET', url: '/api/auth/sessions', headers });
    assert.is(body.items?.find((one) => one['current'])?.['way'], 'passkey');
    assert.is((await list('manager'))[0]?.['lastUsedAt'], new Date(now).toISOString());
  });

  test('what the browser is asked for names no account, and asks for a finger, a face or a PIN', async () => {
    const { body } = await askToAdd('manager');
    const { rp, user, authenticatorSelection, attestation } = body as Record<string, Record<string, string>>;
    assert.equal([rp?.['id'], attestation], ['misty.example', 'none']);
    assert.match(user?.['id'] ?? '', /^[\w-]{43}$/);
    assert.equal(authenticatorSelection, {
      ...{ residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
    });
    const options = await askToSignIn();
    assert.equal(Object.keys(options).sort(), ['challenge', 'rpId', 'timeout', 'userVerification']);
    assert.equal([options['rpId'], options['userVerification']], ['misty.example', 'required']);
    const device = await deviceOf('manager');
    const again = (await askToAdd('manager')).body as { excludeCredentials?: { id: string }[] };
    assert.equal(
      again.excludeCredentials?.map(({ id }) => id),
      [device.credentialId],
    );
  });

  test('adding and removing need the password of that moment, and wrong ones are counted', async () => {
    const wrong = await askToAdd('manager', 'guess');
    assert.equal([wrong.status, wrong.body.code], [403, 'wrong-password']);
    const device = await deviceOf('manager');
    const [{ id } = { id: '' }] = await list('manager');
    assert.is((await remove(String(id), 'manager', 'guess')).body.code, 'wrong-password');
    assert.is((await signIn(device)).status, 200);
    const headers = { authorization: `Bearer ${stack.token('manager')}`, ...address() };
    const guess = () => post('/api/auth/passkeys/options', { password: 'guess' }, headers);
    for (let tries = 0; tries < 5; tries += 1) assert.is((await guess()).status, 403);
    assert.is((await guess()).body.code, 'slow-down');
  });

  test('one that was removed lets nobody in, and nobody removes another person’s', async () => {
    const device = await deviceOf('manager');
    const [{ id } = { id: '' }] = await list('manager');
    assert.is((await remove(String(id), 'admin')).status, 204);
    assert.is((await list('manager')).length, 1);
    assert.is((await remove(String(id), 'manager')).status, 204);
    assert.equal(await list('manager'), []);
    refused(await signIn(device));
    assert.is((await add('manager', device)).status, 200, 'and may be added again');
  });

  test('what a device signs is good once, also when it comes to two processes at once', async () => {
    const device = await deviceOf('admin');
    const first = device.use(await askToSignIn());
    assert.is((await login(first)).status, 200);
    refused(await login(first));
    refused(await login(first, other));
    const second = device.use(await askToSignIn());
    const both = await Promise.all([login(second), login(second, other)]);
    assert.equal(both.map(({ status }) => status).sort(), [200, 403]);
  });

  test('a try that fails uses the challenge up', async () => {
    const device = await deviceOf('admin');
    const options = await askToSignIn();
    refused(await login(device.use(options, { stolen: true })));
    refused(await login(device.use(options)));
  });

  test('nothing that is not signed for this address, this moment and this person lets in, and all of it reads the same', async () => {
    const device = await deviceOf('admin');
    const twists: Record<string, Twist> = {
      'another origin': { origin: 'https://evil.example' },
      'plain http': { origin: 'http://misty.example' },
      'another port': { origin: 'https://misty.example:8443' },
      'another address in the signature': { rpId: 'evil.example' },
      'made up': { challenge: 'A'.repeat(43) },
      'an empty challenge': { challenge: '' },
      'an endless challenge': { challenge: 'A'.repeat(500) },
      'a registration': { type: 'webauthn.create' },
      'nobody looked': { verified: false },
      'another key': { stolen: true },
      'another account': { userHandle: Buffer.from('manager').toString('base64url') },
    };
    for (const [what, twist] of Object.entries(twists)) {
      const { status, body } = await signIn(device, twist);
      assert.equal([what, status, body.detail], [what, 403, PASSKEY_REFUSED]);
    }
    const good = device.use(await askToSignIn());
    refused(await login({ ...good, response: { ...good.response, userHandle: null } }));
    refused(await login({ ...good, response: { ...good.response, clientDataJSON: 'bm90LWpzb24' } }));
    refused(await signIn(new TestAuthenticator(ORIGIN)));
    const unread = await login({ ...good, id: { $gt: '' } });
    assert.equal([unread.status, unread.body.code], [400, 'malformed-request']);
    assert.is((await signIn(device)).status, 200);
  });

  test('a challenge lapses after five minutes, and is for one thing only', async () => {
    const device = await deviceOf('admin');
    const [late, inTime] = [await askToSignIn(), await askToSignIn()];
    now += 5 * 60_000 - 1;
    assert.is((await login(device.use(inTime))).status, 200);
    now += 1;
    refused(await login(device.use(late)));
    const toAdd = (await askToAdd('admin')).body;
    refused(await login(device.use({ ...toAdd, rpId: 'misty.example' })));
    const next = new TestAuthenticator(ORIGIN);
    const toSignIn = { ...toAdd, challenge: (await askToSignIn())['challenge'] };
    const answer = await post('/api/auth/passkeys', { credential: next.make(toSignIn) }, as('admin'));
    assert.is(answer.body.code, 'passkey-refused');
  });

  test('one is added by the sign-in that asked for it, and once', async () => {
    const device = new TestAuthenticator(ORIGIN);
    const options = (await askToAdd('manager')).body;
    const byAdmin = await post('/api/auth/passkeys', { credential: device.make(options) }, as('admin'));
    assert.is(byAdmin.body.code, 'passkey-refused');
    const asked = (await askToAdd('manager')).body;
    const elsewhere = await post('/api/auth/passkeys', { credential: device.make(asked) }, as('manager', other));
    assert.is(elsewhere.body.code, 'passkey-refused', 'another sign-in of the same person');
    const credential = device.make((await askToAdd('manager')).body);
    assert.is((await post('/api/auth/passkeys', { credential }, as('manager'))).status, 200);
    assert.is((await post('/api/auth/passkeys', { credential }, as('manager'))).body.code, 'passkey-refused');
    const twice = await add('manager', device);
    assert.equal([twice.status, twice.body.code], [409, 'already-exists']);
    assert.equal((await add('admin', device)).body.code, 'already-exists', 'nor by anybody else');
    assert.equal([(await list('manager')).length, (await list('admin')).length], [1, 0]);
    for (const twist of [{ origin: 'https://evil.example' }, { rpId: 'evil.example' }, { verified: false }]) {
      assert.is((await add('manager', new TestAuthenticator(ORIGIN), twist)).body.code, 'passkey-refused');
    }
  });

  test('a copy shows by its counter: it is refused, recorded, and its person is told', async () => {
    const device = await deviceOf('admin');
    assert.is((await signIn(device, { counter: 7 })).status, 200);
    refused(await signIn(device, { counter: 7 }));
    refused(await signIn(device, { counter: 3 }));
    refused(await signIn(device, { counter: 0 }));
    // Nobody who has not the key itself can make it look like a copy.
    refused(await signIn(device, { counter: 2, stolen: true }));
    const back = await signIn(device, { counter: 8 });
    assert.is(back.status, 200);
    assert.equal(
      back.body.notices?.map(({ kind }) => kind),
      Array(3).fill('passkey-copied'),
    );
    assert.is((await signIn(device, { counter: 9 })).body.notices, undefined, 'told once');
  });

  test('devices that count nothing are fine', async () => {
    const device = await deviceOf('admin');
    for (let time = 0; time < 3; time += 1) assert.is((await signIn(device, { counter: 0 })).status, 200);
  });

  test('guesses are slowed down for the address that they come from', async () => {
    const device = await deviceOf('admin');
    const from = address();
    const guess = () => post('/api/auth/passkey-login', { credential: device.use({ rpId: 'misty.example' }) }, from);
    for (let tries = 0; tries < 5; tries += 1) refused(await guess());
    const slowed = await guess();
    assert.equal([slowed.status, slowed.body.code], [429, 'slow-down']);
    assert.is((await signIn(device)).status, 200, 'and for nobody else');
  });

  test('there is room for so many of one person, and no more', async () => {
    for (let one = 0; one < PASSKEYS_MAX; one += 1) await deviceOf('manager');
    const more = await add('manager', new TestAuthenticator(ORIGIN));
    assert.equal([more.status, more.body.code], [409, 'too-many-passkeys']);
  });

  test('passkeys are for administrators and managers', async () => {
    const requests = [
      { method: 'GET', url: '/api/auth/passkeys' },
      { method: 'POST', url: '/api/auth/passkeys/options', payload: { noSuchField: true } },
      { method: 'POST', url: '/api/auth/passkeys', payload: { noSuchField: true } },
      { method: 'DELETE', url: '/api/auth/passkeys/p1', payload: { noSuchField: true } },
    ] as const;
    for (const request of requests) {
      const allowed: Role[] = [];
      for (const role of roles) {
        const { status, body } = await stack.ask({ ...request, headers: as(role) });
        if (status === 200 || status === 400) allowed.push(role);
        else assert.equal([role, status, body.code], [role, 403, 'not-allowed']);
      }
      assert.equal([request.url, allowed], [request.url, ['admin', 'manager']]);
      assert.is((await stack.ask(request)).status, 401);
    }
  });

  test('a person who is neither any more signs in with the password, and an account that was closed begins anew', async () => {
    const device = await deviceOf('manager');
    const userId = userIdOf('manager');
    await stack.send('ChangeUserRole', { userId, role: 'sales' });
    refused(await signIn(device));
    await stack.send('ChangeUserRole', { userId, role: 'manager' });
    assert.is((await signIn(device)).status, 200);
    await stack.send('DeactivateUser', { userId, reason: 'Has left' });
    refused(await signIn(device));
    await stack.send('ReactivateUser', { userId });
    refused(await signIn(device));
    const back = await post('/api/auth/login', { username: 'manager', password: passwordOf('manager') });
    const headers = { authorization: `Bearer ${back.body.accessToken}` };
    const { body } = await stack.ask({ method: 'GET', url: '/api/auth/passkeys', headers });
    assert.equal(body.items, []);
  });

  test('no key, no challenge and no handle is in the events or in the log of the server', async () => {
    const device = new TestAuthenticator(ORIGIN);
    const options = (await askToAdd('admin')).body as { challenge?: string; user?: { id?: string } };
    const credential = device.make(options);
    assert.is((await post('/api/auth/passkeys', { credential }, as('admin'))).status, 200);
    const asked = await askToSignIn();
    assert.is((await login(device.use(asked))).status, 200);
    const events = JSON.stringify(await mongo.logDb.collection('commits').find({}).toArray());
    const challenges = JSON.stringify(await mongo.viewDb.collection('passkey-challenges').find({}).toArray());
    for (const hidden of [options.challenge, options.user?.id, asked['challenge'], device.credentialId]) {
      assert.ok(typeof hidden === 'string' && hidden.length > 20);
      for (const text of [events, challenges, stack.logged()]) assert.not.ok(text.includes(hidden));
    }
  });
});
