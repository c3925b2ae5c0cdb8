import type * as z from 'zod/mini';
import { type SecurityEntry, securityEntry, securityFilters } from '../src/contracts/security-log.ts';
import type { DeviceEvent } from '../src/domain/device/events.ts';
import type { SignInEvent } from '../src/domain/sign-in/events.ts';
import type { UserEvent } from '../src/domain/user/events.ts';
import { idOf, type Projection, unhandled } from '../src/projecting/definition.ts';
import { devices } from './devices.ts';
import { people } from './people.ts';
import { signIns } from './sign-ins.ts';

type SecurityEvent = UserEvent | SignInEvent | DeviceEvent;
type Row = Omit<SecurityEntry, 'id' | 'userName' | 'by'> & { readonly by: string };

/** Everything that happened to accounts, sign-ins and shared tablets: an entry for each event, which never changes. */
export const securityLog: Projection<Row, SecurityEntry, SecurityEvent> = {
  name: 'security-log',
  version: 1,
  // Each of these names all events of its kind.
  handles: [...people.handles, ...signIns.handles, ...devices.handles],
  // "user.ben.3": two of one commit are two entries.
  id: ({ aggregate, sequence }) => `${aggregate.replace('/', '.')}.${sequence}`,

  evolve(_row, event) {
    const at = event.at.toISOString();
    const { position, index, user: by } = event;
    const userId = event.aggregate.startsWith('device/') ? by : idOf(event);
    const place = { month: at.slice(0, 7), position, index, at, userId, by };
    return { ...place, ...whatHappened(event) };
  },

  indexes: [{ fields: ['month', 'userId'] }],
  present({ by, ...row }, nameOf, id) {
    return { ...row, id, userName: nameOf(row.userId), by: { id: by, name: nameOf(by) } };
  },
  query: {
    permission: 'history.read',
    row: securityEntry,
    list: {
      params: securityFilters,
      where: ({ month, userId }: z.infer<typeof securityFilters>) => ({
        month,
        ...(userId !== undefined && { userId }),
      }),
      order: ({ position, index }) => [-position, -index],
      rowsMax: 10_000,
    },
  },
  live: true,
};

type What = Pick<Row, 'kind'> & Partial<Row>;

function whatHappened(event: SecurityEvent): What {
  switch (event.type) {
    case 'UserRegistered':
      return { kind: 'account-made', ...event.data };
    case 'UserRevised':
      return { kind: 'account-changed', ...event.data };
    case 'UserRoleChanged':
      return { kind: 'role-changed', ...event.data };
    case 'UserDeactivated':
      return { kind: 'account-closed', ...event.data };
    case 'UserReactivated':
      return { kind: 'account-opened' };
    case 'SignedIn': {
      const { way, device, network } = event.data;
      return { kind: 'signed-in', way, device, network };
    }
    case 'SignInsFailed':
      return { kind: 'sign-ins-failed', ...event.data };
    case 'SessionEnded':
      return { kind: 'session-ended', because: event.data.because };
    case 'EverySessionEnded': {
      const { because, keptSessionId } = event.data;
      return { kind: 'every-session-ended', because, ...(keptSessionId !== undefined && { kept: true }) };
    }
    case 'PasswordSet':
      return { kind: 'password-set', way: event.data.way };
    case 'LinkMade':
      return { kind: 'link-made', expiresAt: event.data.expiresAt };
    case 'PinSet':
      return { kind: 'pin-set' };
    case 'PinCleared':
      return { kind: 'pin-cleared' };
    case 'PinLocked':
      return { kind: 'pin-locked', count: event.data.count };
    case 'PasskeyAdded':
      return { kind: 'passkey-added', label: event.data.label };
    case 'PasskeyRemoved':
      return { kind: 'passkey-removed', label: event.data.label };
    case 'PasskeyCopied':
      return { kind: 'passkey-copied', label: event.data.label };
    case 'DeviceEnrolled':
      return { kind: 'tablet-shared', label: event.data.name };
    case 'DeviceRevoked':
      return { kind: 'tablet-not-shared', label: event.data.name, reason: event.data.reason };
    default:
      return unhandled(event);
  }
}
