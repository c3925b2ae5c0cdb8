import type { SecurityEntry } from '../src/contracts/security-log.ts';
import type { DeviceEvent } from '../src/domain/device/events.ts';
import type { SignInEvent } from '../src/domain/sign-in/events.ts';
import type { UserEvent } from '../src/domain/user/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { namedAuthor } from '../src/projecting/author.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { idOf } from '../src/projecting/definition.ts';

type SecurityEvent = UserEvent | SignInEvent | DeviceEvent;
type Row = Omit<SecurityEntry, 'id' | 'userName' | 'by'> & { readonly by: string; readonly byDevice?: string };
type What = Pick<Row, 'kind'> & Partial<Row>;

/** Everything that happened to accounts, sign-ins and shared tablets: an entry for each event, which never changes. */
export const securityLog = defineProjection<'security-log', Row, SecurityEvent>({
  name: 'security-log',
  version: 2,
  // "user.ben.3": two of one commit are two entries.
  id: ({ aggregate, sequence }) => `${aggregate.replace('/', '.')}.${sequence}`,

  on: {
    UserRegistered: (_row, event) => entry(event, { kind: 'account-made', ...event.data }),
    UserRevised: (_row, event) => entry(event, { kind: 'account-changed', ...event.data }),
    UserRoleChanged: (_row, event) => entry(event, { kind: 'role-changed', ...event.data }),
    UserDeactivated: (_row, event) => entry(event, { kind: 'account-closed', ...event.data }),
    UserReactivated: (_row, event) => entry(event, { kind: 'account-opened' }),
    OwnCardSetUp: (_row, event) => entry(event, { kind: 'own-card-set-up', what: event.data.what }),
    SignedIn: (_row, event) => {
      const { way, device, network } = event.data;
      return entry(event, { kind: 'signed-in', way, device, network });
    },
    SignInsFailed: (_row, event) => entry(event, { kind: 'sign-ins-failed', ...event.data }),
    SessionEnded: (_row, event) => entry(event, { kind: 'session-ended', because: event.data.because }),
    EverySessionEnded: (_row, event) => {
      const { because, keptSessionId } = event.data;
      const kept = keptSessionId !== undefined && { kept: true as const };
      return entry(event, { kind: 'every-session-ended', because, ...kept });
    },
    PasswordSet: (_row, event) => entry(event, { kind: 'password-set', way: event.data.way }),
    LinkMade: (_row, event) => entry(event, { kind: 'link-made', expiresAt: event.data.expiresAt }),
    PinSet: (_row, event) => entry(event, { kind: 'pin-set' }),
    PinCleared: (_row, event) => entry(event, { kind: 'pin-cleared' }),
    PinLocked: (_row, event) => entry(event, { kind: 'pin-locked', count: event.data.count }),
    PasskeyAdded: (_row, event) => entry(event, { kind: 'passkey-added', label: event.data.label }),
    PasskeyRemoved: (_row, event) => entry(event, { kind: 'passkey-removed', label: event.data.label }),
    PasskeyCopied: (_row, event) => entry(event, { kind: 'passkey-copied', label: event.data.label }),
    LogDoubted: (_row, event) => {
      const { kind: doubt, position: from } = event.data;
      return entry(event, { kind: 'log-doubted', doubt, from });
    },
    DeviceEnrolled: (_row, event) => entry(event, { kind: 'tablet-shared', label: event.data.name }),
    DeviceRevoked: (_row, event) =>
      entry(event, { kind: 'tablet-not-shared', label: event.data.name, reason: event.data.reason }),
  },

  indexes: [{ fields: ['month', 'userId'] }],
  present({ by, byDevice, ...row }, nameOf, id) {
    const author = namedAuthor({ user: by, device: byDevice }, nameOf);
    return { ...row, id, userName: nameOf(row.userId), by: author };
  },
});

function entry(event: RecordedEvent<SecurityEvent>, what: What): Row {
  const at = event.at.toISOString();
  const { position, index, user: by, device } = event;
  const userId = event.aggregate.startsWith('device/') ? by : idOf(event);
  return {
    month: at.slice(0, 7),
    position,
    index,
    at,
    userId,
    by,
    ...(device !== undefined && { byDevice: device }),
    ...what,
  };
}
