import { randomUUID } from 'node:crypto';
import { from, lastValueFrom } from 'rxjs';
import type { CommandDecider } from '../domain/kernel.ts';
import { jar, jarDomain } from '../testing/jar.ts';
import { JarStores, timeZone, until } from '../testing/jar-stores.ts';
import { assert, suite } from '../testing/suite.ts';
import { Lane } from './lane.ts';
import { readCommits } from './read.ts';
import { EventStore } from './store.ts';
import { verifyLog } from './verify.ts';
import { Kinds } from './warm.ts';

/** Deciders with faults that a review should catch. Each runs beside sound commands. */
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
  let stores: JarStores;
  test.before(async () => {
    stores = await JarStores.open({ Nosy: nosy, Breaking: breaking });
  });
  test.after.each(async () => {
    stores.proxy.letThrough();
    const { fault } = await verifyLog(stores.mongo.logDb);
    assert.is(fault, undefined);
  });
  test.after(() => stores.close());
  const send: JarStores['send'] = (...command) => stores.send(...command);

  test('a "no" on old knowledge is never told, also when others in its batch were rejected', async () => {
    const [jarId, elsewhere] = [randomUUID(), randomUUID()];
    await send('AddTokens', { jarId, count: 1 });
    await send('TakeTokens', { jarId, count: 1 });
    await send('AddTokens', { jarId: elsewhere, count: 1 });
    await until(() => stores.other.head === stores.store.head);
    await stores.occupyLane();
    await send('AddTokens', { jarId, count: 5 }, randomUUID(), stores.other);
    const take = send('TakeTokens', { jarId, count: 5 });
    const add = send('AddTokens', { jarId: elsewhere, count: 1 });
    stores.proxy.letThrough();
    assert.ok((await take).accepted, 'the tokens were there before they were asked for');
    assert.ok((await add).accepted);
  });

  test('commands that come a second time, many at once, are found together and cost no insert each', async () => {
    const jarId = randomUUID();
    await send('AddTokens', { jarId, count: 100 });
    const ids = Array.from({ length: 60 }, () => randomUUID());
    const first = await Promise.all(ids.map((id) => send('TakeTokens', { jarId, count: 1 }, id, stores.other)));
    stores.inserts.clear();
    const again = await Promise.all(ids.map((id) => send('TakeTokens', { jarId, count: 1 }, id)));
    assert.equal(
      again.map(({ position }) => position),
      first.map(({ position }) => position),
    );
    assert.ok(stores.inserts.size <= 5, `${stores.inserts.size} stores.inserts for nothing new`);
  });

  test('commands that are too large together go out one batch after another', async () => {
    const jarId = randomUUID();
    await send('AddTokens', { jarId, count: 50 });
    const note = 'x'.repeat(200_000);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => send('TakeTokens', { jarId, count: 1, note }, randomUUID(), stores.other)),
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
    assert.ok(performance.now() - started < 9_000, 'nobody waits until patience ends');
  });

  test('what the server will never take fails alone, with the reason', async () => {
    const log = stores.mongo.client.db(`${stores.mongo.logDb.databaseName}_strict`);
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
    const closing = await EventStore.open({ log: stores.mongo.logDb, ...jarDomain, timeZone });
    await send('AddTokens', { jarId: randomUUID(), count: 1 }, randomUUID(), closing);
    const last = lastValueFrom(from(closing.commitsAfter(closing.head)), { defaultValue: undefined });
    await closing.close();
    assert.is(await last, undefined);
  });

  /** A lane that looks at the log only when it is asked to, and what it is given. */
  const openLane = () => {
    const kinds = new Kinds(jarDomain.aggregates);
    return Lane.open({ log: stores.mongo.logDb, kinds, timeZone, clock: () => new Date() });
  };
  const wish = (type: keyof typeof jarDomain.deciders, payload: object) => {
    const decider = jarDomain.deciders[type] as CommandDecider<object>;
    return { id: randomUUID(), type, payload, user: 'ana', digest: 'of no matter', decider };
  };

  test('a command that comes at the very moment of closing gets an outcome', async () => {
    const adding = () => wish('AddTokens', { jarId: 'closing', count: 1 });
    // The round ends some ticks after its last answer; one of them is the moment in between.
    for (let ticks = 0; ticks < 12; ticks++) {
      const lane = await openLane();
      await lane.submit(adding());
      for (let tick = 0; tick < ticks; tick++) await null;
      const late = lane.submit(adding());
      await lane.close();
      assert.ok((await late).accepted, `after ${ticks} ticks`);
    }
  });

  test('a batch may span more commits than one look at the log takes', async () => {
    const jarId = randomUUID();
    const lane = await openLane();
    await lane.submit(wish('AddTokens', { jarId, count: 2_000 }));
    // More than a window of commits by another process, while the jar is warm here.
    const taken = await Promise.all(
      Array.from({ length: 1_100 }, () => send('TakeTokens', { jarId, count: 1 }, randomUUID(), stores.other)),
    );
    assert.ok(taken.every(({ accepted }) => accepted));
    const rest = lane.submit(wish('TakeTokens', { jarId, count: 900 }));
    const tooMuch = lane.submit(wish('TakeTokens', { jarId, count: 1 }));
    assert.ok((await rest).accepted);
    assert.not.ok((await tooMuch).accepted);
    await lane.close();
    let sum = 0;
    for await (const commits of readCommits(stores.mongo.logDb)) {
      const own = commits.flatMap(({ events }) => events).filter(({ stream }) => stream.aggregate === jar.at(jarId));
      for (const { type, data } of own) sum += (type === 'TokensAdded' ? 1 : -1) * (data as { count: number }).count;
    }
    assert.is(sum, 0);
  });
});
