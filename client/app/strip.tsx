import { roleWords } from '#contracts/permissions.ts';
import type { SessionUser } from '#contracts/user.ts';
import { ConnectionWord } from '../shared/connection-word.tsx';
import { dayOf, now, timeOfDay } from '../shared/time.ts';
import { connection } from '../sync/connection.ts';
import { closedBecause, isCounted, outboxCount, refusedCount } from '../sync/waiting.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Icon } from '../ui/icon.tsx';

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

function OutboxButton() {
  // What is on its way is not sent until the server has answered.
  const [count, refused] = [outboxCount.value, refusedCount.value];
  const looking = closedBecause.value === 'newer' ? 'Not known' : 'Looking';
  const words =
    refused > 0 ? `${refused} refused` : count > 0 ? `${count} waiting` : isCounted.value ? 'All sent' : looking;
  return (
    <a href="/outbox" aria-label={`Outbox: ${words}`}>
      <Icon name={refused > 0 ? 'warning' : 'outbox'} />
      <span class="wide-only">{words}</span>
      <span class="phone-only">{refused > 0 ? refused : count}</span>
    </a>
  );
}
