import { cp, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SecretDamaged } from '../secrets.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { startEmbedded } from './embedded.ts';
import { DamagedError } from './embedded-files.ts';
import { openDatabase } from './open.ts';

suite('a data folder that is damaged', (test) => {
  let root: string;
  let whole: string;
  let data: string;
  const start = async (dataFolder: string): Promise<void> => {
    const database = await startEmbedded({ dataFolder, log: () => undefined });
    await database.stop();
  };
  test.before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'misty-damaged-'));
    whole = path.join(root, 'whole');
    await start(whole);
  });
  test.after(() => rm(root, { recursive: true, force: true }));
  test.before.each(async () => {
    data = path.join(root, 'damaged');
    await cp(whole, data, { recursive: true });
  });
  test.after.each(() => rm(data, { recursive: true, force: true }));

  const damages: Record<string, (db: string) => Promise<void>> = {
    'a table that is gone': (db) => rm(path.join(db, 'secantus_users.wt')),
    'the root of all tables that is gone': (db) => rm(path.join(db, 'WiredTiger.turtle')),
    'the root of all tables that is empty': (db) => truncate(path.join(db, 'WiredTiger.turtle')),
    'the list of tables that was cut off': (db) => truncate(path.join(db, 'WiredTiger.wt'), 100),
  };
  for (const [what, damage] of Object.entries(damages)) {
    test(`is not begun anew for ${what}`, async () => {
      await damage(path.join(data, 'db'));
      const { message } = await rejects(start(data), DamagedError);
      assert.match(message, /are damaged \((secantus_users\.wt|WiredTiger\.\w+) (missing|cannot be read)\)/);
      assert.match(message, 'put a backup of the whole data folder in its place');
      assert.not.match(message, '\n');
    });
  }

  for (const file of ['database-service-password', 'database-operator-password']) {
    test(`says of ${file} that nothing is lost: deleted, it is made anew`, async () => {
      await writeFile(path.join(data, file), 'hunter2\n');
      const { message } = await rejects(start(data), SecretDamaged);
      assert.match(message, 'nothing is lost with it: delete it.');
      await rm(path.join(data, file));
      const database = await openDatabase({ mongodbUri: undefined, dataFolder: data, log: () => undefined });
      await database.close();
    });
  }

  test('says that the database does not know passwords of another folder', async () => {
    await writeFile(path.join(data, 'database-service-password'), `${'0d'.repeat(32)}\n`);
    const { message } = await rejects(
      openDatabase({ mongodbUri: undefined, dataFolder: data, log: () => undefined }),
      Error,
    );
    assert.match(message, /does not know the passwords beside it\. Nothing is lost: delete /);
  });
});
