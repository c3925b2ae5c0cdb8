import { randomUUID } from 'node:crypto';
import { JarStores, until } from '../testing/jar-stores.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { LogUnavailable } from './errors.ts';
import { verifyLog } from './verify.ts';

/** An answer may be lost, late, or never come. What somebody is told is true. */
suite('event store: answers that are lost, late, or never come', (test) => {
  let stores: JarStores;
  test.before(async () => {
    stores = await JarStores.open();
  });
  test.after.each(async () => {
    stores.proxy.letThrough();
    const { fault } = await verifyLog(stores.mongo.logDb);
    assert.is(fault, undefined);
  });
  test.after(() => stores.close());
  const send: JarStores['send'] = (...command) => stores.send(...command);

  test('a whole batch whose answer is lost is looked up at once', async () => {
    const jarId = randomUUID();
    await send('AddTokens', { jarId, count: 100 });
    await stores.occupyLane();
    const ids = Array.from({ length: 60 }, () => randomUUID());
    const outcomes = Promise.all(ids.map((id) => send('TakeTokens', { jarId, count: 1 }, id)));
    stores.inserts.clear();
    stores.proxy.letThrough();
    stores.proxy.swallowAnswersTo(stores.inserts);
    await until(() => stores.recorded(ids.at(-1) ?? ''));
    stores.proxy.comeBack();
    for (const outcome of await outcomes) assert.ok(outcome.accepted);
    assert.ok(stores.inserts.size <= 3, `${stores.inserts.size} inserts for one that was lost`);
  });

  test(
    'nobody is told "no" about a command that may still arrive',
    async () => {
      const jarId = randomUUID();
      await stores.answered('AddTokens', { jarId, count: 1 });
      await stores.occupyLane();
      // One insert carries both. It lies on the line when the line breaks, and nobody gets an answer.
      const [add, id] = [randomUUID(), randomUUID()];
      const lost = [
        rejects(send('AddTokens', { jarId, count: 4 }, add), LogUnavailable),
        rejects(send('TakeTokens', { jarId, count: 5 }, id), LogUnavailable),
      ];
      stores.proxy.letThrough();
      stores.proxy.holdRequests(stores.inserts);
      await until(() => stores.proxy.holdsRequest());
      stores.proxy.goAway();
      await Promise.all(lost);
      stores.proxy.comeBack();
      // A "no" that writes nothing says that the database answers again.
      assert.not((await stores.answered('TakeTokens', { jarId: 'nowhere', count: 1 })).accepted);
      // Decided without what went before it, it would be refused too; but it is on its way.
      await rejects(send('TakeTokens', { jarId, count: 5 }, id), LogUnavailable);
      stores.proxy.deliverLate();
      await until(() => stores.recorded(id));
      const outcome = await stores.answered('TakeTokens', { jarId, count: 5 }, id);
      assert.ok(outcome.accepted && outcome.replayed);
    },
    { timeoutMs: 60_000 },
  );

  test(
    'a sender who was told "no" is not recorded after all when the database goes away behind that answer',
    async () => {
      const [jarId, elsewhere, refusedId, twice] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
      await stores.answered('AddTokens', { jarId: 'nowhere-else', count: 1 });
      await send('AddTokens', { jarId: elsewhere, count: 1 }, twice, stores.other);
      await stores.occupyLane();
      // One batch: the "no" is proven by the insert of the first, and then the last turns out to be a second try.
      const first = send('AddTokens', { jarId: elsewhere, count: 1 });
      const refused = send('TakeTokens', { jarId, count: 5 }, refusedId);
      const again = send('AddTokens', { jarId: elsewhere, count: 1 }, twice).catch(() => undefined);
      stores.proxy.letThrough();
      assert.ok((await first).accepted);
      assert.not((await refused).accepted);
      stores.proxy.goAway();
      // By now there would be enough.
      await send('AddTokens', { jarId, count: 5 }, randomUUID(), stores.other);
      await stores.knowsThatItIsAway();
      stores.proxy.comeBack();
      await again;
      // Once this one is through, so is all that was put back into the lane.
      assert.ok((await stores.answered('AddTokens', { jarId: elsewhere, count: 1 })).accepted);
      assert.is(await stores.recorded(refusedId), false);
      assert.ok((await stores.answered('TakeTokens', { jarId, count: 5 })).accepted);
    },
    { timeoutMs: 60_000 },
  );

  test(
    'nobody waits for a database that says nothing at all, and it mends by itself',
    async () => {
      const jarId = randomUUID();
      await stores.answered('AddTokens', { jarId, count: 1 });
      await stores.occupyLane();
      const started = performance.now();
      const ids = [randomUUID(), randomUUID()];
      await Promise.all(ids.map((id) => rejects(send('AddTokens', { jarId, count: 1 }, id), LogUnavailable)));
      // A read of the log may take ten seconds. Nobody is kept standing that long.
      assert.ok(performance.now() - started < 9_000, `${performance.now() - started} ms`);
      const at = performance.now();
      await rejects(send('AddTokens', { jarId, count: 1 }), LogUnavailable);
      assert.ok(performance.now() - at < 2_000);
      stores.proxy.letThrough();
      for (const id of ids) assert.ok((await stores.answered('AddTokens', { jarId, count: 1 }, id)).accepted);
      assert.not((await stores.answered('TakeTokens', { jarId, count: 4 })).accepted);
      assert.ok((await stores.answered('TakeTokens', { jarId, count: 3 })).accepted);
    },
    { timeoutMs: 60_000 },
  );
});
