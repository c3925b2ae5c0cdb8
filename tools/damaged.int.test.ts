import { cp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
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

  test(
    'says so of tables that were cut off',
    async () => {
      for (let shard = 0; shard < 16; shard += 1) {
        await truncate(path.join(data, 'db', `secantus_documents_sh${shard}.wt`), 100).catch(() => undefined);
      }
      const words = /^The database files in .*\/db are damaged \(.*\)\. Keep that folder as it is, and put a backup/;
      oneSentence(await runMisty(command, data, { MISTY_DEMO: 'no' }), words);
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
});
