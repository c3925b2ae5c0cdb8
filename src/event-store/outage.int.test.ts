import { randomUUID } from 'node:crypto';
import type { MongoClient } from 'mongodb';
import { connect } from '../database/connect.ts';
import { jar, jarDomain } from '../testing/jar.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { startProxy, type TcpProxy } from '../testing/proxy.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { LogUnavailable } from './errors.ts';
import { commitsOf } from './log.ts';
import { EventStore } from './store.ts';

suite('event store without its database', (test) => {
  let mongo: TestMongo;
  let proxy: TcpProxy;
  let client: MongoClient;
  let store: EventStore;
  test.before(async () => {
    mongo = await testMongo();
    const { host, port } = firstHost(mongo.uri);
    proxy = await startProxy(port, host);
    client = await connect(`mongodb://127.0.0.1:${proxy.port}/?directConnection=true`, {
      poolSizeMin: 0,
      timeoutMs: 1_000,
    });
    store = await EventStore.open({
      log: client.db(mongo.logDb.databaseName),
      ...jarDomain,
      timeZone: 'Australia/Sydney',
    });
  });
  test.after(async () => {
    proxy.comeBack();
    await store.close();
    await client.close();
    await proxy.close();
    await mongo.close();
  });

  const add = (id: string, count = 1) =>
    store.handle({ id, type: 'AddTokens', payload: { jarId: 'a', count }, user: 'ana' });
  const recorded = (id: string) => commitsOf(mongo.logDb).countDocuments({ _id: id });
  const answersAgain = async () => {
    for (;;) {
      const outcome = await add(randomUUID()).catch((error: unknown) => error);
      if (!(outcome instanceof LogUnavailable)) return outcome;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  test('an answer that is lost on the way is looked up: recorded once, answered as accepted', async () => {
    await add(randomUUID());
    const ids = Array.from({ length: 8 }, () => randomUUID());
    proxy.swallowAnswers();
    const outcomes = Promise.all(ids.map((id) => add(id)));
    // The first is in before the connection breaks, but nobody has been told; the others wait behind it.
    while ((await recorded(ids[0] ?? '')) === 0) await new Promise((resolve) => setImmediate(resolve));
    proxy.comeBack();
    for (const outcome of await outcomes) assert.ok(outcome.accepted);
    for (const id of ids) assert.is(await recorded(id), 1);
  });

  test(
    'a database that went away gives a plain error, nothing is recorded, and it mends by itself',
    async () => {
      await answersAgain();
      const before = store.head;
      proxy.goAway();
      const id = randomUUID();
      const error = (await rejects(add(id))) as LogUnavailable;
      assert.instance(error, LogUnavailable);
      assert.ok(error.retryAfterSeconds > 0);
      assert.match(error.message, /Send the same command again/);
      // From now on nobody waits for nothing.
      const started = performance.now();
      assert.instance(await rejects(add(randomUUID())), LogUnavailable);
      assert.ok(performance.now() - started < 500);
      assert.is(await recorded(id), 0);
      proxy.comeBack();
      const outcome = (await answersAgain()) as { accepted: boolean };
      assert.ok(outcome.accepted);
      const again = await add(id);
      assert.ok(again.accepted);
      assert.is(await recorded(id), 1);
      assert.ok(store.head > before);
    },
    { timeoutMs: 60_000 },
  );

  test(
    'what was warm before the outage is right after it, although others wrote meanwhile',
    async () => {
      await answersAgain();
      const other = await EventStore.open({ log: mongo.logDb, ...jarDomain, timeZone: 'Australia/Sydney' });
      proxy.goAway();
      await other.handle({ id: randomUUID(), type: 'AddTokens', payload: { jarId: 'a', count: 1_000 }, user: 'ben' });
      const events = await mongo.logDb
        .collection('events')
        .find({ aggregate: jar.at('a') })
        .toArray();
      const tokens = events.reduce((sum, event) => sum + (event['data'] as { count: number }).count, 0);
      proxy.comeBack();
      await answersAgain();
      const taken = await store.handle({
        id: randomUUID(),
        type: 'TakeTokens',
        payload: { jarId: 'a', count: tokens },
        user: 'ana',
      });
      assert.ok(taken.accepted);
      await other.close();
    },
    { timeoutMs: 60_000 },
  );
});

function firstHost(uri: string): { host: string; port: number } {
  const [host = '127.0.0.1', port = '27017'] = (/^mongodb:\/\/(?:[^@/]*@)?([^/?,]+)/.exec(uri)?.[1] ?? '').split(':');
  return { host, port: Number(port) };
}
