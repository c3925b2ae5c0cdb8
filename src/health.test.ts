import { diskLight } from './health.ts';
import { assert, suite } from './testing/suite.ts';

const MB = 2 ** 20;
const light = (free: number | undefined) =>
  diskLight({ name: 'Disk', folder: '/var/lib/misty', free, keptFree: 500 * MB });

suite('room on a disk', (test) => {
  test('is well, worth a word, or too little, and says what to look at', () => {
    assert.equal(light(2_000 * MB), { name: 'Disk', state: 'ok', detail: '2.0 GB free in /var/lib/misty' });
    const { state, remedy } = light(1_999 * MB);
    assert.is(state, 'warn');
    assert.match(remedy ?? '', /^du .*\/var\/lib\/misty/);
    assert.equal([light(500 * MB).state, light(499 * MB).state], ['warn', 'fail']);
  });

  test('cannot be told of a folder that is gone, such as a share that is not mounted', () => {
    const { state, detail, remedy } = light(undefined);
    assert.equal([state, detail, remedy], ['fail', '/var/lib/misty is not there', 'findmnt --target /var/lib/misty']);
  });
});
