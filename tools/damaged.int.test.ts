import { cp, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { discardFolder, newDataFolder, runMisty, serveMisty } from '../src/testing/misty.ts';
import { oneSentence } from '../src/testing/one-sentence.ts';
import { assert, suite } from '../src/testing/suite.ts';

const command = ['serve', '--api-only'];

/** Processes start slowly on a machine that has much to do. */
const patient = { timeoutMs: 90_000 };

suite('misty serve, on a data folder that is damaged,', (test) => {
  let root: string;
  let whole: string;
  let data: string;
  test.before(async () => {
    root = await newDataFolder();
    whole = path.join(root, 'whole');
    await (await serveMisty(whole, { MISTY_DEMO: 'no' })).end('SIGTERM');
  });
  test.after(() => discardFolder(root));
  test.before.each(async () => {
    data = path.join(root, 'damaged');
    await cp(whole, data, { recursive: true, preserveTimestamps: true });
  });
  test.after.each(() => rm(data, { recursive: true, force: true }));

  const filesAreDamaged =
    /^The database files in .*\/db are damaged \(.*\)\. Keep that folder as it is, and put a backup/;
  const damages: Record<string, (db: string) => Promise<void>> = {
    'a table that is gone': (db) => rm(path.join(db, 'secantus_documents_sh0.wt')),
    'the root of all tables that is gone': (db) => rm(path.join(db, 'WiredTiger.turtle')),
    'the root of all tables that is empty': (db) => truncate(path.join(db, 'WiredTiger.turtle')),
    'the list of tables cut off': (db) => truncate(path.join(db, 'WiredTiger.wt'), 100),
    'tables cut off': async (db) => {
      for (let shard = 0; shard < 16; shard += 1) {
        await truncate(path.join(db, `secantus_documents_sh${shard}.wt`), 100).catch(() => undefined);
      }
    },
  };
  for (const [index, [what, damage]] of Object.entries(damages).entries()) {
    const asked = index % 2 === 0 ? command : ['status'];
    test(
      `says so of ${what}, and makes nothing in its place: misty ${asked[0]}`,
      async () => {
        await damage(path.join(data, 'db'));
        oneSentence(await runMisty(asked, data, { MISTY_DEMO: 'no' }), filesAreDamaged);
      },
      patient,
    );
  }

  const lost = ['database-service-password', 'database-operator-password', 'keys/first'];
  for (const file of lost) {
    test(
      `says of ${file} that nothing is lost with it, and what to do`,
      async () => {
        await writeFile(path.join(data, file), 'hunter2\n');
        const words = new RegExp(`/${file} is damaged .* nothing is lost with it: delete it\\.`);
        oneSentence(await runMisty(command, data, { MISTY_DEMO: 'no' }), words);
      },
      patient,
    );
  }

  test(
    'starts again once they are deleted',
    async () => {
      for (const file of lost) await rm(path.join(data, file));
      await (await serveMisty(data, { MISTY_DEMO: 'no' })).end('SIGTERM');
    },
    patient,
  );

  test(
    'says of a damaged vault key to put a copy back, and never to delete it',
    async () => {
      const vaultKey = path.join(data, 'vault-key');
      await writeFile(vaultKey, (await readFile(vaultKey, 'utf8')).slice(0, 20));
      const ran = await runMisty(command, data, { MISTY_DEMO: 'no' });
      oneSentence(ran, /vault-key is damaged .* keep the file, and put a copy of it back/);
      assert.not.match(ran.stderr, 'delete');
    },
    patient,
  );

  test(
    'says that the database does not know passwords of another folder',
    async () => {
      await writeFile(path.join(data, 'database-service-password'), `${'0d'.repeat(32)}\n`);
      oneSentence(await runMisty(command, data), /does not know the passwords beside it\. Nothing is lost: delete /);
    },
    patient,
  );

  test(
    'says of a secret that is a folder that it cannot be read',
    async () => {
      await rm(path.join(data, 'vault-key'));
      await mkdir(path.join(data, 'vault-key'), { mode: 0o700 });
      oneSentence(
        await runMisty(command, data, { MISTY_DEMO: 'no' }),
        /^The secret .*vault-key cannot be read or written/,
      );
    },
    patient,
  );
});
