import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assert, suite } from '../testing/suite.ts';
import { openPushKey } from './push-key.ts';

suite('the key by which push services know this server', (test) => {
  let folder: string;
  test.before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'misty-push-key-'));
  });
  test.after(() => rm(folder, { recursive: true, force: true }));

  test('it is made on first run, for this user alone, and stays', async () => {
    const [first, again] = [await openPushKey(folder), await openPushKey(folder)];
    assert.equal(first, again);
    // A point of P-256, uncompressed, as browsers take it.
    const point = Buffer.from(first.publicKey, 'base64url');
    assert.equal([point.length, point[0], Buffer.from(first.privateKey, 'base64url').length], [65, 4, 32]);
    assert.is((await stat(path.join(folder, 'push-key'))).mode & 0o777, 0o600);
  });
});
