import { randomUUID } from 'node:crypto';
import { jarDomain } from '../testing/jar.ts';
import { JarStores, timeZone } from '../testing/jar-stores.ts';
import { eventually } from '../testing/misty.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import type { Commit } from './commit.ts';
import { LogReplaced, LogUnavailable } from './errors.ts';
import { commitsOf } from './log.ts';
import { EventStore } from './store.ts';
import { verifyLog } from './verify.ts';

const WRITERS = 8;

suite('the log under a running service goes back', (test) => {
  let stores: JarStores;
  test.before.each(async () => {
    stores = await JarStores.open();
    for (let count = 0; count < 10; count += 1) await add();
  });
  test.after.each(() => stores.close());

  const add = (id = randomUUID()) => stores.send('AddTokens', { jarId: 'a', count: 1 }, id);
  const commits = () => commitsOf(stores.mongo.logDb);
  const all = (): Promise<Commit[]> =>
    commits()
      .find({}, { sort: { position: 1 } })
      .toArray();
  /** As an operator does it: everything goes, and what is in the copy comes. */
  const restore = async (copy: readonly Commit[]): Promise<void> => {
    await commits().deleteMany({});
    if (copy.length > 0) await commits().insertMany([...copy]);
  };
  const isDense = async (length: number): Promise<void> => {
    assert.equal(
      (await all()).map(({ position }) => position),
      Array.from({ length }, (_, index) => index + 1),
    );
    assert.is((await verifyLog(stores.mongo.logDb)).fault, undefined);
  };
  const notices = () => eventually('it is noticed', () => stores.store.replaced !== undefined);
  const refused = async (): Promise<void> => {
    const { message } = await rejects(add(), LogReplaced);
    assert.match(message, /^The log was replaced by an older or another one: commit \d+/);
    assert.match(message, /restart Misty/);
    assert.match(message, /put the newest copy of the database back/);
  };

  test('with the next command right behind it: nothing is written after a gap', async () => {
    await restore((await all()).slice(0, 6));
    await refused();
    await isDense(6);
  });

  test('while nobody does anything: it is noticed by itself, and writing stops', async () => {
    await restore((await all()).slice(0, 6));
    await notices();
    await refused();
    await isDense(6);
  });

  test('to nothing at all', async () => {
    await restore([]);
    await refused();
    await isDense(0);
  });

  test('and forth again: with the newest copy back it goes on by itself', async () => {
    const newest = await all();
    await restore(newest.slice(0, 6));
    await notices();
    await restore(newest);
    await eventually('it is settled', () => stores.store.replaced === undefined);
    assert.ok((await add()).accepted);
    await isDense(newest.length + 1);
  });

  test('to another log, however long that one is', async () => {
    const { length } = await all();
    for (const longer of [0, 3]) {
      await restore((await all()).slice(0, 4));
      const another = await EventStore.open({ log: stores.mongo.logDb, ...jarDomain, timeZone });
      const more = { type: 'AddTokens', payload: { jarId: 'b', count: 1 }, user: 'ben' };
      while (another.head < length + longer) await another.handle({ id: randomUUID(), ...more });
      await another.close();
      await eventually('it is noticed', () => /is another one there/.test(stores.store.replaced?.message ?? ''));
      await refused();
      await isDense(length + longer);
    }
  });

  test('during an outage: the first thing afterwards is to look', async () => {
    const newest = await all();
    stores.proxy.goAway();
    await rejects(add(), LogUnavailable);
    await restore(newest.slice(0, 6));
    stores.proxy.comeBack();
    await notices();
    await refused();
    await isDense(6);
  });

  test('between two batches of writers that never pause', async () => {
    const newest = await all();
    // What the lane hears next is old: at that time all was well.
    await stores.occupyLane();
    const outcomes = Array.from({ length: WRITERS }, () => rejects(add(), LogReplaced));
    await restore(newest.slice(0, 6));
    stores.proxy.letThrough();
    await Promise.all(outcomes);
    await isDense(6);
  });
});
