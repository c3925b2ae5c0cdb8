import type { ClockState } from '../src/contracts/clock.ts';
import type { ClockEvent } from '../src/domain/clock/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { idOf } from '../src/projecting/definition.ts';
import { employees, nameIn } from './employees.ts';

type Row = Omit<ClockState, 'id'> & { readonly employeeId: string };

/** Who is on since when, and how long the shift before was. Somebody who never used the clock is off. */
export const clock = defineProjection<'clock', Row, ClockEvent>({
  name: 'clock',
  version: 1,
  id: idOf,

  on: {
    ClockedIn: (row, event) => {
      const { employeeName: _, ...open } = event.data;
      return { ...whose(event), on: true, open, ...(row?.last && { last: row.last }), sequence: event.sequence };
    },
    ClockedOut: (_row, event) => {
      const { date, start, end, breakMinutes, minutes } = event.data.shift;
      const last = { date, start, end, breakMinutes, minutes, entered: event.data.entered };
      return { ...whose(event), on: false, last, sequence: event.sequence };
    },
  },

  indexes: [{ fields: ['employeeId'] }],
  absentAbout: (id) => ({ model: employees.name, id }),
  absent: (employeeId, about) => about && { employeeId, employeeName: nameIn(about), on: false, sequence: 0 },
  present: ({ employeeId: id, ...row }) => ({ ...row, id }),
});

function whose(event: RecordedEvent<ClockEvent>) {
  return { employeeId: idOf(event), employeeName: event.data.employeeName };
}
