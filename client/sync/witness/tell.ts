import type { ask } from '../ask.ts';
import type { PinStore } from './pins.ts';

/** Tells the server what this device has found wrong with the log. Where it cannot be told now, it is with the next head. */
export async function tell(pins: PinStore, by: typeof ask): Promise<void> {
  const untold = await pins.untold();
  if (untold === undefined) return;
  const { problem } = await by('POST', '/api/heads/doubts', untold);
  if (problem === undefined) await pins.told();
}
