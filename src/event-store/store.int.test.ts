import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { firstValueFrom, from, lastValueFrom, takeWhile, toArray } from 'rxjs';
import { jarDomain } from '../testing/jar.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { type Commit, GENESIS, isIntact } from './commit.ts';
import { commitsOf, prepareLog } from './log.ts';
import type { Accepted, Outcome } from './outcome.ts';
import { readCommits, readWindow } from './read.ts';
import { EventStore } from './store.ts';

const timeZone = 'Australia/Sydney';

suite('event store', (test) => {
  let mongo: TestMongo;
  let store: EventStore;
  test.before(async () => {
    mongo = await testMongo();
    store = await EventStore.open({ log: mongo.logDb, ...jarDomain, timeZone });
  });
  test.after(async () => {
    await store.close();
    await mongo.close();
  });

  const send = (type: string, payload: object, more: { id?: string; user?: string; device?: string } = {}) =>
    store.handle({ ...{ id: randomUUID(), user: 'ana', ...more }, type, payload });
  const accepted = (outcome: Outcome): Accepted => {
    assert.ok(outcome.accepted, JSON.stringify(outcome));
    return outcome as Accepted;
  };
  const freshJar = async (count: number) => {
    const jarId = randomUUID();
    accepted(await send('AddTokens', { jarId, count }));
    return jarId;
  };

  test('an accepted command is one commit with its place, its author and its digest', async () => {
    const jarId = await freshJar(5);
    const id = randomUUID();
    const outcome = accepted(await send('TakeTokens', { jarId, count: 2, note: 'for Ben' }, { id }));
    const commit = await commitsOf(mongo.logDb).findOne({ _id: id });
    assert.is(commit?.position, outcome.position);
    assert.equal(commit?.events, [
      {
        stream: { aggregate: `jar/${jarId}`, sequence: 2 },
        type: 'TokensTaken',
        v: 1,
        data: { count: 2, note: 'for Ben' },
      },
    ]);
    assert.equal(commit?.actor, { user: 'ana' });
    assert.is(outcome.sequence, 2);
    assert.not.ok(outcome.replayed);
  });

  test('several aggregates go into one commit, and the result is worked out from it', async () => {
    const [from, into] = [await freshJar(5), await freshJar(1)];
    const outcome = accepted(await send('PourTokens', { jarId: from, into, count: 5 }));
    assert.equal(outcome.result, { moved: 2 });
    assert.is(outcome.aggregate, `jar/${from}`);
    assert.not.ok((await send('TakeTokens', { jarId: from, count: 1 })).accepted);
    accepted(await send('TakeTokens', { jarId: into, count: 6 }));
  });

  test('a second try is the same command: at once, after others, and after a restart', async () => {
    const jarId = await freshJar(1);
    const id = randomUUID();
    const [first, twin] = await Promise.all([1, 2].map(() => send('TakeTokens', { jarId, count: 1 }, { id })));
    assert.equal(twin, first);
    // The jar is empty now: deciding again would refuse, but the first outcome stands.
    const later = accepted(await send('TakeTokens', { jarId, count: 1 }, { id }));
    assert.equal({ ...later, replayed: false }, first);
    const other = await EventStore.open({ log: mongo.logDb, ...jarDomain, timeZone });
    const again = await other.handle({ id, type: 'TakeTokens', payload: { jarId, count: 1 }, user: 'ana' });
    assert.equal(again, later);
    await other.close();
  });

  test('the tablet is recorded, and a second try after it was enrolled is the same command', async () => {
    const jarId = await freshJar(2);
    const [id, other] = [randomUUID(), randomUUID()];
    const first = accepted(await send('TakeTokens', { jarId, count: 1 }, { id }));
    const again = accepted(await send('TakeTokens', { jarId, count: 1 }, { id, device: 'winding-1' }));
    assert.equal([again.replayed, again.position], [true, first.position]);
    accepted(await send('TakeTokens', { jarId, count: 1 }, { id: other, device: 'winding-1' }));
    const commits = await commitsOf(mongo.logDb)
      .find({ _id: { $in: [id, other] } })
      .sort({ position: 1 })
      .toArray();
    assert.equal(
      commits.map(({ actor }) => actor),
      [{ user: 'ana' }, { user: 'ana', device: 'winding-1' }],
    );
  });

  test('the id of another command is refused to everybody, and tells nothing of the other', async () => {
    const jarId = await freshJar(9);
    const id = randomUUID();
    accepted(await send('TakeTokens', { jarId, count: 1 }, { id }));
    for (const again of [
      () => send('TakeTokens', { jarId, count: 2 }, { id }),
      () => send('AddTokens', { jarId, count: 1 }, { id }),
      () => send('TakeTokens', { jarId, count: 1 }, { id, user: 'ben' }),
      () => send('TakeTokens', { jarId, count: 100 }, { id }),
    ]) {
      const error = (await rejects(again())) as Error;
      assert.is(error.name, 'CommandIdReused');
      assert.not.match(error.message, /ana|jar|token/i);
    }
  });

  test('a refusal writes nothing and names who was first', async () => {
    const jarId = await freshJar(3);
    accepted(await send('TakeTokens', { jarId, count: 2 }, { user: 'ben' }));
    const before = store.head;
    const outcome = await send('TakeTokens', { jarId, count: 2 });
    assert.not.ok(outcome.accepted);
    if (outcome.accepted) return;
    assert.is(outcome.refusal.winner?.user, 'ben');
    assert.is(outcome.refusal.winner?.type, 'TokensTaken');
    assert.is(store.head, before);
    assert.is((await readWindow(mongo.logDb, before)).length, 0);
  });

  test('a decision without events writes nothing and wedges nothing', async () => {
    const jarId = await freshJar(1);
    const before = store.head;
    const outcomes = await Promise.all([0, 0, 1, 0].map((count) => send('AddTokens', { jarId, count })));
    assert.is(store.head, before + 1);
    // Each names the jar as it was when it was decided, whatever others in its batch did to it.
    assert.equal(
      outcomes.map((outcome) => outcome.accepted && [outcome.aggregate, outcome.sequence]),
      [1, 1, 2, 2].map((sequence) => [`jar/${jarId}`, sequence]),
    );
    accepted(await send('TakeTokens', { jarId, count: 2 }));
  });

  test('a decider that breaks fails its own command only', async () => {
    const jarId = await freshJar(2);
    const broken = rejects(send('TakeTokens', { jarId, count: 0.5 }));
    const fine = send('TakeTokens', { jarId, count: 1 });
    assert.match(String(await broken), /not a whole number/);
    accepted(await fine);
    assert.is(((await rejects(send('NoSuchCommand', {}))) as Error).name, 'UnknownCommand');
    assert.is(((await rejects(send('constructor', {}))) as Error).name, 'UnknownCommand');
  });

  test('commands that wait go out together, each decided on what the ones before it leave', async () => {
    const jarId = await freshJar(40);
    const watched = new MongoClient(mongo.uri, { monitorCommands: true });
    const other = await EventStore.open({ log: watched.db(mongo.logDb.databaseName), ...jarDomain, timeZone });
    let inserts = 0;
    watched.on('commandStarted', ({ commandName }) => {
      if (commandName === 'insert') inserts += 1;
    });
    const before = other.head;
    const payload = { jarId, count: 1 };
    const outcomes = await Promise.all(
      Array.from({ length: 64 }, () => other.handle({ id: randomUUID(), type: 'TakeTokens', payload, user: 'ana' })),
    );
    await other.close();
    await watched.close();
    const positions = outcomes.flatMap((outcome) => (outcome.accepted ? [outcome.position] : []));
    assert.equal(
      positions,
      Array.from({ length: 40 }, (_, index) => before + 1 + index),
    );
    assert.ok(inserts <= 3, `${inserts} inserts for 40 commits`);
  });

  test('two stores on one log: each learns what the other wrote, without being asked', async () => {
    const other = await EventStore.open({ log: mongo.logDb, ...jarDomain, timeZone });
    const jarId = await freshJar(10);
    // Both have the jar warm; the second one's knowledge is stale when it decides.
    const take = (from: EventStore, count: number) =>
      from.handle({ id: randomUUID(), type: 'TakeTokens', payload: { jarId, count }, user: 'ana' });
    accepted(await take(other, 1));
    accepted(await take(store, 8));
    assert.not.ok((await take(other, 2)).accepted);
    accepted(await take(other, 1));
    const seen = await firstValueFrom(from(store.commitsAfter(other.head - 1)));
    assert.is(seen.at(-1)?.position, other.head);
    // What arrived elsewhere turns a stale "no" into a "yes".
    accepted(await send('AddTokens', { jarId, count: 5 }));
    accepted(await take(other, 5));
    await other.close();
  });

  test('two stores race for every position: nothing is lost, doubled or out of order', async () => {
    const other = await EventStore.open({ log: mongo.logDb, ...jarDomain, timeZone });
    const jarId = await freshJar(100);
    const before = store.head;
    const outcomes = await Promise.all(
      Array.from({ length: 240 }, (_, index) =>
        [store, other][index % 2]?.handle({
          id: randomUUID(),
          type: 'TakeTokens',
          payload: { jarId, count: 1 },
          user: 'ana',
        }),
      ),
    );
    assert.is(outcomes.filter((outcome) => outcome?.accepted).length, 100);
    const commits = await readWindow(mongo.logDb, before);
    assert.is(commits.length, 100);
    await other.close();
  });

  test('the stream of commits is dense from any place, and goes on when something is written', async () => {
    const start = store.head;
    const jarId = await freshJar(0 + 1);
    const rest = lastValueFrom(
      from(store.commitsAfter(0)).pipe(
        takeWhile((commits) => (commits.at(-1)?.position ?? 0) < start + 4, true),
        toArray(),
      ),
    );
    for (let count = 0; count < 3; count++) accepted(await send('AddTokens', { jarId, count: 1 }));
    const positions = (await rest).flat().map(({ position }) => position);
    assert.equal(
      positions,
      Array.from({ length: positions.length }, (_, index) => index + 1),
    );
    assert.ok(positions.length >= start + 4);
    const next = firstValueFrom(from(store.commitsAfter(store.head)));
    const { position } = accepted(await send('AddTokens', { jarId, count: 1 }));
    assert.is((await next)[0]?.position, position);
  });

  test('a reader that was busy meanwhile gets at once all that came', async () => {
    const jarId = await freshJar(1);
    const stream = store.commitsAfter(store.head - 1)[Symbol.asyncIterator]();
    assert.is((await stream.next()).value?.length, 1);
    for (let count = 0; count < 3; count++) accepted(await send('AddTokens', { jarId, count: 1 }));
    const next = await stream.next();
    assert.equal([next.value?.length, next.value?.at(-1)?.position], [3, store.head]);
    const stopping = new AbortController();
    const stopped = store.commitsAfter(store.head, stopping.signal)[Symbol.asyncIterator]().next();
    stopping.abort();
    assert.is((await stopped).done, true);
  });

  test('time never goes back, even when the clock does', async () => {
    const moments = ['2026-11-12T10:00:00Z', '2026-11-12T09:00:00Z', '2026-11-12T11:00:00Z'].map((at) => new Date(at));
    const log = mongo.client.db(`${mongo.logDb.databaseName}_clock`);
    const clocked = await EventStore.open({ log, ...jarDomain, timeZone, clock: () => moments.shift() ?? new Date(0) });
    for (let count = 0; count < 4; count++) {
      await clocked.handle({ id: randomUUID(), type: 'AddTokens', payload: { jarId: 'a', count: 1 }, user: 'ana' });
    }
    const window = await readWindow(log, 0);
    assert.equal(
      window.map(({ at }) => at.toISOString()),
      ['2026-11-12T10:00:00.000Z', '2026-11-12T10:00:00.000Z', '2026-11-12T11:00:00.000Z', '2026-11-12T11:00:00.000Z'],
    );
    await clocked.close();
    await log.dropDatabase();
  });

  test('the whole log is dense, its sequences have no gap and its chain is unbroken', async () => {
    let prev = GENESIS;
    let position = 0;
    const sequences = new Map<string, number>();
    for await (const commits of readCommits(mongo.logDb)) {
      for (const commit of commits) {
        assert.is(commit.position, ++position);
        assert.is(commit.prev, prev);
        assert.ok(isIntact(commit), `commit ${position}`);
        prev = commit.hash;
        for (const { stream } of commit.events) {
          assert.is(stream.sequence, (sequences.get(stream.aggregate) ?? 0) + 1);
          sequences.set(stream.aggregate, stream.sequence);
        }
      }
    }
    assert.is(position, store.head);
  });

  test('a commit that was tampered with shows', async () => {
    const [commit] = await readWindow(mongo.logDb, 0, 1);
    assert.ok(commit !== undefined && isIntact(commit));
    if (commit === undefined) return;
    const [event] = commit.events;
    const forged = { ...commit, events: [{ ...event, data: { count: 999 } }] } as unknown as Commit;
    assert.not.ok(isIntact(forged));
    assert.not.ok(isIntact({ ...commit, at: new Date(0) }));
    assert.not.ok(isIntact({ ...commit, actor: { user: 'ben' } }));
  });

  test('the server itself rejects a second id, a second position and a second sequence', async () => {
    const [first, second] = await readWindow(mongo.logDb, 0, 2);
    if (first === undefined || second === undefined) throw new Error('two commits are needed');
    const free = { ...first, _id: randomUUID(), position: 1_000_000, events: [] };
    for (const [what, clash] of [
      ['_id', { ...free, _id: second._id }],
      ['position', { ...free, position: second.position }],
      [
        'sequence',
        { ...free, events: [...second.events, { ...first.events[0], stream: { aggregate: 'jar/none', sequence: 1 } }] },
      ],
    ] as const) {
      const error = (await rejects(commitsOf(mongo.logDb).insertOne(clash as Commit))) as { code?: number };
      assert.is(error.code, 11_000, what);
    }
    assert.is(await commitsOf(mongo.logDb).countDocuments({ position: 1_000_000 }), 0);
  });

  test('auditors see a row for each event, and preparing a log twice changes nothing', async () => {
    await prepareLog(mongo.logDb);
    const row = await mongo.logDb.collection('events').findOne({ position: 1 });
    assert.is(row?.['type'], 'TokensAdded');
    assert.is(row?.['sequence'], 1);
    assert.is(row?.['user'], 'ana');
  });

  test('processes that start at the same time on an empty database prepare it together', async () => {
    const log = mongo.client.db(`${mongo.logDb.databaseName}_new`);
    await Promise.all(Array.from({ length: 8 }, () => prepareLog(log)));
    assert.equal((await log.listCollections({ name: 'events' }).toArray()).length, 1);
    await log.dropDatabase();
  });

  test('a log without its unique index is not written to', async () => {
    const log = mongo.client.db(`${mongo.logDb.databaseName}_bare`);
    await log.collection('commits').createIndex({ position: 1 }, { name: 'position' });
    assert.match(String(await rejects(prepareLog(log))), /not unique/);
    await log.dropDatabase();
  });

  test('a store that closes finishes what it took on and takes no more', async () => {
    const closing = await EventStore.open({ log: mongo.logDb, ...jarDomain, timeZone });
    const work = closing.handle({
      id: randomUUID(),
      type: 'AddTokens',
      payload: { jarId: 'z', count: 1 },
      user: 'ana',
    });
    await closing.close();
    accepted(await work);
    const late = closing.handle({
      id: randomUUID(),
      type: 'AddTokens',
      payload: { jarId: 'z', count: 1 },
      user: 'ana',
    });
    assert.is(((await rejects(late)) as Error).name, 'LogBusy');
  });
});
