import { setTimeout as pause } from 'node:timers/promises';
import { assert, suite } from '../testing/suite.ts';
import { Silence } from './silence.ts';

suite('silence', (test) => {
  test('is told once it lasts, and again after a word in between', async () => {
    const silence = new Silence({ beatMs: 5, beatsMax: 3 });
    const started = performance.now();
    let told: () => void = () => undefined;
    const stop = silence.watch(() => told());
    for (let times = 0; times < 2; times += 1) {
      await new Promise<void>((resolve) => {
        told = resolve;
      });
      await silence.until(Promise.resolve());
    }
    assert.ok(performance.now() - started >= 2 * 2 * 5);
    stop();
  });

  test('is not told as long as something is heard', async () => {
    const silence = new Silence({ beatMs: 20, beatsMax: 3 });
    let times = 0;
    const stop = silence.watch(() => {
      times += 1;
    });
    for (let word = 0; word < 30; word += 1) assert.is(await silence.until(pause(5, word)), word);
    stop();
    assert.is(times, 0);
  });

  test('is not held against a database that spoke while the process was held up', async () => {
    const silence = new Silence({ beatMs: 10, beatsMax: 3 });
    let times = 0;
    const stop = silence.watch(() => {
      times += 1;
    });
    const heldUpUntil = performance.now() + 100;
    while (performance.now() < heldUpUntil);
    await silence.until(pause(0));
    assert.is(times, 0);
    stop();
  });
});
