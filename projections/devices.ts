import type { DeviceEvent } from '../src/domain/device/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';
import { namedModel } from '../src/projecting/names.ts';

interface Step {
  readonly at: string;
  readonly by: string;
}
interface Row {
  readonly name: string;
  readonly enrolled: Step;
  readonly revoked?: Step;
  readonly reason?: string;
  readonly sequence: number;
}

/** The shared tablets. Each request of a session on one of them is checked against this. */
export const devices = defineProjection<'devices', Row, DeviceEvent>({
  name: 'devices',
  version: 1,
  id: idOf,

  on: {
    DeviceEnrolled: (_row, event) => ({
      name: event.data.name,
      enrolled: stepOf(event),
      sequence: event.sequence,
    }),
    DeviceRevoked: (row, event) => {
      const { reason } = event.data;
      const revoked = { revoked: stepOf(event), ...(reason !== undefined && { reason }) };
      return { ...existing(row, event), ...revoked, sequence: event.sequence };
    },
  },

  indexes: [],
  present({ enrolled, revoked, ...row }, nameOf, id) {
    const told = ({ at, by }: Step) => ({ at, by: { id: by, name: nameOf(by) } });
    return { ...row, id, enrolled: told(enrolled), ...(revoked && { revoked: told(revoked) }) };
  },
});

/** Tells the read models where names of shared tablets come from. */
export const devicesModel = namedModel(devices);

function stepOf({ at, user }: RecordedEvent): Step {
  return { at: at.toISOString(), by: user };
}
