import type { deviceCommands } from '../../contracts/device.ts';
import type { InternalCommandPayload } from '../../contracts/internal-commands.ts';
import { byAnother, type CommandDecider, type DeciderOf, refuse } from '../kernel.ts';
import { device } from './device.ts';

export const deviceDeciders = {
  EnrolDevice: {
    reads: ({ deviceId }) => [device.at(deviceId)],
    decide: ({ deviceId, name }, read, context) => {
      const found = read(device, deviceId);
      if (found.status === 'none') return [device.event(deviceId, 'DeviceEnrolled', { name })];
      return refuse('already-exists', `This tablet is ${found.name} already.`, {
        winner: byAnother(found.lastStep, context),
      });
    },
  },

  RevokeDevice: {
    reads: ({ deviceId }) => [device.at(deviceId)],
    decide({ deviceId, reason }, read, context) {
      const found = read(device, deviceId);
      if (found.status === 'none')
        return refuse('not-found', `There is no tablet ${deviceId}. Choose one from the list.`);
      if (found.status === 'revoked') {
        return refuse('nothing-changed', `${found.name} is not shared any more.`, {
          winner: byAnother(found.lastStep, context),
        });
      }
      return [device.event(deviceId, 'DeviceRevoked', { name: found.name, reason })];
    },
  },
} satisfies { [Type in keyof typeof deviceCommands]: DeciderOf<Type> } & {
  EnrolDevice: CommandDecider<InternalCommandPayload<'EnrolDevice'>>;
};
