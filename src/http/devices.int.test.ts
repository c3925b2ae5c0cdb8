import { cookiesOf, passwordOf, startTestStacks, type TestStack } from '../testing/http/stack.ts';
import { PIN, signInEvents, tabletsOf } from '../testing/http/tablets.ts';
import { eventually } from '../testing/misty.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

suite('shared tablets', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let other: TestStack;
  let now = Date.now();
  const later = (ms: number) => {
    now += ms;
  };
  const { post, get, me, bearer, setPin, newCode, tablet, pinLogin, enter } = tabletsOf(() => stack);
  test.before(async () => {
    mongo = await testMongo();
    const lifetimes = { accessSeconds: 8 * 3_600, signInSeconds: 30 * 24 * 3_600 };
    const clock = () => new Date(now);
    [stack, other] = await startTestStacks(mongo, { clock, recordedAt: clock, lifetimes });
    await setPin('production_team');
  });
  test.after(async () => {
    await Promise.all([stack.close(), other.close()]);
    await mongo.close();
  });

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

  test('a tablet knows who signs in on it by PIN; any other device is told nothing', async () => {
    const { cookies, id } = await tablet('Slitting');
    const { body } = await get('/api/auth/device', cookies);
    assert.equal(body['device'], { id, name: 'Slitting' });
    const people = body['people'] as { id: string; name: string }[];
    assert.ok(people.some((one) => one.id === 'production-team' && one.name === 'Test production_team'));
    assert.not.ok(people.some((one) => one.id === 'auditor'));
    assert.equal((await get('/api/auth/device', {})).body, { device: null, people: [] });
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

  test('what is done on one is recorded with it, and what is done elsewhere is not', async () => {
    const item = { kind: 'raw-material', name: 'Kraft', unit: 'roll', scale: 0, reorderPoint: 0 } as const;
    assert.is((await stack.send('RegisterStockItem', { ...item, itemId: 'kraft', code: 'K1' })).status, 200);
    const { cookies, id } = await tablet('Slitting 2');
    const inside = await enter('production_team', cookies);
    const received = await stack.ask({
      ...{ method: 'POST', url: '/api/commands/ReceiveStock', payload: { itemId: 'kraft', quantity: 3 } },
      ...{ cookies: inside, headers: { 'sec-fetch-site': 'same-origin', 'idempotency-key': crypto.randomUUID() } },
    });
    assert.is(received.status, 200, received.text);
    const commits = mongo.logDb.collection('commits').find({ 'events.stream.aggregate': 'stock-item/kraft' });
    assert.equal(
      (await commits.sort({ position: 1 }).toArray()).map((commit) => commit['actor']),
      [{ user: 'admin' }, { user: 'production-team', device: id }],
    );
    const { items } = (await stack.get('/api/stock-movements?itemId=kraft')).body as { items: { user: object }[] };
    assert.equal(
      items.map(({ user }) => user),
      [
        { id: 'production-team', name: 'Test production_team', device: { id, name: 'Slitting 2' } },
        { id: 'admin', name: 'Test admin' },
      ],
    );
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
    const ended = (await signInEvents(mongo.logDb, 'production-team', 'SessionEnded')).at(-1);
    // Remembered for as long as it could have rested: a tablet ends dozens of sign-ins each day.
    const remembered = Date.parse(String(ended?.expiresAt)) - now;
    assert.equal([ended?.because, remembered], ['idle', 5 * 60_000]);
  });

  test('of a sign-in whose end the log alone has heard of, nothing goes on, and nobody is told of a thief', async () => {
    const [inside, another] = [
      await enter('production_team', (await tablet()).cookies),
      await enter('production_team', (await tablet()).cookies),
    ];
    const [sessionId = ''] = inside['misty_refresh']?.split('.') ?? [];
    const expiresAt = new Date(now + 5 * 60_000).toISOString();
    // As a process leaves it that dies here.
    const ended = { userId: 'production-team', sessionId, because: 'idle', expiresAt } as const;
    await stack.auth.log.record('EndSession', ended, 'production-team');
    later(4 * 60_000);
    assert.is((await post('/api/auth/refresh', {}, inside)).status, 401);
    const renewed = cookiesOf(await post('/api/auth/refresh', {}, another));
    later(2 * 60_000);
    // With the next end the log forgets those that no longer matter.
    assert.is((await post('/api/auth/logout', { idle: true }, { ...another, ...renewed })).status, 204);
    later(2 * 60_000);
    assert.is((await post('/api/auth/refresh', {}, inside)).status, 401);
    const reasons = (await signInEvents(mongo.logDb, 'production-team', 'SessionEnded')).map(({ because }) => because);
    assert.not.ok(reasons.includes('token-reused'));
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
});
