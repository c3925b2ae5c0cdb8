import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { lastValueFrom } from 'rxjs';
import type { CommandDecider } from '../domain/kernel.ts';
import { jar, jarDomain } from '../testing/jar.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { startProxy, type TcpProxy } from '../testing/proxy.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { Lane } from './lane.ts';
import { commitsOf } from './log.ts';
import { readCommits } from './read.ts';
import { EventStore } from './store.ts';
import { verifyLog } from './verify.ts';
import { Kinds } from './warm.ts';

const timeZone = 'Australia/Sydney';

/** Deciders that no review should let pass, each beside commands that are in order. */
const nosy: CommandDecider<{ readonly jarId: string }> = {
  reads: () => [],
  decide: ({ jarId }, read) => [jar.event(jarId, 'TokensAdded', { count: read(jar, jarId).tokens })],
};
const breaking: CommandDecider<object> = {
  reads: () => {
    throw new Error('these reads break');
  },
  decide: () => [],
};

suite('event store: awkward moments', (test) => {
  let mongo: TestMongo;
  let proxy: TcpProxy;
  let client: MongoClient;
  /** Reaches the log through the proxy. */
  let store: EventStore;
  /** Another process, with a line of its own. */
  let other: EventStore;
  let inserts = 0;
  test.before(async () => {
    mongo = await testMongo();
    const { host, port } = firstHost(mongo.uri);
    proxy = await startProxy(port, host);
    const uri = `mongodb://127.0.0.1:${proxy.port}/?directConnection=true`;
    client = await new MongoClient(uri, { monitorCommands: true, serverSelectionTimeoutMS: 1_000 }).connect();
    client.on('commandStarted', ({ commandName }) => {
      if (commandName === 'insert') inserts += 1;
    });
    const deciders = { ...jarDomain.deciders, Nosy: nosy, Breaking: breaking };
    store = await EventStore.open({
      log: client.db(mongo.logDb.databaseName),
      aggregates: jarDomain.aggregates,
      deciders,
      timeZone,
    });
    other = await EventStore.open({ log: mongo.logDb, ...jarDomain, timeZone });
  });
  test.after.each(async () => {
    proxy.letThrough();
    const { fault } = await verifyLog(mongo.logDb);
    assert.is(fault, undefined);
  });
  test.after(async () => {
    await store.close();
    await other.close();
    await client.close();
    await proxy.close();
    await mongo.close();
  });

  const send = (type: string, payload: object, id = randomUUID(), to = store) =>
    to.handle({ id, type, payload, user: 'ana' });
  const recorded = async (id: string) => (await commitsOf(mongo.logDb).countDocuments({ _id: id })) === 1;
  const until = async (holds: () => boolean | Promise<boolean>) => {
    while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
  };
  /** From now on the lane waits for what it has just asked, and what comes in goes out together. */
  const occupyLane = async () => {
    await until(() => store.head === other.head);
    proxy.holdAnswers();
    await until(() => proxy.holdsAnswer('firstBatch'));
  };

  test('a "no" on old knowledge is never told, also when others in its batch were rejected', async () => {
    const [jarId, elsewhere] = [randomUUID(), randomUUID()];
    await send('AddTokens', { jarId, count: 1 });
    await send('TakeTokens', { jarId, count: 1 });
    await send('AddTokens', { jarId: elsewhere, count: 1 });
    await until(() => other.head === store.head);
    await occupyLane();
    await send('AddTokens', { jarId, count: 5 }, randomUUID(), other);
    const take = send('TakeTokens', { jarId, count: 5 });
    const add = send('AddTokens', { jarId: elsewhere, count: 1 });
    proxy.letThrough();
    assert.ok((await take).accepted, 'the tokens were there before they were asked for');
    assert.ok((await add).accepted);
  });

  test('a whole batch whose answer is lost is looked up at once', async () => {
    const jarId = randomUUID();
    await send('AddTokens', { jarId, count: 100 });
    await occupyLane();
    const ids = Array.from({ length: 60 }, () => randomUUID());
    const outcomes = Promise.all(ids.map((id) => send('TakeTokens', { jarId, count: 1 }, id)));
    inserts = 0;
    proxy.letThrough();
    proxy.swallowAnswers();
    await until(() => recorded(ids.at(-1) ?? ''));
    proxy.comeBack();
    for (const outcome of await outcomes) assert.ok(outcome.accepted);
    assert.ok(inserts <= 3, `${inserts} inserts for one that was lost`);
  });

  test('commands that come a second time, many at once, are found together and cost no insert each', async () => {
    const jarId = randomUUID();
    await send('AddTokens', { jarId, count: 100 });
    const ids = Array.from({ length: 60 }, () => randomUUID());
    const first = await Promise.all(ids.map((id) => send('TakeTokens', { jarId, count: 1 }, id, other)));
    inserts = 0;
    const again = await Promise.all(ids.map((id) => send('TakeTokens', { jarId, count: 1 }, id)));
    assert.equal(
      again.map(({ position }) => position),
      first.map(({ position }) => position),
    );
    assert.ok(inserts <= 5, `${inserts} inserts for nothing new`);
  });

  test(
    'nobody is told "no" about a command that may still arrive',
    async () => {
      const jarId = randomUUID();
      await send('AddTokens', { jarId, count: 1 });
      await send('TakeTokens', { jarId, count: 1 });
      await occupyLane();
      const started = performance.now();
      const add = rejects(send('AddTokens', { jarId, count: 5 }));
      await until(() => performance.now() - started > 2_000);
      const id = randomUUID();
      const take = send('TakeTokens', { jarId, count: 5 }, id).catch((error: unknown) => error);
      // One insert carries both; it lies on the line while the sender loses patience.
      proxy.letThrough();
      proxy.holdRequests();
      await until(() => proxy.holdsRequest('insert'));
      await until(() => performance.now() - started > 3_100);
      proxy.goAway();
      assert.is(((await add) as Error).name, 'LogUnavailable');
      proxy.comeBack();
      // Decided again without what went before it, it would be refused; but it is on its way.
      assert.is(((await take) as Error).name, 'LogUnavailable');
      proxy.deliverLate();
      await until(() => recorded(id));
      const outcome = await send('TakeTokens', { jarId, count: 5 }, id);
      assert.ok(outcome.accepted && outcome.replayed);
    },
    { timeoutMs: 60_000 },
  );

  test(
    'nobody waits for a database that says nothing at all, and it mends by itself',
    async () => {
      const jarId = randomUUID();
      await send('AddTokens', { jarId, count: 1 });
      await occupyLane();
      const started = performance.now();
      const ids = [randomUUID(), randomUUID()];
      const errors = await Promise.all(ids.map((id) => rejects(send('AddTokens', { jarId, count: 1 }, id))));
      assert.equal(
        errors.map((error) => (error as Error).name),
        ['LogUnavailable', 'LogUnavailable'],
      );
      // A read of the log may take ten seconds, an insert five.
      assert.ok(performance.now() - started < 4_500, `${performance.now() - started} ms`);
      const at = performance.now();
      assert.is(((await rejects(send('AddTokens', { jarId, count: 1 }))) as Error).name, 'LogUnavailable');
      assert.ok(performance.now() - at < 500);
      proxy.letThrough();
      await until(async () => (await send('AddTokens', { jarId, count: 1 }).catch(() => undefined))?.accepted === true);
      for (const id of ids) assert.ok((await send('AddTokens', { jarId, count: 1 }, id)).accepted);
      assert.is((await send('TakeTokens', { jarId, count: 5 })).accepted, false);
      assert.ok((await send('TakeTokens', { jarId, count: 4 })).accepted);
    },
    { timeoutMs: 60_000 },
  );

  test('commands that are too large together go out one batch after another', async () => {
    const jarId = randomUUID();
    await send('AddTokens', { jarId, count: 200 });
    const note = 'x'.repeat(200_000);
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => send('TakeTokens', { jarId, count: 1, note }, randomUUID(), other)),
    );
    assert.ok(outcomes.every(({ accepted }) => accepted));
  });

  test('a command whose reads break, or that reads what it does not name, fails alone and at once', async () => {
    const jarId = randomUUID();
    const started = performance.now();
    const [one, nosed, broke, two] = await Promise.allSettled([
      send('AddTokens', { jarId, count: 1 }),
      send('Nosy', { jarId: randomUUID() }),
      send('Breaking', {}),
      send('AddTokens', { jarId, count: 1 }),
    ]);
    assert.equal([one?.status, two?.status], ['fulfilled', 'fulfilled']);
    assert.match(String(nosed?.status === 'rejected' && nosed.reason), /without naming it/);
    assert.match(String(broke?.status === 'rejected' && broke.reason), /these reads break/);
    assert.ok(performance.now() - started < 5_000, 'nobody waits until patience ends');
  });

  test('what the server will never take fails alone, with the reason', async () => {
    const log = mongo.client.db(`${mongo.logDb.databaseName}_strict`);
    await log.createCollection('commits', { validator: { 'events.data.count': { $lt: 1_000 } } });
    const strict = await EventStore.open({ log, ...jarDomain, timeZone });
    const jarId = randomUUID();
    const outcomes = await Promise.allSettled(
      [1, 2, 5_000, 3].map((count) => send('AddTokens', { jarId, count }, randomUUID(), strict)),
    );
    assert.equal(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    );
    assert.match(String(outcomes[2]?.status === 'rejected' && outcomes[2].reason), /validation/i);
    assert.is(strict.head, 3);
    await strict.close();
    await log.dropDatabase();
  });

  test('the stream of commits ends with the store', async () => {
    const closing = await EventStore.open({ log: mongo.logDb, ...jarDomain, timeZone });
    await send('AddTokens', { jarId: randomUUID(), count: 1 }, randomUUID(), closing);
    const last = lastValueFrom(closing.commitsAfter(closing.head), { defaultValue: undefined });
    await closing.close();
    assert.is(await last, undefined);
  });

  test('a command that comes at the very moment of closing gets an outcome', async () => {
    const options = { log: mongo.logDb, kinds: new Kinds(jarDomain.aggregates), timeZone, clock: () => new Date() };
    const wish = () => ({
      id: randomUUID(),
      type: 'AddTokens',
      payload: { jarId: 'closing', count: 1 },
      user: 'ana',
      digest: 'of no matter',
      decider: jarDomain.deciders.AddTokens as CommandDecider<object>,
    });
    // The round ends some ticks after its last answer; one of them is the moment in between.
    for (let ticks = 0; ticks < 12; ticks++) {
      const lane = await Lane.open(options);
      await lane.submit(wish());
      for (let tick = 0; tick < ticks; tick++) await null;
      const late = lane.submit(wish()).then(({ accepted }) => accepted);
      await lane.close();
      const never = new Promise((resolve) => setTimeout(resolve, 2_000, 'no outcome'));
      assert.is(await Promise.race([late, never]), true, `after ${ticks} ticks`);
    }
  });

  test('a batch may span more commits than one look at the log takes', async () => {
    const jarId = randomUUID();
    await send('AddTokens', { jarId, count: 2_000 });
    await until(() => other.head === store.head);
    await occupyLane();
    // More than a window of commits by another process, while this one is held up with the jar warm.
    const taken = await Promise.all(
      Array.from({ length: 1_100 }, () => send('TakeTokens', { jarId, count: 1 }, randomUUID(), other)),
    );
    assert.ok(taken.every(({ accepted }) => accepted));
    const rest = send('TakeTokens', { jarId, count: 900 });
    const tooMuch = send('TakeTokens', { jarId, count: 1 });
    proxy.letThrough();
    assert.ok((await rest).accepted);
    assert.not.ok((await tooMuch).accepted);
    let sum = 0;
    for await (const commits of readCommits(mongo.logDb)) {
      const own = commits.flatMap(({ events }) => events).filter(({ stream }) => stream.aggregate === jar.at(jarId));
      for (const { type, data } of own) sum += (type === 'TokensAdded' ? 1 : -1) * (data as { count: number }).count;
    }
    assert.is(sum, 0);
  });
});

function firstHost(uri: string): { host: string; port: number } {
  const [host = '127.0.0.1', port = '27017'] = (/^mongodb:\/\/(?:[^@/]*@)?([^/?,]+)/.exec(uri)?.[1] ?? '').split(':');
  return { host, port: Number(port) };
}
