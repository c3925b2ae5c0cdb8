import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadOrMakeSecret, SecretError } from './secrets.ts';
import { assert, rejects, suite } from './testing/suite.ts';

const REMEDY = 'It opens the shed: put it back.';

suite('a kept secret', (test) => {
  let root: string;
  let folder: string;
  test.before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'misty-secrets-'));
    folder = path.join(root, 'new', 'data');
  });
  test.after(() => rm(root, { recursive: true, force: true }));

  test('is made once, and is the same for all who ask at the same time', async () => {
    const asked = await Promise.all(Array.from({ length: 20 }, () => loadOrMakeSecret(folder, 'jwt', REMEDY)));
    assert.is(new Set(asked).size, 1);
    assert.match(asked[0] ?? '', /^[0-9a-f]{64}$/);
    assert.is(await loadOrMakeSecret(folder, 'jwt', REMEDY), asked[0]);
    assert.equal(await readdir(folder), ['jwt'], 'nothing is left behind');
  });

  test('is another one under another name', async () => {
    assert.is.not(await loadOrMakeSecret(folder, 'one', REMEDY), await loadOrMakeSecret(folder, 'other', REMEDY));
  });

  test('can be read by nobody else', async () => {
    await loadOrMakeSecret(folder, 'private', REMEDY);
    assert.is((await stat(folder)).mode & 0o777, 0o700);
    assert.is((await stat(path.join(folder, 'private'))).mode & 0o777, 0o600);
  });

  test('is refused once others can read it', async () => {
    await loadOrMakeSecret(folder, 'shared', REMEDY);
    await chmod(path.join(folder, 'shared'), 0o640);
    const error = await rejects(loadOrMakeSecret(folder, 'shared', REMEDY), SecretError);
    assert.match(error.message, /can be read by others/);
  });

  test('is refused with what is lost and what to do when it was cut off', async () => {
    await writeFile(path.join(folder, 'short'), 'abc\n', { mode: 0o600 });
    const error = await rejects(loadOrMakeSecret(folder, 'short', REMEDY), SecretError);
    assert.match(error.message, /short is damaged .* It opens the shed: put it back\.$/);
  });

  test('says in one sentence that it cannot be kept', async () => {
    const error = await rejects(loadOrMakeSecret(path.join(folder, 'jwt', 'below-a-file'), 'x', REMEDY), SecretError);
    assert.match(error.message, /^The secret .* cannot be read or written \(E\w+\)\.$/);
  });
});
