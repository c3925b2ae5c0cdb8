import type { HeadProof, SignedHead } from '../../../src/contracts/heads.ts';
import { type Commit, sealed } from '../../../src/event-store/commit.ts';
import { commitsOf } from '../../../src/event-store/log.ts';
import { readWindow } from '../../../src/event-store/read.ts';
import { startTestStack, type TestStack } from '../../../src/testing/http/stack.ts';
import { type TestMongo, testMongo } from '../../../src/testing/mongo.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { keepHead, keepKey, prepareHeads, signHead } from '../../../src/witness/heads.ts';
import { headKeyOf } from '../../../src/witness/signing-key.ts';
import { type Checked, check, type Known, type Means } from './check.ts';

const key = headKeyOf('5a'.repeat(32));

suite('a log that somebody rewrote', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  test.before(async () => {
    mongo = await testMongo();
    await prepareHeads(mongo.logDb);
    await keepKey(mongo.logDb, key, new Date());
    stack = await startTestStack(mongo);
    for (const bay of ['A1', 'A2', 'A3', 'A4']) {
      const item = { code: bay, name: `Kraft ${bay}`, kind: 'raw-material', unit: 'roll' } as const;
      await stack.send('RegisterStockItem', { itemId: bay.toLowerCase(), ...item, scale: 0, reorderPoint: 3 });
    }
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  const sign = async (position: number): Promise<SignedHead> => {
    const [commit] = await readWindow(mongo.logDb, position - 1, 1);
    assert.ok(commit);
    const signed = signHead(commit, new Date(), key);
    await keepHead(mongo.logDb, signed);
    return signed;
  };
  /** What a tablet asks, over HTTP; its browser knows no such signatures. */
  const means: Means = {
    proof: async (from, to) => {
      const { status, body } = await stack.get(`/api/heads?from=${from}&to=${to}`, { role: 'production_team' });
      assert.is(status, 200);
      return body as unknown as HeadProof;
    },
    verify: async () => undefined,
  };
  const look = async (known: Known | undefined, head: SignedHead): Promise<Checked> => await check(known, head, means);

  test('hashes and all is noticed by the next tablet that connects, and the first commit that differs is named', async () => {
    const end = stack.store.head;
    const before = await look(undefined, await sign(end - 3));
    assert.ok('known' in before);
    const after = await look(before.known, await sign(end));
    assert.ok('known' in after);

    // With the password of the database and this very code: one quantity, and every hash from there on.
    const changed = end - 1;
    let prev: string | undefined;
    for (const commit of await readWindow(mongo.logDb, changed - 1)) {
      const { hash: _, ...content } = commit;
      const events = commit.position === changed ? content.events.map(cheaper) : content.events;
      const rewritten = sealed({ ...content, events, prev: prev ?? content.prev });
      prev = rewritten.hash;
      await commitsOf(mongo.logDb).replaceOne({ _id: commit._id }, rewritten);
    }
    await mongo.logDb.collection('heads').deleteMany({});
    const found = await look(after.known, await sign(end));
    assert.ok('doubt' in found);
    assert.equal([found.doubt.kind, found.doubt.position], ['differs', changed]);
  });
});

suite('what a tablet says of the log', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { recordedAt: () => new Date('2026-11-12T01:00:00.000Z') });
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });
  const doubt = { kind: 'differs', position: 7, pinnedAt: '2026-11-12T00:00:00.000Z' };
  const tell = async (payload: object) => {
    const headers = { authorization: `Bearer ${stack.token('production_team')}` };
    return (await stack.ask({ method: 'POST', url: '/api/heads/doubts', payload, headers })).status;
  };

  test('stands in the security log, once', async () => {
    assert.equal([await tell(doubt), await tell(doubt)], [204, 204]);
    await stack.readModels.waitFor(stack.store.head, 10_000);
    const { body } = await stack.get('/api/security-log?month=2026-11', { role: 'auditor' });
    const noted = (body.items ?? []).filter(({ kind }) => kind === 'log-doubted');
    assert.equal(
      noted.map(({ doubt: what, from, userId }) => [what, from, userId]),
      [['differs', 7, 'production-team']],
    );
  });

  test('and what it asks is checked at the door', async () => {
    assert.equal([await tell({ ...doubt, kind: 'perhaps' }), await tell({ ...doubt, position: 0 })], [400, 400]);
    assert.is((await stack.ask({ method: 'GET', url: '/api/heads?from=1&to=2' })).status, 401);
    for (const query of ['from=0&to=1', 'from=1', 'from=a&to=b', 'from=1&to=2&more=1']) {
      assert.is((await stack.get(`/api/heads?${query}`)).status, 400, query);
    }
    const { body } = await stack.get('/api/heads?from=999999&to=1000000');
    assert.equal((body as unknown as HeadProof).hashes, []);
  });
});

function cheaper(event: Commit['events'][number]): Commit['events'][number] {
  return { ...event, data: { ...event.data, name: 'Something else' } };
}
