import * as z from 'zod/mini';
import { type DeviceRow, deviceRow } from '../src/contracts/device.ts';
import type { DeviceEvent } from '../src/domain/device/events.ts';
import { eventTypes, existing, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';

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

/** The shared tablets: every request of a session that is bound to one is held against it. */
export const devices: Projection<Row, DeviceRow, DeviceEvent> = {
  name: 'devices',
  version: 1,
  handles: eventTypes<DeviceEvent>({ DeviceEnrolled: true, DeviceRevoked: true }),
  id: idOf,

  evolve(row, event) {
    const { sequence } = event;
    const step = { at: event.at.toISOString(), by: event.user };
    switch (event.type) {
      case 'DeviceEnrolled':
        return { name: event.data.name, enrolled: step, sequence };
      case 'DeviceRevoked': {
        const { reason } = event.data;
        return { ...existing(row, event), revoked: step, ...(reason !== undefined && { reason }), sequence };
      }
      default:
        return unhandled(event);
    }
  },

  indexes: [],
  present({ enrolled, revoked, ...row }, nameOf, id) {
    const told = ({ at, by }: Step) => ({ at, by: { id: by, name: nameOf(by) } });
    return { ...row, id, enrolled: told(enrolled), ...(revoked && { revoked: told(revoked) }) };
  },
  query: {
    permission: 'devices.manage',
    row: deviceRow,
    one: true,
    list: {
      params: z.strictObject({}),
      where: () => ({}),
      order: ({ name, enrolled }) => [name, enrolled.at],
      rowsMax: 1_000,
    },
  },
  live: true,
};
