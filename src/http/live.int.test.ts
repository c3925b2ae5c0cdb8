import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { passwordOf, startTestStack, type TestStack } from '../testing/http/stack.ts';
import { Listening, type Said } from '../testing/listening.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

suite('live feed', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let origin: string;
  const listening: Listening[] = [];
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { heartbeatMs: 100 });
    origin = await stack.app.listen({ port: 0, host: '127.0.0.1' });
    await received('kraft', 0);
  });
  test.after.each(() => Promise.all(listening.splice(0).map((one) => one.leave())));
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  /** Registers an item, or receives some of it; gives the position. */
  async function received(itemId: string, quantity: number): Promise<number> {
    const item = { itemId, code: itemId, name: itemId, kind: 'raw-material', unit: 'roll', scale: 0 } as const;
    const { body } =
      quantity === 0
        ? await stack.send('RegisterStockItem', { ...item, reorderPoint: 0 })
        : await stack.send('ReceiveStock', { itemId, quantity });
    await stack.readModels.waitFor(body.position ?? 0, 20_000);
    return body.position ?? 0;
  }

  async function listen(query = '', headers: Record<string, string> = {}): Promise<Listening> {
    const one = await Listening.start(`${origin}/api/live${query}`, {
      authorization: `Bearer ${stack.token('sales')}`,
      ...headers,
    });
    listening.push(one);
    return one;
  }
  const onHand = (said: Said, itemId: string): unknown =>
    said.data?.changes?.flatMap(({ id, row }) => (id === itemId && row ? [Reflect.get(Object(row), 'onHand')] : []))[0];

  test('says hello with the position, then tells what changes', async () => {
    const feed = await listen('?models=stock-levels');
    assert.is(feed.status, 200);
    assert.match(feed.headers.get('content-type') ?? '', /^text\/event-stream/);
    assert.match(feed.headers.get('cache-control') ?? '', /no-store/);
    assert.ok(feed.headers.get('x-request-id'));
    const hello = await feed.next(({ event }) => event === 'hello');
    assert.equal(hello.data, { position: stack.readModels.position, models: ['stock-levels'], beatMs: 100 });
    const position = await received('kraft', 7);
    const change = await feed.next(({ data }) => data?.changes !== undefined);
    assert.equal([change.id, change.event, change.data?.position], [String(position), undefined, position]);
    assert.equal(
      change.data?.changes?.map(({ model, id }) => [model, id]),
      [['stock-levels', 'kraft']],
    );
    assert.is(onHand(change, 'kraft'), 7);
  });

  test('resumes after the last id that a tablet has, without a gap and without a repeat', async () => {
    const before = await received('resumed', 0);
    const missed = [await received('resumed', 1), await received('resumed', 1), await received('resumed', 1)];
    const feed = await listen('?models=stock-levels', { 'last-event-id': String(missed[0]) });
    const hello = await feed.next(({ event }) => event === 'hello');
    assert.is(hello.data?.position, missed[0]);
    const last = await received('resumed', 1);
    await feed.next(({ id, data }) => id === String(last) && data?.changes !== undefined);
    assert.equal(feed.positions(), [missed[1], missed[2], last]);
    // The address says the same to a tablet that opens the feed for the first time.
    const first = await listen(`?models=stock-levels&after=${before}`);
    await first.next(({ id, data }) => id === String(last) && data?.changes !== undefined);
    assert.equal(first.positions(), [...missed, last]);
  });

  test('the last id counts more than the address, which a browser keeps when it connects again', async () => {
    const early = await received('kraft', 1);
    const late = await received('kraft', 1);
    const feed = await listen(`?models=stock-levels&after=${early - 1}`, { 'last-event-id': String(late) });
    const next = await received('kraft', 1);
    await feed.next(({ id, data }) => id === String(next) && data?.changes !== undefined);
    assert.equal(feed.positions(), [next]);
  });

  test('says reset where something is no longer known, or the position is of another log', async () => {
    for (const position of [0, 1_000_000]) {
      const feed = await listen(`?after=${position}`);
      const reset = await feed.next(({ event }) => event === 'reset');
      assert.equal([reset.id, reset.data?.position], [String(stack.readModels.position), stack.readModels.position]);
    }
  });

  test('says reset to a tablet that has missed more than it can be told at once', async () => {
    const before = stack.readModels.position;
    // Told to the feed itself: so many commands would take minutes. No position is reached by it.
    for (let change = 0; change < 600; change++) {
      stack.readModels.changes$.next([
        { position: before, at: new Date(), model: 'clients', id: 'c', row: { change } },
      ]);
    }
    const feed = await listen(`?after=${before - 1}`);
    await feed.next(({ event }) => event === 'reset');
    const next = await received('kraft', 1);
    await feed.next(({ id, data }) => id === String(next) && data?.changes !== undefined);
    // A reader who does not read clients has missed nothing.
    const other = await listen(`?after=${before}&models=stock-levels`);
    await other.next(({ id, data }) => id === String(next) && data?.changes !== undefined);
    assert.not.ok(other.all.some(({ event }) => event === 'reset'));
  });

  test('is for readers of events: nothing is held open for others', async () => {
    const authorization = `Bearer ${stack.token('sales')}`;
    const refused = await stack.get('/api/live', { headers: { accept: 'application/json' } });
    assert.equal([refused.status, refused.body.errors?.[0]?.path], [400, 'Accept']);
    const head = await stack.app.inject({ method: 'HEAD', url: '/api/live', headers: { authorization } });
    assert.is(head.statusCode, 404);
  });

  test('tells only of the read models that were asked for', async () => {
    const feed = await listen('?models=low-stock,clients');
    const hello = await feed.next(({ event }) => event === 'hello');
    assert.equal(hello.data?.models?.sort(), ['clients', 'low-stock']);
    await received('kraft', 1);
    const clientId = randomUUID();
    await stack.send('RegisterClient', { clientId, name: 'Harbour Labels' });
    const change = await feed.next(({ data }) => data?.changes !== undefined);
    assert.equal(
      change.data?.changes?.map(({ model, id }) => [model, id]),
      [['clients', clientId]],
    );
  });

  test('gives signs of life while nothing happens', async () => {
    const feed = await listen();
    assert.is((await feed.next(({ comment }) => comment !== undefined)).comment, 'heartbeat');
    // A page cannot read a comment: it is told by an event.
    assert.is((await feed.next(({ event }) => event === 'beat')).event, 'beat');
  });

  test('takes the cookie, because EventSource cannot send a header', async () => {
    const payload = { username: 'manager', password: passwordOf('manager') };
    const headers = { 'sec-fetch-site': 'same-origin', host: new URL(origin).host };
    const signedIn = await stack.ask({ method: 'POST', url: '/api/auth/login', payload, headers });
    const cookie = (signedIn.headers['set-cookie'] ?? '').split(';')[0] ?? '';
    const feed = await Listening.start(`${origin}/api/live`, { cookie });
    listening.push(feed);
    assert.is((await feed.next(({ event }) => event === 'hello')).event, 'hello');
  });

  test('ends at once when its session is signed out', async () => {
    const payload = { username: 'manager', password: passwordOf('manager') };
    const { body } = await stack.ask({ method: 'POST', url: '/api/auth/login', payload });
    const authorization = `Bearer ${body.accessToken}`;
    const feed = await listen('', { authorization });
    const other = await listen();
    await feed.next(({ event }) => event === 'hello');
    await stack.ask({ method: 'POST', url: '/api/auth/logout', headers: { authorization } });
    await feed.next(({ event }) => event === 'session-ended');
    await feed.ended;
    await received('kraft', 1);
    await other.next(({ data }) => data?.changes !== undefined);
  });

  test('ends with a word when the role changes, so that what may be seen and done is asked for', async () => {
    const payload = { username: 'employee', password: passwordOf('employee') };
    const { body } = await stack.ask({ method: 'POST', url: '/api/auth/login', payload });
    const feed = await listen('', { authorization: `Bearer ${body.accessToken}` });
    await feed.next(({ event }) => event === 'hello');
    await stack.send('ChangeUserRole', { userId: 'employee', role: 'sales' });
    await feed.next(({ event }) => event === 'role-changed');
    await feed.ended;
    await stack.send('ChangeUserRole', { userId: 'employee', role: 'employee' });
  });

  for (const [what, lifetimes, isOver] of [
    ['its token has lapsed, so that a newer one is asked for', { accessSeconds: 3_600 }, false],
    ['the time of its sign-in is over', { signInSeconds: 3_600 }, true],
  ] as const)
    test(`ends when ${what}`, async () => {
      // Signed in an hour ago but some seconds, by the clock of sign-in: a slow machine has the time to come in.
      const clock = () => new Date(Date.now() - 3_596_000);
      const short = await startTestStack(mongo, { clock, lifetimes });
      const address = await short.app.listen({ port: 0, host: '127.0.0.1' });
      const payload = { username: 'manager', password: passwordOf('manager') };
      const { body } = await short.ask({ method: 'POST', url: '/api/auth/login', payload });
      const feed = await Listening.start(`${address}/api/live`, { authorization: `Bearer ${body.accessToken}` });
      if (isOver) await feed.next(({ event }) => event === 'session-ended');
      await feed.ended;
      assert.ok(Date.now() >= Date.parse(body.expiresAt ?? ''));
      await short.close();
    });

  test('is cut when its reader does not keep up, and the others go on', async () => {
    const port = Number(new URL(origin).port);
    const asleep = connect(port, '127.0.0.1');
    asleep.on('error', () => undefined);
    asleep.pause();
    const token = stack.token('sales');
    asleep.write(`GET /api/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    const feed = await listen('?models=stock-levels');
    await feed.next(({ event }) => event === 'hello');
    // Told to the feed itself: so many commands would take minutes.
    const row = { note: 'x'.repeat(20_000) };
    let position = stack.readModels.position;
    const isCut = () => /its reader did not keep up/.test(stack.logged());
    while (!isCut() && position < 20_000) {
      position += 1;
      stack.readModels.changes$.next([{ position, at: new Date(), model: 'clients', id: 'c', row }]);
      if (position % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    assert.ok(isCut());
    // It reads again, and finds the line cut.
    const closed = new Promise<void>((resolve) => asleep.once('close', () => resolve()));
    asleep.resume();
    await closed;
    const real = await received('kraft', 1);
    await feed.next(({ id, data }) => id === String(real) && data?.changes !== undefined);
  });
});
