import type { InternalCommandPayload } from '../../contracts/internal-commands.ts';
import type { passkeyCommands } from '../../contracts/passkey.ts';
import { PASSKEY_KNOWN, PASSKEYS_MAX } from '../../contracts/passkey-rules.ts';
import { type CommandDecider, isRefusal, refuse } from '../kernel.ts';
import { knownUser, user } from '../user/decider.ts';
import { passwordChanged, signIns, stillCounts } from './sign-ins.ts';

/** Passkeys as the log knows them: which ones count. */
export const passkeyDeciders = {
  RecordPasskey: {
    reads: ({ userId }) => [signIns.at(userId), user.at(userId)],
    decide({ userId, passwordId, ...data }, read) {
      const found = knownUser(read, userId);
      if (isRefusal(found)) return found;
      const now = read(signIns, userId);
      if (!stillCounts(now, userId, passwordId)) return passwordChanged();
      if (now.passkeys.has(data.passkeyId)) return refuse('already-exists', PASSKEY_KNOWN);
      if (now.passkeys.size >= PASSKEYS_MAX) {
        return refuse('too-many-passkeys', `You have ${PASSKEYS_MAX} passkeys. Remove one that you do not use first.`);
      }
      return [signIns.event(userId, 'PasskeyAdded', data)];
    },
  },

  RecordPasskeyRemoved: {
    reads: ({ userId }) => [signIns.at(userId)],
    decide({ userId, passkeyId }, read) {
      const label = read(signIns, userId).passkeys.get(passkeyId);
      return label === undefined ? [] : [signIns.event(userId, 'PasskeyRemoved', { passkeyId, label })];
    },
  },

  RecordPasskeyCopied: {
    reads: ({ userId }) => [signIns.at(userId)],
    decide({ userId, passkeyId }, read) {
      const label = read(signIns, userId).passkeys.get(passkeyId);
      return label === undefined ? [] : [signIns.event(userId, 'PasskeyCopied', { passkeyId, label })];
    },
  },
} satisfies { [Type in keyof typeof passkeyCommands]: CommandDecider<InternalCommandPayload<Type>> };
