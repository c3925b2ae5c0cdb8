import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addKeyFile, loadKeyFiles, openKeyFiles } from './key-files.ts';
import { assert, suite } from './testing/suite.ts';
import { rotateHeadKey } from './witness/head-keys.ts';
import { headKeyOf } from './witness/signing-key.ts';

suite('keys in files', (test) => {
  let data: string;
  test.before.each(async () => {
    data = await mkdtemp(path.join(tmpdir(), 'misty-key-files-'));
  });
  test.after.each(() => rm(data, { recursive: true, force: true }));

  test('the first is made when the folder is opened, and not when it is only read', async () => {
    assert.equal(await loadKeyFiles(data, ''), []);
    const [first, ...others] = await openKeyFiles(data, '');
    assert.equal([others, await loadKeyFiles(data, '')], [[], [first]]);
    const added = await addKeyFile(data, '', first);
    assert.equal(
      (await openKeyFiles(data, '')).map(({ secret }) => secret),
      [added, first.secret],
    );
  });

  test('a key that signs heads is the newest, also when the clock is set back', async () => {
    await rotateHeadKey(data);
    const folder = path.join(data, 'head-keys');
    const [name = ''] = (await readdir(folder)).filter((one) => one !== 'first');
    const inAnHour = `${Date.now() + 3_600_000}${name.slice(name.indexOf('-'))}`;
    await rename(path.join(folder, name), path.join(folder, inAnHour));
    const id = await rotateHeadKey(data);
    const [newest] = await openKeyFiles(folder, '');
    assert.is(headKeyOf(newest.secret).id, id);
  });
});
