import type { InternalCommandPayload } from '../../contracts/internal-commands.ts';
import { type CommandDecider, isRefusal } from '../kernel.ts';
import { knownUser, user } from '../user/decider.ts';
import { signIns, takePinAway } from './sign-ins.ts';

/** PINs as the log knows them: whether there is one, and when too many wrong ones were tried. */
export const pinDeciders = {
  RecordPin: {
    reads: ({ userId }) => [signIns.at(userId), user.at(userId)],
    decide({ userId, change }, read) {
      const found = knownUser(read, userId);
      if (isRefusal(found)) return found;
      return change === 'set' ? [signIns.event(userId, 'PinSet', {})] : takePinAway(read, userId);
    },
  },

  RecordWrongPins: {
    reads: ({ userId }) => [signIns.at(userId)],
    decide: ({ userId, ...data }) => [signIns.event(userId, 'PinLocked', data)],
  },
} satisfies { [Type in 'RecordPin' | 'RecordWrongPins']: CommandDecider<InternalCommandPayload<Type>> };
