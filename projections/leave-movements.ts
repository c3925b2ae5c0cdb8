import type { LeaveMovement } from '../src/contracts/leave.ts';
import type { LeaveType } from '../src/contracts/leave-types.ts';
import type { LeaveEvent, OfRequest } from '../src/domain/leave/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { authorOf, type KeptAuthor, namedAuthor } from '../src/projecting/author.ts';
import { alike, defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf, unhandled } from '../src/projecting/definition.ts';
import { balanceChanges } from './leave-balance.ts';
import { leaveEvents } from './leave-events.ts';

type Balances = Readonly<Partial<Record<LeaveType, number>>>;
type Movement = Omit<LeaveMovement, 'id' | 'user'> & KeptAuthor & { readonly balances: Balances };
/** How many there are of an employee, whose id it has. */
interface Head {
  readonly employeeId: string;
  readonly head: number;
}
type Row = Movement | Head;

/** Everything that happened to somebody's leave, with the balances after it. */
export const leaveMovements = defineProjection<'leave-movements', Row, LeaveEvent>({
  name: 'leave-movements',
  version: 2,
  id: (event) => [movementId(event, event.sequence), idOf(event)],
  // As with stock: the balance runs on from the movement before, which never changes.
  follows: (event, id) =>
    id === idOf(event) || event.sequence === 1 ? undefined : movementId(event, event.sequence - 1),

  // `whatHappened` has a word for each of them.
  on: alike<Row, LeaveEvent>(leaveEvents, (row, event, id) => {
    const { sequence, position } = event;
    const employeeId = idOf(event);
    if (id === employeeId) return { employeeId, head: sequence };
    const balances: Partial<Record<LeaveType, number>> = sequence === 1 ? {} : { ...movement(row, event).balances };
    const changes = balanceChanges(event).map(({ type, minutes }) => {
      const balanceMinutes = (balances[type] ?? 0) + minutes;
      balances[type] = balanceMinutes;
      return { type, minutes, balanceMinutes };
    });
    const place = { employeeId, sequence, position, at: event.at.toISOString(), ...authorOf(event) };
    return { ...place, ...whatHappened(event), changes, balances };
  }),

  indexes: [{ fields: ['employeeId', 'sequence'] }],
  present(row, nameOf, id) {
    if ('head' in row) return undefined;
    const { balances: _, user, device, ...rest } = row;
    return { ...rest, id, user: namedAuthor({ user, device }, nameOf) };
  },
});

function movementId(event: RecordedEvent<LeaveEvent>, sequence: number): string {
  return `${idOf(event)}:${sequence}`;
}

function movement(row: Row | undefined, event: RecordedEvent<LeaveEvent>): Movement {
  const before = existing(row, event);
  if ('head' in before) throw new Error(`${event.aggregate} has a movement without a balance`);
  return before;
}

type What = Pick<Movement, 'kind' | 'request' | 'monday' | 'reason'>;

function whatHappened(event: LeaveEvent): What {
  switch (event.type) {
    case 'LeaveRequested':
      return { kind: 'requested', request: ofRequest(event.data) };
    case 'LeaveWithdrawn':
      return { kind: 'withdrawn', request: ofRequest(event.data) };
    case 'LeaveApproved':
      return { kind: 'approved', request: ofRequest(event.data) };
    case 'LeaveRejected':
      return { kind: 'rejected', request: ofRequest(event.data), reason: event.data.reason };
    case 'LeaveCancelled':
      return { kind: 'cancelled', request: ofRequest(event.data), reason: event.data.reason };
    case 'LeaveBalanceAdjusted':
      return { kind: 'adjusted', reason: event.data.reason };
    case 'LeaveAdjustmentRecorded':
      return { kind: 'recorded', reason: event.data.reason };
    case 'LeaveTaken':
      return { kind: 'taken', monday: event.data.monday };
    case 'LeaveAccrued':
      return { kind: 'accrued', monday: event.data.monday };
    case 'LeaveTakenReversed':
      return { kind: 'taken-reversed', monday: event.data.monday, reason: event.data.reason };
    case 'LeaveAccrualReversed':
      return { kind: 'accrual-reversed', monday: event.data.monday, reason: event.data.reason };
    default:
      return unhandled(event);
  }
}

function ofRequest({ requestId, type, firstDay, lastDay, minutes }: OfRequest) {
  return { requestId, type, firstDay, lastDay, minutes };
}
