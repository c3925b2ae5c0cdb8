import { line } from '../sync/connection.ts';

/** Why a button rests that needs the server at once: undefined while it is there. */
export function onlineOnly(): string | undefined {
  return line.value === 'offline' ? 'This needs the connection. What you entered is kept.' : undefined;
}
