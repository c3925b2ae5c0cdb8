import { line } from './connection.ts';

/**
 * Why a button rests that needs the server at once: undefined while it is there. `entered`: whether something was filled
 * in for it, which is not lost.
 */
export function onlineOnly(entered = true): string | undefined {
  if (line.value !== 'offline') return undefined;
  return entered ? 'This needs the connection. What you entered is kept.' : 'This needs the connection.';
}
