import { roleWords } from '#contracts/permissions.ts';
import type { SessionUser } from '#contracts/user.ts';
import { type Connection, connection, offlineSince, outboxCount, sendingCount } from '../sync/connection.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Core, type CoreState } from '../ui/core.tsx';
import { Icon } from '../ui/icon.tsx';
import { dayOf, now, timeOfDay } from './time.ts';

const cores: Record<Connection, CoreState> = {
  live: 'live',
  sending: 'sending',
  offline: 'offline',
  'sign-in-again': 'stopped',
};

/** The strip that never goes away: who I am, whether it is live, what waits to be sent, what time it is. */
export function Strip({ user }: { readonly user: SessionUser }) {
  const offline = connection.value === 'offline';
  return (
    <header class={offline ? 'strip strip-off' : 'strip'}>
      <a class="who" href="/sign-in" aria-label={`${user.name}, ${roleWords[user.role]}. Change person`}>
        <Avatar name={user.name} size={32} />
        <span class="one-line">
          <span class="wide-only">{user.name}</span>
          <span class="phone-only">{user.name.split(' ')[0]}</span>
        </span>
        <span class="role">{roleWords[user.role]}</span>
        <Icon name="swap" />
      </a>
      <ConnectionWord />
      <OutboxButton />
      <span class="date">{`${dayOf(now.value)}, ${timeOfDay(now.value)}`}</span>
    </header>
  );
}

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

function OutboxButton() {
  // What is on its way is not sent until the server has answered.
  const count = outboxCount.value + sendingCount.value;
  const words = count === 0 ? 'All sent' : `${count} waiting`;
  return (
    <a href="/more#outbox" aria-label={`Outbox: ${words}`}>
      <Icon name="outbox" />
      <span class="wide-only">{words}</span>
      <span class="phone-only">{count}</span>
    </a>
  );
}
