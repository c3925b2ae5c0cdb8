import { assert, suite } from '../testing/suite.ts';
import { backupLights } from './judge.ts';
import type { BackupNotes } from './notes.ts';

const now = new Date('2026-11-30T15:00:00Z');
const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const made = (hours: number) => ({ at: before(hours), target: '/mnt/nas', set: '1', position: 1, bytes: 1 });
const checked = (hours: number) => ({ ...made(hours), events: 1, readModels: 1, seconds: 1 });
const lights = (notes: BackupNotes) =>
  backupLights(notes, { folder: '/mnt/nas', now }).map(({ state, detail, remedy }) => [state, detail, remedy]);

suite('how the backups are', (test) => {
  test('all is well while they are made each night and tried each week', () => {
    assert.equal(lights({ made: made(20), checked: checked(72), kit: { at: now } }), [
      ['ok', 'made 20 hours ago, in /mnt/nas', undefined],
      ['ok', 'restored and checked 3 days ago', undefined],
      ['ok', 'was shown to be printed', undefined],
    ]);
  });

  test('an old one turns to a warning, and then to red', () => {
    assert.equal(lights({ made: made(27) })[0], ['warn', 'made 27 hours ago, in /mnt/nas', 'misty backup']);
    assert.equal(lights({ made: made(73) })[0]?.[0], 'fail');
    assert.equal(lights({ made: made(1), checked: checked(9 * 24) })[1]?.[0], 'warn');
  });

  test('a failure is red at once, though the one before is young', () => {
    const failed = { at: before(1), target: '/mnt/nas', message: '/mnt/nas cannot be used.' };
    assert.equal(lights({ made: made(20), failed })[0]?.slice(0, 2), [
      'fail',
      'the last one failed 60 minutes ago: /mnt/nas cannot be used.',
    ]);
    assert.is(lights({ made: made(1), checked: { ...checked(1), fault: 'It differs.' } })[1]?.[0], 'fail');
  });

  test('none at all says what to do', () => {
    assert.equal(
      backupLights({}, { folder: undefined, now }).map(({ state, remedy }) => [state, remedy]),
      [
        ['warn', 'misty backup --to FOLDER'],
        ['warn', undefined],
        ['warn', 'misty kit'],
      ],
    );
  });
});
