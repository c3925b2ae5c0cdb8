import { randomUUID } from 'node:crypto';
import { JarStores, until } from '../testing/jar-stores.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { LogUnavailable } from './errors.ts';

suite('event store without its database', (test) => {
  let stores: JarStores;
  test.before(async () => {
    stores = await JarStores.open();
  });
  test.after(() => stores.close());
  const add = (id: string) => stores.send('AddTokens', { jarId: 'a', count: 1 }, id);

  test('an answer that is lost on the way is looked up: recorded once, answered as accepted', async () => {
    await add(randomUUID());
    await stores.occupyLane();
    const [first = '', ...rest] = Array.from({ length: 8 }, () => randomUUID());
    const outcomes = [add(first)];
    stores.proxy.letThrough();
    stores.proxy.swallowAnswersTo(stores.inserts);
    // The first is in, but nobody has been told; the others wait behind it.
    await until(() => stores.recorded(first));
    outcomes.push(...rest.map(add));
    stores.proxy.comeBack();
    for (const outcome of await Promise.all(outcomes)) assert.ok(outcome.accepted);
    for (const id of rest) assert.ok(await stores.recorded(id));
  });

  test(
    'a database that went away gives a plain error, nothing is recorded, and it mends by itself',
    async () => {
      await stores.answered('AddTokens', { jarId: 'a', count: 1 });
      const before = stores.store.head;
      stores.proxy.goAway();
      const id = randomUUID();
      const error = await rejects(add(id), LogUnavailable);
      assert.ok(error.retryAfterSeconds > 0);
      assert.match(error.message, /Send the same command again/);
      // From now on nobody waits in vain.
      const started = performance.now();
      await rejects(add(randomUUID()), LogUnavailable);
      assert.ok(performance.now() - started < 2_000);
      assert.not(await stores.recorded(id));
      stores.proxy.comeBack();
      assert.ok((await stores.answered('AddTokens', { jarId: 'a', count: 1 }, id)).accepted);
      assert.ok(await stores.recorded(id));
      assert.ok(stores.store.head > before);
    },
    { timeoutMs: 60_000 },
  );

  test(
    'what was warm before the outage is right after it, although others wrote meanwhile',
    async () => {
      const jarId = randomUUID();
      await stores.answered('AddTokens', { jarId, count: 1 });
      stores.proxy.goAway();
      await stores.send('AddTokens', { jarId, count: 1_000 }, randomUUID(), stores.other);
      await stores.knowsThatItIsAway();
      stores.proxy.comeBack();
      assert.ok((await stores.answered('TakeTokens', { jarId, count: 1_001 })).accepted);
    },
    { timeoutMs: 60_000 },
  );
});
