import { assert, suite } from '../testing/suite.ts';
import { Presence } from './presence.ts';

const user = { id: 'u1', username: 'kylie', name: 'Kylie Tran', role: 'production_team' } as const;

suite('who is there', (test) => {
  test('counts the feeds of a device, and keeps when the last one ended', () => {
    let now = new Date('2026-11-12T00:00:00Z');
    const presence = new Presence(() => now);
    const ends = [1, 2].map(() => presence.follow({ id: 's1', deviceId: 'winding', user }, undefined));
    ends[0]?.();
    assert.equal(
      presence.all.map(({ id, isShared, feeds }) => [id, isShared, feeds]),
      [['winding', true, 1]],
    );
    now = new Date('2026-11-12T00:05:00Z');
    ends[1]?.();
    const [only] = presence.all;
    assert.equal([only?.feeds, only?.seenAt], [0, now]);
  });

  test('forgets those that were away the longest, and nobody who is there', () => {
    const presence = new Presence(() => new Date(0));
    presence.follow({ id: 'here', user }, undefined);
    for (let count = 0; count < 300; count += 1) presence.follow({ id: `s${count}`, user }, undefined)();
    const known = presence.all.map(({ id }) => id);
    assert.is(known.length, 200);
    assert.ok(known.includes('here') && known.includes('s299') && !known.includes('s0'));
  });
});
