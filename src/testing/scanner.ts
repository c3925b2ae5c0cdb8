import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';

/**
 * Types as a barcode scanner does: a key each 8 ms, and Enter at the end. The times are those of the keyboard, and the
 * keys go to the browser in one go, so a busy machine does not make a slow scanner of it.
 */
export async function scan(page: Page, text: string, gapMs = 8): Promise<void> {
  const keyboard = await page.context().newCDPSession(page);
  const from = Date.now();
  let at = 0;
  const sent: Promise<unknown>[] = [];
  for (const key of [...text, 'Enter']) {
    const typed = key === 'Enter' ? '\r' : key;
    const timestamp = (from + at * gapMs) / 1_000;
    at += 1;
    const code = key === 'Enter' ? 13 : key.toUpperCase().charCodeAt(0);
    const event = { key, timestamp, windowsVirtualKeyCode: code };
    sent.push(keyboard.send('Input.dispatchKeyEvent', { type: 'keyDown', text: typed, ...event }));
    sent.push(keyboard.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event }));
  }
  await Promise.all(sent);
  // The browser takes the keys faster than the scanner types them. What comes next comes after the last of them.
  await setTimeout(Math.max(0, from + at * gapMs - Date.now()));
  await keyboard.detach();
}
