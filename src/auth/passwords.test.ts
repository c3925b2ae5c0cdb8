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
    const german = await passwords.hash('sch\u00f6ne Rolle');
    assert.is(await passwords.verify(german, 'scho\u0308ne Rolle'), true, 'typed on another keyboard');
  });

  test('an unknown name is worked on as long as a known one, and never verifies', async () => {
    const hashed = await passwords.hash('roll of kraft');
    // Work, not time: on a busy machine a single round may take any time at all.
    const work = { known: 0, unknown: 0 };
    for (let round = 0; round < 5; round += 1) {
      let start = process.cpuUsage();
      await passwords.verify(hashed, 'wrong');
      work.known += microseconds(start);
      start = process.cpuUsage();
      assert.is(await passwords.verify(undefined, 'wrong'), false);
      work.unknown += microseconds(start);
    }
    assert.ok(work.unknown > work.known / 3 && work.unknown < work.known * 3, JSON.stringify(work));
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

/** Of all threads of this process. */
function microseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return user + system;
}
