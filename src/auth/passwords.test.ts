import { assert, rejects, suite } from '../testing/suite.ts';
import { SignInSlowed } from './errors.ts';
import { createPasswords } from './passwords.ts';

suite('passwords', (test) => {
  const passwords = createPasswords();

  test('are hashed with argon2id at 19 MiB, two passes, one lane, each with its own salt', async () => {
    const hashed = await passwords.hash('roll of kraft');
    assert.match(hashed, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    assert.is.not(hashed, await passwords.hash('roll of kraft'));
  });

  test('verify, and others do not', async () => {
    const hashed = await passwords.hash('roll of kraft');
    assert.is(await passwords.verify(hashed, 'roll of kraft'), true);
    assert.is(await passwords.verify(hashed, 'Roll of kraft'), false);
  });

  test('an unknown name is worked on as long as a known one, and never verifies', async () => {
    const hashed = await passwords.hash('roll of kraft');
    const durations = { known: Infinity, unknown: Infinity };
    // The quickest of some, because a busy machine makes any single one slow.
    for (let round = 0; round < 5; round += 1) {
      let start = performance.now();
      await passwords.verify(hashed, 'wrong');
      durations.known = Math.min(durations.known, performance.now() - start);
      start = performance.now();
      assert.is(await passwords.verify(undefined, 'wrong'), false);
      durations.unknown = Math.min(durations.unknown, performance.now() - start);
    }
    assert.ok(durations.unknown > durations.known / 3, JSON.stringify(durations));
  });

  test('wait for their turn, and are refused when too many wait', async () => {
    const narrow = createPasswords({ atOnce: 1, waitingMax: 2 });
    const tries = [1, 2, 3].map((n) => narrow.hash(`password ${n}`));
    const error = await rejects(narrow.hash('one too many'), SignInSlowed);
    assert.ok(error.retryAfterSeconds > 0);
    assert.is(new Set(await Promise.all(tries)).size, 3);
    assert.ok(await narrow.hash('free again'));
  });
});
