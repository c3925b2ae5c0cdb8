import { CommitMaker } from '../testing/commits.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { type Commit, sealed } from './commit.ts';
import { commitsOf, prepareLog } from './log.ts';
import { verifyLog } from './verify.ts';

suite('the proof of a log', (test) => {
  let mongo: TestMongo;
  test.before(async () => {
    mongo = await testMongo();
  });
  test.before.each(async () => {
    await mongo.logDb.dropDatabase();
    await prepareLog(mongo.logDb);
  });
  test.after(() => mongo.close());

  /** Twelve commits of two jars, one of them written otherwise than the event store would. */
  const logWith = async (change: (commits: Commit[]) => void) => {
    const maker = new CommitMaker();
    const commits = Array.from({ length: 12 }, (_, index) =>
      maker.make([[`jar/${index % 2}`, 'TokensAdded', { count: 1 }]]),
    );
    change(commits);
    await commitsOf(mongo.logDb).insertMany(commits);
    return await verifyLog(mongo.logDb);
  };
  const replace = (commits: Commit[], position: number, by: (commit: Commit) => Commit) => {
    commits.forEach((commit, index) => {
      if (commit.position === position) commits[index] = by(commit);
    });
  };
  /** As somebody would who knows how hashes are made, and makes all those after it anew. */
  const forge = (commits: Commit[], position: number, by: (commit: Commit) => Omit<Commit, 'hash'>) => {
    let prev = '';
    commits.forEach((commit, index) => {
      const { hash: _, ...rest } = commit;
      if (commit.position === position) commits[index] = sealed(by(commit));
      else if (commit.position > position) commits[index] = sealed({ ...rest, prev });
      prev = commits[index]?.hash ?? '';
    });
  };

  test('finds nothing where nothing is wrong', async () => {
    const { hash, ...report } = await logWith(() => undefined);
    assert.equal(report, { commits: 12, events: 12, aggregates: 2 });
    assert.match(hash, /^[0-9a-f]{64}$/);
  });

  test('names a position that is missing, and what stands beyond it', async () => {
    const { fault, commits } = await logWith((all) => void all.splice(6, 1));
    assert.is(commits, 6);
    assert.equal(fault, { position: 7, detail: 'position 7 is missing' });
    const far = new CommitMaker().make([['jar/9', 'TokensAdded', { count: 1 }]]);
    await mongo.logDb.dropDatabase();
    await prepareLog(mongo.logDb);
    await commitsOf(mongo.logDb).insertOne({ ...far, position: 5_000 });
    assert.match(
      (await verifyLog(mongo.logDb)).fault?.detail ?? '',
      /^1 commits stand outside .*position 1 is missing$/,
    );
  });

  test('names what was changed after it was recorded', async () => {
    const other = [{ stream: { aggregate: 'jar/0', sequence: 3 }, type: 'TokensAdded', v: 1, data: { count: 9 } }];
    const { fault } = await logWith((all) => replace(all, 5, (commit) => ({ ...commit, events: other })));
    assert.is(fault?.position, 5);
    assert.match(fault?.detail ?? '', /does not fit its hash/);
  });

  test('names where a chain that was made anew does not fit what was there before', async () => {
    const { fault } = await logWith((all) =>
      replace(all, 5, ({ hash: _, ...commit }) => sealed({ ...commit, actor: { user: 'somebody else' } })),
    );
    assert.is(fault?.position, 6);
    assert.match(fault?.detail ?? '', /^the chain is broken/);
  });

  test('names a sequence that is left out, although every hash fits', async () => {
    const { fault } = await logWith((all) =>
      forge(all, 5, ({ hash: _, ...commit }) => {
        const events = commit.events.map((event) => ({ ...event, stream: { aggregate: 'jar/0', sequence: 40 } }));
        return { ...commit, events };
      }),
    );
    assert.equal(fault, { position: 5, detail: 'jar/0 has sequence 40 where 3 belongs' });
  });

  test('names time that goes back, although every hash fits', async () => {
    const { fault } = await logWith((all) =>
      forge(all, 5, ({ hash: _, ...commit }) => ({ ...commit, at: new Date(0) })),
    );
    assert.equal(fault, { position: 5, detail: 'the time goes back' });
  });

  test('takes what is written meanwhile as what it is', async () => {
    const maker = new CommitMaker();
    const next = () => maker.make([['jar/0', 'TokensAdded', { count: 1 }]]);
    await commitsOf(mongo.logDb).insertMany([next(), next()]);
    let landing: Promise<unknown> | undefined;
    const report = await verifyLog(mongo.logDb, () => {
      // Not awaited: it lands between two looks, as another process's would.
      landing ??= commitsOf(mongo.logDb).insertOne(next());
    });
    await landing;
    assert.is(report.fault, undefined);
  });
});
