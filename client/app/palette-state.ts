import { signal } from '@preact/signals';
import { store, stored } from '../sync/stored.ts';

/** Whether the palette is open. */
export const paletteWanted = signal(false);

const KEY = 'misty-letters';

/** Whether letters are keys. Who speaks to a device, or has a restless hand, can do without. */
export const lettersAreKeys = signal(stored(KEY) !== 'off');

export function chooseLetters(on: boolean): void {
  lettersAreKeys.value = on;
  store(KEY, on ? undefined : 'off');
}
