import { randomBytes } from 'node:crypto';
import { assert, suite } from '../testing/suite.ts';
import { createSeal, type Place, SealBroken } from './seal.ts';

const place: Place = { employeeId: 'e1', field: 'tax-file-number', ref: 'r1' };
const value = { taxFileNumber: '123456782' };

suite('a sealed detail', (test) => {
  const seal = createSeal(randomBytes(32));

  test('opens where it was sealed', () => {
    assert.equal(seal.open(place, seal.close(place, value)), value);
    const long = { accountName: 'לי 😀'.repeat(200) };
    assert.equal(seal.open(place, seal.close(place, long)), long);
  });

  test('never looks the same twice, and shows nothing of what is in it', () => {
    const seals = Array.from({ length: 200 }, () => seal.close(place, value));
    assert.is(new Set(seals.map(({ nonce }) => Buffer.from(nonce).toString('hex'))).size, seals.length);
    assert.is(new Set(seals.map(({ sealed }) => Buffer.from(sealed).toString('hex'))).size, seals.length);
    for (const { nonce, sealed } of seals) {
      assert.is(nonce.length, 12);
      assert.not(Buffer.from(sealed).includes('1234'));
    }
  });

  test('opens for nobody else, in no other field, and in no other document', () => {
    const sealed = seal.close(place, value);
    for (const other of [{ employeeId: 'e2' }, { field: 'bank-account' as const }, { ref: 'r2' }]) {
      assert.throws(() => seal.open({ ...place, ...other }, sealed), broken(/for somebody or something else/));
    }
    // Written in one line these two would be alike.
    const shifted = seal.close({ ...place, employeeId: 'e', ref: '1r1' }, value);
    assert.throws(() => seal.open(place, shifted), broken(/changed/));
  });

  test('does not open once any bit of it is another one', () => {
    const { keyId, nonce, sealed } = seal.close(place, value);
    for (const part of [nonce, sealed]) {
      for (let bit = 0; bit < part.length * 8; bit += 1) {
        const at = bit >> 3;
        part[at] = (part[at] ?? 0) ^ (1 << (bit & 7));
        assert.throws(() => seal.open(place, { keyId, nonce, sealed }), broken(/changed/));
        part[at] = (part[at] ?? 0) ^ (1 << (bit & 7));
      }
    }
    for (const length of [0, 1, 15, 16, sealed.length - 1]) {
      assert.throws(() => seal.open(place, { keyId, nonce, sealed: sealed.subarray(0, length) }), broken(/changed/));
    }
    assert.equal(seal.open(place, { keyId, nonce, sealed }), value);
  });

  test('does not open with another key, which is told apart without trying', () => {
    const other = createSeal(randomBytes(32));
    assert.is.not(other.keyId, seal.keyId);
    assert.throws(() => other.open(place, seal.close(place, value)), broken(new RegExp(`the key ${seal.keyId}, and`)));
    const forged = { ...seal.close(place, value), keyId: other.keyId };
    assert.throws(() => other.open(place, forged), broken(/changed/));
  });

  test('needs a whole key', () => {
    for (const length of [0, 16, 31, 33]) assert.throws(() => createSeal(randomBytes(length)), /32 bytes/);
  });
});

function broken(words: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof SealBroken && words.test(error.message) && !error.message.includes('1234');
}
