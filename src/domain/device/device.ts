import { defineAggregate, type Recorded, type Trace, traceOf } from '../kernel.ts';
import type { DeviceEvent } from './events.ts';

/** A tablet that people share. A revoked one stays revoked: the same tablet, enrolled again, is another device. */
export type Device =
  | { readonly status: 'none' }
  | { readonly status: 'enrolled' | 'revoked'; readonly name: string; readonly lastStep: Trace };

/** `device/<id>` */
export const device = defineAggregate<Device, DeviceEvent>({ kind: 'device', initial: { status: 'none' }, evolve });

function evolve(_state: Device, event: Recorded<DeviceEvent>): Device {
  const { name } = event.data;
  const lastStep = traceOf(event, { ...event.data });
  return { status: event.type === 'DeviceEnrolled' ? 'enrolled' : 'revoked', name, lastStep };
}
