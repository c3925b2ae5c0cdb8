import { randomUUID } from 'node:crypto';
import { CommitMaker } from '../testing/commits.ts';
import { jarDomain } from '../testing/jar.ts';
import { JarStores, timeZone, until } from '../testing/jar-stores.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { type Commit, sealed } from './commit.ts';
import { CommandIdReused, LogBroken, LogReplaced } from './errors.ts';
import { commitsOf } from './log.ts';
import { readLast, readWindow } from './read.ts';
import { EventStore } from './store.ts';
import { verifyLog } from './verify.ts';

/** What an acknowledged command rests on. Each promise here was once broken on purpose, and no other test noticed. */
suite('event store: what an answer promises', (test) => {
  let stores: JarStores;
  test.before(async () => {
    stores = await JarStores.open();
  });
  test.after.each(() => stores.proxy.letThrough());
  test.after(() => stores.close());

  test('every insert asks for a majority and for the journal', async () => {
    stores.writeConcerns.length = 0;
    await stores.answered('AddTokens', { jarId: randomUUID(), count: 1 });
    assert.equal(stores.writeConcerns, [{ w: 'majority', j: true }]);
  });

  test('an insert that the server could not make durable is looked up before anybody is answered', async () => {
    const jarId = randomUUID();
    await stores.answered('AddTokens', { jarId, count: 5 });
    stores.inserts.clear();
    let altered = 0;
    stores.proxy.alterAnswersTo(stores.inserts, (answer) => {
      altered += 1;
      if (altered > 1) return answer;
      return {
        ...answer,
        writeConcernError: { code: 64, codeName: 'WriteConcernFailed', errmsg: 'not enough members' },
      };
    });
    const id = randomUUID();
    const outcome = stores.send('TakeTokens', { jarId, count: 2 }, id);
    await until(() => altered > 0);
    const { accepted, ...rest } = await outcome;
    assert.ok(accepted);
    assert.ok('replayed' in rest && rest.replayed, 'the answer comes from the log, not from the insert');
    const { fault } = await verifyLog(stores.mongo.logDb);
    assert.is(fault, undefined);
  });

  test('the id of a command that is under way is not taken by another payload', async () => {
    const jarId = randomUUID();
    await stores.answered('AddTokens', { jarId, count: 9 });
    const id = randomUUID();
    await stores.occupyLane();
    const first = stores.send('TakeTokens', { jarId, count: 2 }, id);
    const twin = stores.send('TakeTokens', { jarId, count: 2 }, id);
    await rejects(stores.send('TakeTokens', { jarId, count: 3 }, id), CommandIdReused);
    await rejects(
      stores.store.handle({ id, type: 'TakeTokens', payload: { jarId, count: 2 }, user: 'ben' }),
      CommandIdReused,
    );
    stores.proxy.letThrough();
    const [one, other] = await Promise.all([first, twin]);
    assert.ok(one.accepted && other.accepted);
    assert.is(one.position, other.position);
  });

  /** What somebody else wrote, as it should not be. */
  const forgedAfter = async (ahead: number, prevOf: (last: Commit) => string | undefined) => {
    const last = await readLast(stores.mongo.logDb);
    if (last === undefined) throw new Error('The log is empty.');
    const { hash, ...content } = new CommitMaker().make([['jar/foreign', 'TokensAdded', { count: 1 }]]);
    const { position, at } = last;
    return { last, forged: sealed({ ...content, position: position + ahead, at, prev: prevOf(last) ?? hash }) };
  };

  test('a gap is not read over', async () => {
    const log = stores.mongo.logDb;
    const { last, forged } = await forgedAfter(2, ({ hash }) => hash);
    await commitsOf(log).insertOne(forged);
    await rejects(readWindow(log, last.position), LogBroken);
    await commitsOf(log).deleteOne({ _id: forged._id });
  });

  test('a commit of somebody else that does not name the one before it is not built upon', async () => {
    const log = stores.mongo.logDb;
    const { last, forged } = await forgedAfter(1, () => undefined);
    const store = await EventStore.open({ log, ...jarDomain, timeZone });
    await commitsOf(log).insertOne(forged);
    const add = { type: 'AddTokens', payload: { jarId: randomUUID(), count: 1 }, user: 'ana' };
    await rejects(store.handle({ id: randomUUID(), ...add }), LogReplaced);
    assert.is((await readLast(log))?._id, forged._id, 'nothing stands behind it');
    assert.is(store.head, last.position, 'it is not taken over');
    await store.close();
  });
});
