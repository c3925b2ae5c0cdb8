import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assert, rejects, suite } from '../testing/suite.ts';
import { fixedKeys, openKeys, rotateKeys } from './keys.ts';

const HOUR = 3_600;

suite('signing keys', (test) => {
  let data: string;
  const folder = () => path.join(data, 'keys');
  test.before.each(async () => {
    data = await mkdtemp(path.join(tmpdir(), 'misty-keys-'));
  });
  test.after.each(() => rm(data, { recursive: true, force: true }));

  test('are made on first use, for this user alone, and are the same afterwards', async () => {
    const first = await openKeys(data);
    assert.match(first.signing.secret, /^[0-9a-f]{64}$/);
    assert.equal((await openKeys(data)).signing, first.signing);
    for (const name of await readdir(folder())) {
      assert.is((await stat(path.join(folder(), name))).mode & 0o777, 0o600);
    }
    assert.not.ok(first.signing.secret.includes(first.signing.kid));
  });

  test('follow one another: the new one signs, the old one is still known', async () => {
    const { signing: old } = await openKeys(data);
    const rotated = await rotateKeys(data, 8 * HOUR);
    assert.equal([rotated.kept, rotated.deleted], [1, 0]);
    const keys = await openKeys(data);
    assert.is(keys.signing.kid, rotated.kid);
    assert.equal(await keys.find(old.kid), { ...(await keys.find(old.kid)), secret: old.secret });
    assert.is(await keys.find('no such key'), undefined);
  });

  test('follow one another also when the clock is set back', async () => {
    const { signing: first } = await openKeys(data);
    const ahead = await rotateKeys(data, 8 * HOUR);
    const [name = ''] = (await readdir(folder())).filter((one) => one !== 'first');
    const later = String(Date.now() + HOUR * 1_000);
    await rename(path.join(folder(), name), path.join(folder(), `${later}${name.slice(name.indexOf('-'))}`));
    const rotated = await rotateKeys(data, 8 * HOUR);
    assert.is(new Set([first.kid, ahead.kid, rotated.kid]).size, 3);
    assert.is((await openKeys(data)).signing.kid, rotated.kid);
  });

  test('are deleted once everything that they signed has lapsed, and not before', async () => {
    await openKeys(data);
    const madeAt = (hoursAgo: number) => String(Date.now() - hoursAgo * HOUR * 1_000);
    const rename_ = async (prefix: string) => {
      const newest =
        (await readdir(folder()))
          .filter((name) => name !== 'first')
          .sort()
          .at(-1) ?? '';
      await rename(path.join(folder(), newest), path.join(folder(), `${prefix}-${newest.slice(-8)}`));
    };
    // The second key followed the first one nine hours ago, the third one the second an hour ago.
    await rotateKeys(data, 8 * HOUR);
    await rename_(madeAt(9));
    await rotateKeys(data, 100 * HOUR);
    await rename_(madeAt(1));
    assert.is((await readdir(folder())).length, 3);
    const rotated = await rotateKeys(data, 8 * HOUR);
    assert.equal([rotated.kept, rotated.deleted], [2, 1]);
    assert.not.ok((await readdir(folder())).includes('first'));
  });

  test('that others can read are refused', async () => {
    await openKeys(data);
    await writeFile(path.join(folder(), '1700000000000-0123abcd'), `${'ab'.repeat(32)}\n`, { mode: 0o644 });
    assert.match(((await rejects(openKeys(data))) as Error).message, /can be read by others/);
  });

  test('from the environment sign with the first and know the others', async () => {
    const keys = fixedKeys(['one secret', 'another secret']);
    assert.is(keys.signing.secret, 'one secret');
    const other = fixedKeys(['another secret']).signing;
    assert.equal(await keys.find(other.kid), other);
    assert.is(await keys.find('x'), undefined);
  });
});
