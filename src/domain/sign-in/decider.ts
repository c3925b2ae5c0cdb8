import type { InternalCommandPayload } from '../../contracts/internal-commands.ts';
import type { signInCommands } from '../../contracts/sign-in.ts';
import { type CommandDecider, type DomainEvent, isRefusal, refuse } from '../kernel.ts';
import { knownUser, user } from '../user/decider.ts';
import type { SignInEvent } from './events.ts';
import { endEvery, signIns } from './sign-ins.ts';

export const signInDeciders = {
  RecordSignIn: {
    // Relied on without writing to it: whoever closes the account ends all its sessions, of which this one knows.
    reads: ({ userId }) => [signIns.at(userId), user.at(userId)],
    decide({ userId, ...data }, read) {
      const found = knownUser(read, userId);
      if (isRefusal(found)) return found;
      if (found.status === 'inactive') return refuse('account-closed', 'This account is closed. Ask an administrator.');
      const { epoch, notices } = read(signIns, userId);
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
    reads: ({ userId }) => [signIns.at(userId), user.at(userId)],
    decide({ userId, way, keptSessionId }, read) {
      const found = knownUser(read, userId);
      if (isRefusal(found)) return found;
      const because = way === 'changed' ? 'password-changed' : 'password-reset';
      return [signIns.event(userId, 'PasswordSet', { way }), endEvery(read, userId, because, keptSessionId)];
    },
    result: (events) => ({ epoch: dataOf(events, 'EverySessionEnded').epoch }),
  },
} satisfies { [Type in keyof typeof signInCommands]: CommandDecider<InternalCommandPayload<Type>> };

function dataOf<Type extends SignInEvent['type']>(events: readonly DomainEvent[], type: Type) {
  const found = events.find((event) => event.type === type);
  if (found === undefined) throw new Error(`There is no ${type} among the events.`);
  return found.data as Extract<SignInEvent, { type: Type }>['data'];
}
