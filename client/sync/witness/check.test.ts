import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { HASHES_MAX } from '../../../src/contracts/hashes-max.ts';
import type { HeadProof, KeyStatement, SignedHead } from '../../../src/contracts/heads.ts';
import { canonical } from '../../../src/event-store/canonical.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { signHead } from '../../../src/witness/heads.ts';
import { type HeadKey, headKeyOf } from '../../../src/witness/signing-key.ts';
import { type Checked, check, type Known, type Means } from './check.ts';

const [first, second, stranger] = ['11', '22', '33'].map((byte) => headKeyOf(byte.repeat(32))) as [
  HeadKey,
  HeadKey,
  HeadKey,
];
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** A log, as far as a tablet sees it: its hashes, who signs, and who vouches for whom. */
class Server {
  hashes: string[];
  key: HeadKey = first;
  statements: KeyStatement[] = [{ key: { id: first.id, public: first.public, since: '2026-11-01T00:00:00.000Z' } }];
  asked = 0;

  constructor(length: number) {
    this.hashes = Array.from({ length }, (_, index) => hashOf(index + 1));
  }

  head(position = this.hashes.length): SignedHead {
    return signHead({ position, hash: this.hashes[position - 1] ?? '' }, new Date(Date.UTC(2026, 10, 12)), this.key);
  }

  /** Another history from this position on: every hash after it is another one too. */
  rewrite(from: number): void {
    this.hashes = this.hashes.map((hash, index) => (index + 1 < from ? hash : hashOf(-1 - index)));
  }

  vouch(key: HeadKey, by: HeadKey): void {
    const entry = { id: key.id, public: key.public, since: '2026-11-02T00:00:00.000Z' };
    this.statements.push({ key: entry, by: by.id, signature: by.sign(canonical(entry)) });
    this.key = key;
  }

  get means(): Means {
    return {
      proof: async (from, to): Promise<HeadProof> => {
        this.asked += 1;
        const end = Math.min(to, from + HASHES_MAX - 1);
        return { keys: this.statements, head: this.head(), from, hashes: this.hashes.slice(from - 1, end) };
      },
      verify: async (publicKey, text, signature) => {
        const der = Buffer.concat([SPKI, Buffer.from(publicKey, 'base64')]);
        const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
        return verifySignature(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
      },
    };
  }
}

function hashOf(seed: number): string {
  return (seed < 0 ? 'f' : '0') + Math.abs(seed).toString(16).padStart(63, '0');
}

function knownIn(checked: Checked): Known {
  if ('doubt' in checked) throw new Error(JSON.stringify(checked.doubt));
  return checked.known;
}

function doubtIn(checked: Checked) {
  return 'doubt' in checked ? [checked.doubt.kind, checked.doubt.position] : checked.known.pin;
}

suite('a tablet as a witness', (test) => {
  test('believes the first head, and each one that extends what it knows', async () => {
    const server = new Server(10);
    let known = knownIn(await check(undefined, server.head(), server.means));
    assert.equal([known.pin.position, known.trail.length, Object.keys(known.keys)], [10, 1, [first.id]]);
    for (const length of [11, 40, 41]) {
      while (server.hashes.length < length) server.hashes.push(hashOf(server.hashes.length + 1));
      known = knownIn(await check(known, server.head(), server.means));
    }
    assert.equal(
      [known.pin.position, known.trail.length, known.earlier.map(({ position }) => position)],
      [41, 32, [10, 11, 40]],
    );
    // The same head again, and one that comes late, change nothing.
    assert.equal(knownIn(await check(known, server.head(), server.means)).earlier, known.earlier);
    assert.equal(knownIn(await check(known, server.head(20), server.means)), known);
  });

  test('names the first commit that is another one, signed with the right key or not', async () => {
    const server = new Server(10);
    let known = knownIn(await check(undefined, server.head(), server.means));
    while (server.hashes.length < 60) server.hashes.push(hashOf(server.hashes.length + 1));
    known = knownIn(await check(known, server.head(), server.means));
    server.rewrite(37);
    assert.equal(doubtIn(await check(known, server.head(), server.means)), ['differs', 37]);
    server.hashes.push(hashOf(61));
    assert.equal(doubtIn(await check(known, server.head(), server.means)), ['differs', 37]);
    assert.equal(doubtIn(await check(known, server.head(50), server.means)), ['differs', 37]);
    // Before what the device has hashes of, its earlier pins tell where.
    server.rewrite(4);
    assert.equal(doubtIn(await check(known, server.head(), server.means)), ['differs', 10]);
  });

  test('notices a log that was cut', async () => {
    const server = new Server(10);
    let known = knownIn(await check(undefined, server.head(), server.means));
    while (server.hashes.length < 60) server.hashes.push(hashOf(server.hashes.length + 1));
    known = knownIn(await check(known, server.head(), server.means));
    server.hashes.length = 50;
    assert.equal(doubtIn(await check(known, server.head(), server.means)), ['shorter', 51]);
    // What the newest head names says nothing of where it was cut.
    assert.equal(doubtIn(await check(known, server.head(30), server.means)), ['shorter', 51]);
    server.hashes.length = 5;
    assert.equal(doubtIn(await check(known, server.head(), server.means)), ['shorter', 10]);
  });

  test('notices a head that the log does not bear out', async () => {
    const server = new Server(60);
    const known = knownIn(await check(undefined, server.head(50), server.means));
    const head = server.head();
    server.hashes[59] = hashOf(-1);
    assert.equal(doubtIn(await check(known, head, server.means)), ['differs', 60]);
  });

  test('takes a new key that a known one vouches for, and no other', async () => {
    const server = new Server(10);
    const known = knownIn(await check(undefined, server.head(), server.means));
    server.hashes.push(hashOf(11));
    server.key = stranger;
    server.statements.push({ key: { id: stranger.id, public: stranger.public, since: '' } });
    assert.equal(doubtIn(await check(known, server.head(), server.means)), ['key', 11]);
    server.statements.pop();
    server.vouch(second, first);
    const after = knownIn(await check(known, server.head(), server.means));
    assert.equal(Object.keys(after.keys).sort(), [first.id, second.id].sort());
    server.statements.push({
      key: { id: stranger.id, public: stranger.public, since: '' },
      by: second.id,
      signature: 'AAAA',
    });
    server.key = stranger;
    assert.equal(doubtIn(await check(after, server.head(), server.means)), ['key', 11]);
  });

  test('notices a signature that does not fit, and passes over what its browser cannot check', async () => {
    const server = new Server(10);
    const known = knownIn(await check(undefined, server.head(), server.means));
    const forged = { ...server.head(), signature: first.sign('something else') };
    assert.equal(doubtIn(await check(known, forged, server.means)), ['signature', 10]);
    const old: Means = { ...server.means, verify: async () => undefined };
    assert.is(knownIn(await check(known, forged, old)).pin.position, 10);
  });

  test('catches up in few answers, however long it was away', async () => {
    const server = new Server(10);
    const known = knownIn(await check(undefined, server.head(), server.means));
    while (server.hashes.length < 60_000) server.hashes.push(hashOf(server.hashes.length + 1));
    server.asked = 0;
    const after = knownIn(await check(known, server.head(), server.means));
    assert.ok(server.asked <= 5, String(server.asked));
    assert.equal([after.pin.position, after.trail.length], [60_000, HASHES_MAX]);
    server.rewrite(5);
    assert.equal(doubtIn(await check(after, server.head(), server.means)), ['differs', 10]);
  });
});
