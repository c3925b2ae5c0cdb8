import 'fake-indexeddb/auto';
import { assert, suite } from '../../../src/testing/suite.ts';
import type { ask } from '../ask.ts';
import { openPins } from './pins.ts';
import { tell } from './tell.ts';

suite('what a device tells of a log that was changed', (test) => {
  test('is told again with each head until the server has heard it, once, and the device keeps it', async () => {
    const pins = await openPins();
    await pins.forget();
    const asked: unknown[] = [];
    let online = false;
    const by = (async (_method, path, doubt) => {
      asked.push([path, doubt]);
      return online ? {} : { problem: { code: 'offline' } };
    }) as typeof ask;
    await tell(pins, by);
    assert.equal(asked, [], 'nothing is wrong yet');
    const doubt = { kind: 'differs', position: 7, pinnedAt: '2026-11-12T00:00:00.000Z' } as const;
    await pins.keepDoubt(doubt);
    await tell(pins, by);
    online = true;
    await tell(pins, by);
    await tell(pins, by);
    assert.equal(asked, [
      ['/api/heads/doubts', doubt],
      ['/api/heads/doubts', doubt],
    ]);
    assert.equal(await pins.doubt(), doubt);
  });
});
