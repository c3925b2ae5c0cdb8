import { NOT_SHARED } from '../../contracts/device.ts';
import type { InternalCommandPayload } from '../../contracts/internal-commands.ts';
import { PASSKEY_REFUSED } from '../../contracts/passkey-rules.ts';
import { LINK_OVER } from '../../contracts/password.ts';
import { may } from '../../contracts/permissions.ts';
import { sameContent } from '../../contracts/plain.ts';
import type { signInCommands } from '../../contracts/sign-in.ts';
import { device } from '../device/device.ts';
import { type CommandDecider, type DomainEvent, isRefusal, type Read, refuse } from '../kernel.ts';
import { knownUser, user } from '../user/decider.ts';
import type { SignInEvent } from './events.ts';
import { endEvery, passwordChanged, type SignIns, signIns, stillCounts, takePinAway } from './sign-ins.ts';

export const signInDeciders = {
  RecordSignIn: {
    // Read without writing to it: closing the account ends all its sessions, also this one.
    reads: ({ userId, deviceId }) => [
      signIns.at(userId),
      user.at(userId),
      ...(deviceId === undefined ? [] : [device.at(deviceId)]),
    ],
    decide({ userId, passwordId, ...data }, read) {
      const found = knownUser(read, userId);
      if (isRefusal(found)) return found;
      if (found.status === 'inactive') return refuse('account-closed', 'This account is closed. Ask an administrator.');
      // A revoked tablet stays revoked, but the door may hear of it a moment later than the log.
      if (data.deviceId !== undefined && read(device, data.deviceId).status !== 'enrolled') {
        return refuse('not-a-shared-tablet', NOT_SHARED);
      }
      const now = read(signIns, userId);
      if (!stillCounts(now, userId, passwordId)) return passwordChanged();
      if (data.passkeyId !== undefined && !(now.passkeys.has(data.passkeyId) && may(found.role, 'own.passkey'))) {
        return refuse('passkey-refused', PASSKEY_REFUSED);
      }
      if (data.way === 'pin' && !now.hasPin) {
        return refuse('pin-over', 'This PIN does not count any more. Sign in with your password.');
      }
      const { epoch, notices } = now;
      return [signIns.event(userId, 'SignedIn', { ...data, epoch, told: notices })];
    },
    result(events) {
      const { epoch, told } = dataOf(events, 'SignedIn');
      return { epoch, told };
    },
  },

  RecordFailedSignIns: {
    reads: ({ userId }) => [signIns.at(userId)],
    decide: ({ userId, ...data }) => [signIns.event(userId, 'SignInsFailed', data)],
  },

  DoubtLog: {
    reads: ({ userId }) => [signIns.at(userId)],
    decide({ userId, ...doubt }, read) {
      const before = read(signIns, userId).doubt;
      return sameContent({ ...before }, { ...doubt }) ? [] : [signIns.event(userId, 'LogDoubted', doubt)];
    },
  },

  EndSession: {
    reads: ({ userId }) => [signIns.at(userId)],
    decide({ userId, ...data }, read) {
      if (read(signIns, userId).ended.has(data.sessionId)) return [];
      return [signIns.event(userId, 'SessionEnded', data)];
    },
  },

  EndEverySession: {
    reads: ({ userId }) => [signIns.at(userId)],
    decide: ({ userId, because, keptSessionId }, read) => [endEvery(read, userId, because, keptSessionId)],
    result: (events) => ({ epoch: dataOf(events, 'EverySessionEnded').epoch }),
  },

  RecordPassword: {
    reads({ userId }, peek) {
      const maker = peek(signIns, userId)?.link?.by;
      return [signIns.at(userId), user.at(userId), ...(maker === undefined ? [] : [user.at(maker)])];
    },
    decide({ userId, way, passwordId, previousId, linkId, keptSessionId }, read, { at }) {
      const found = knownUser(read, userId);
      if (isRefusal(found)) return found;
      const now = read(signIns, userId);
      if (!stillCounts(now, userId, previousId)) return passwordChanged();
      if (way === 'link' && (found.status === 'inactive' || !isOut(now, linkId, at) || !isVouchedFor(now, read))) {
        return refuse('link-over', LINK_OVER);
      }
      const because = way === 'changed' ? 'password-changed' : 'password-reset';
      const was = passwordId === undefined ? undefined : (now.passwordId ?? userId);
      return [
        signIns.event(userId, 'PasswordSet', { way, passwordId, was }),
        endEvery(read, userId, because, keptSessionId),
        ...(way === 'changed' ? [] : takePinAway(read, userId)),
      ];
    },
    result(events) {
      const { was } = dataOf(events, 'PasswordSet');
      return { epoch: dataOf(events, 'EverySessionEnded').epoch, ...(was !== undefined && { was }) };
    },
  },

  RecordLink: {
    reads: ({ userId }) => [signIns.at(userId), user.at(userId)],
    decide({ userId, ...data }, read, context) {
      const found = knownUser(read, userId);
      if (isRefusal(found)) return found;
      // An administrator's open screen would otherwise offer a way around the present password.
      if (userId === context.user) {
        return refuse('own-account', 'Change your own password with the present one, or ask another administrator.');
      }
      if (found.status === 'inactive') {
        return refuse('account-closed', `The account of ${found.name} is closed. Open it first.`);
      }
      return [signIns.event(userId, 'LinkMade', data)];
    },
  },
} satisfies { [Type in keyof typeof signInCommands]: CommandDecider<InternalCommandPayload<Type>> };

function isOut({ link }: SignIns, linkId: string | undefined, at: Date): boolean {
  return link !== undefined && link.id === linkId && at.getTime() < link.until;
}

/** The person who made the link may still make one. An administrator who had to go takes no links along. */
function isVouchedFor({ link }: SignIns, read: Read): boolean {
  if (link === undefined) return false;
  const maker = read(user, link.by);
  // The operator has no account.
  return maker.status === 'none' || (maker.status === 'active' && may(maker.role, 'users.manage'));
}

function dataOf<Type extends SignInEvent['type']>(events: readonly DomainEvent[], type: Type) {
  const found = events.find((event) => event.type === type);
  if (found === undefined) throw new Error(`There is no ${type} among the events.`);
  return found.data as Extract<SignInEvent, { type: Type }>['data'];
}
