import { assert, suite } from '../testing/suite.ts';
import { openKeysFile, recoveryKeyOf, sealKeys } from './recovery-key.ts';

const key = '0123456789abcdef'.repeat(4);
const keys = { vaultKey: 'a'.repeat(64), headKeys: { first: 'b'.repeat(64) } };

suite('the recovery key', (test) => {
  test('is read as people type it', () => {
    assert.is(recoveryKeyOf(` ${key.toUpperCase().replace(/(.{4})/g, '$1 ')}\n`), key);
    for (const text of ['', 'abc', `${key}0`, key.replace('0', 'g')]) {
      assert.throws(() => recoveryKeyOf(text), /That is not a recovery key/);
    }
  });

  test('opens what it sealed, and no other key does', () => {
    const text = sealKeys(keys, key);
    assert.equal(openKeysFile(text, key), keys);
    assert.throws(() => openKeysFile(text, 'f'.repeat(64)), /does not open the keys of this backup/);
    assert.throws(() => openKeysFile(text.slice(0, -9), key), /does not open the keys of this backup/);
  });

  test('seals the same keys in the same way, and others under another nonce', () => {
    const nonceOf = (text: string) => (JSON.parse(text) as { nonce: string }).nonce;
    assert.is(sealKeys(keys, key), sealKeys(keys, key));
    assert.is.not(nonceOf(sealKeys({ ...keys, vaultKey: 'c'.repeat(64) }, key)), nonceOf(sealKeys(keys, key)));
  });
});
