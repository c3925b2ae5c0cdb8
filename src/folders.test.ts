import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeFolder } from './folders.ts';
import { assert, rejects, suite } from './testing/suite.ts';

suite('making folders', (test) => {
  let root: string;
  test.before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'misty-folders-'));
  });
  test.after(() => rm(root, { recursive: true }));

  test('makes what is missing, with its mode, also when two do it at once, and again', async () => {
    const folder = path.join(root, 'a', 'b', 'c');
    await Promise.all([makeFolder(folder, 0o700), makeFolder(folder, 0o700)]);
    await makeFolder(folder, 0o700);
    assert.is((await stat(folder)).mode & 0o777, 0o700);
  });

  test('ends with an error where nothing can be made', async () => {
    const file = path.join(root, 'file');
    await writeFile(file, '');
    assert.ok(await rejects(makeFolder(file)));
    assert.ok(await rejects(makeFolder(path.join(file, 'below'))));
    if (process.platform === 'linux') assert.ok(await rejects(makeFolder('/proc/misty/below')));
  });
});
