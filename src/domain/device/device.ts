import { defineAggregate, type Recorded, type Trace, traceOf } from '../kernel.ts';
import type { DeviceEvent } from './events.ts';

/** A tablet that people share. A revoked one stays revoked: the same tablet, enrolled again, is another device. */
export type Device =
  | { readonly status: 'none' }
  | { readonly status: 'enrolled' | 'revoked'; readonly name: string; readonly lastStep: Trace };

/** `device/<id>` */
export const device = defineAggregate<Device, DeviceEvent>({ kind: 'device', initial: { status: 'none' }, evolve });

function evolve(state: Device, event: Recorded<DeviceEvent>): Device {
  const lastStep = traceOf(event, { ...event.data });
  switch (event.type) {
    case 'DeviceEnrolled':
      return { status: 'enrolled', name: event.data.name, lastStep };
    case 'DeviceRevoked':
      return { status: 'revoked', name: event.data.name, lastStep };
    default:
      event satisfies never;
      return state;
  }
}
