import { eventually } from '../testing/misty.ts';
import { assert, suite } from '../testing/suite.ts';
import { type Clock, openClock } from './clock.ts';

const HOUR_MS = 3_600_000;
/** Longer than the machine may stop in the middle of a line, and far less than what clocks are apart here. */
const NEAR_MS = 5_000;

suite('the clock', (test) => {
  let clock: Clock;
  test.after.each(() => clock.close());
  const aheadMs = () => clock.now().getTime() - Date.now();

  test('tells the time of whom it asks, and it goes on', async () => {
    clock = await openClock(async () => new Date(Date.now() - 3 * HOUR_MS));
    assert.ok(Math.abs(aheadMs() + 3 * HOUR_MS) < NEAR_MS);
    const before = clock.now().getTime();
    await eventually('time goes on', () => clock.now().getTime() > before);
  });

  test('follows a database whose clock was set, and keeps the time while there is none', async () => {
    let told: Date | undefined = new Date();
    let failed = 0;
    const ask = async () => {
      if (told !== undefined) return told;
      failed += 1;
      throw new Error('The database is away.');
    };
    clock = await openClock(ask, 2);
    told = new Date(Date.now() + HOUR_MS);
    await eventually('it follows', () => Math.abs(aheadMs() - HOUR_MS) < NEAR_MS);
    told = undefined;
    await eventually('it has asked in vain', () => failed > 2);
    assert.ok(Math.abs(aheadMs() - HOUR_MS) < NEAR_MS);
  });

  test('is not moved by an answer that was on its way for longer than it would move it', async () => {
    let answers = 0;
    let slowMs = 0;
    const ask = async () => {
      const told = new Date();
      if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
      answers += 1;
      return told;
    };
    clock = await openClock(ask, 50);
    slowMs = 600;
    await eventually('slow answers come in', () => answers > 5);
    assert.ok(Math.abs(aheadMs()) < 200, 'not put back by half of the way');
  });
});
