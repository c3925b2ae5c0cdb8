import { type Connection, connection, offlineSince } from '../sync/connection.ts';
import { Core, type CoreState } from '../ui/core.tsx';
import { timeOfDay } from './time.ts';

/** The core and its word. Changes are announced politely. */
export function ConnectionWord() {
  const state = connection.value;
  const since = offlineSince.value;
  return (
    <span class="core-word" role="status">
      <Core state={cores[state]} />
      {state === 'live' && 'Live'}
      {state === 'sending' && 'Sending'}
      {state === 'sign-in-again' && 'Sign in again'}
      {state === 'offline' && (
        <>
          Offline{since !== undefined && <span class="wide-only"> since {timeOfDay(since)}</span>}
          <span class="then">Figures are as they were then</span>
        </>
      )}
    </span>
  );
}

const cores: Record<Connection, CoreState> = {
  live: 'live',
  sending: 'sending',
  offline: 'offline',
  'sign-in-again': 'stopped',
};
