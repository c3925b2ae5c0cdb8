import type { Db } from 'mongodb';
import { openDatabase } from '../src/database/open.ts';
import type { Commit } from '../src/event-store/commit.ts';
import { commitsOf } from '../src/event-store/log.ts';
import { readLast } from '../src/event-store/read.ts';
import { pointersOf } from '../src/projecting/pointers.ts';
import { discardFolder, newDataFolder, runMisty, serveMisty } from '../src/testing/misty.ts';
import { assert, suite } from '../src/testing/suite.ts';

/** Each command starts a database of its own here, because none serves. */
const patient = { timeoutMs: 90_000 };

suite('misty verify, where something is wrong,', (test) => {
  let folder: string;
  test.before(async () => {
    folder = await newDataFolder();
    assert.is((await runMisty(['seed'], folder)).code, 0);
    await (await serveMisty(folder)).end('SIGTERM');
  });
  test.after(() => discardFolder(folder));

  test(
    'names the row and the field of a read model that differs',
    async () => {
      await plant(async ({ views }) => {
        const generation = (await pointersOf(views).findOne({ _id: 'stock-levels' }))?.generation;
        const rows = views.collection<{ _id: string }>(`stock-levels.g${generation}`);
        const changed = await rows.updateOne({ _id: 'k120-980' }, { $set: { 'row.onHand': 74 } });
        assert.is(changed.modifiedCount, 1);
      });
      const { code, stdout } = await runMisty(['verify'], folder);
      assert.is(code, 1);
      const fault = 'stock-levels differs from a replay: k120-980: onHand is 74 and should be 75';
      assert.match(stdout, `Something is wrong. ${fault}.\n`);
      assert.match(stdout, /\nstock-levels: 1 of 20 rows differ/);
      assert.is((await runMisty(['rebuild', 'stock-levels'], folder)).code, 0);
      assert.is((await runMisty(['verify'], folder)).code, 0);
    },
    patient,
  );

  test(
    'names the position and the reason of a commit that somebody wrote past Misty',
    async () => {
      let bad = 0;
      await plant(async ({ log }) => {
        const last = await readLast(log);
        bad = (last?.position ?? 0) + 1;
        const forged = { ...last, _id: 'forged', position: bad, events: [], prev: last?.hash };
        await commitsOf(log).insertOne(forged as unknown as Commit);
      });
      const { code, stdout } = await runMisty(['verify', '--json'], folder);
      assert.is(code, 1);
      const { ok, fault, log, readModels } = JSON.parse(stdout);
      assert.is(ok, false);
      assert.match(fault, `the log at position ${bad}: the content does not fit its hash`);
      assert.is(log.commits, bad - 1);
      assert.equal(readModels, []);
    },
    patient,
  );

  /** Does something that no part of Misty does, as the one who may write. */
  async function plant(work: (databases: { log: Db; views: Db }) => Promise<void>) {
    const database = await openDatabase({ mongodbUri: undefined, dataFolder: folder, log: () => undefined });
    try {
      await database.asOperator((client) => work({ log: client.db('misty_log'), views: client.db('misty') }));
    } finally {
      await database.close();
    }
  }
});
