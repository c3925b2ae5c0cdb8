import * as z from 'zod/mini';
import { type ClockState, clockState } from '../src/contracts/clock.ts';
import type { ClockEvent } from '../src/domain/clock/events.ts';
import { eventTypes, flag, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';
import { employees, nameIn } from './employees.ts';

type Row = Omit<ClockState, 'id'> & { readonly employeeId: string; readonly on: boolean };

const filters = z.strictObject({ on: z.optional(flag) });

/** Who is on since when, and how long the shift before was. Who never used the clock is off. */
export const clock: Projection<Row, ClockState, ClockEvent> = {
  name: 'clock',
  version: 1,
  handles: eventTypes<ClockEvent>({ ClockedIn: true, ClockedOut: true }),
  id: idOf,

  evolve(row, event) {
    const { sequence, data } = event;
    const whose = { employeeId: idOf(event), employeeName: data.employeeName };
    switch (event.type) {
      case 'ClockedIn': {
        const { employeeName: _, ...open } = event.data;
        return { ...whose, on: true, open, ...(row?.last && { last: row.last }), sequence };
      }
      case 'ClockedOut': {
        const { date, start, end, breakMinutes, minutes } = event.data.shift;
        const last = { date, start, end, breakMinutes, minutes, entered: event.data.entered };
        return { ...whose, on: false, last, sequence };
      }
      default:
        return unhandled(event);
    }
  },

  indexes: [{ fields: ['employeeId'] }],
  absentAbout: (id) => ({ model: employees.name, id }),
  absent: (employeeId, about) => about && { employeeId, employeeName: nameIn(about), on: false, sequence: 0 },
  present: ({ employeeId: id, on: _, ...row }) => ({ ...row, id }),
  query: {
    permission: 'own.clock',
    own: { by: 'employeeId', others: 'decide' },
    row: clockState,
    one: true,
    list: {
      params: filters,
      where: ({ on }: z.infer<typeof filters>) => (on === undefined ? {} : { on }),
      order: ({ employeeName }) => [employeeName],
      rowsMax: 2_000,
    },
  },
  live: true,
};
