import type { PayTerms } from '../src/contracts/employee.ts';
import { addDays } from '../src/contracts/week.ts';
import type { Command, EventStore } from '../src/event-store/store.ts';
import type { AnyCommandType, PayloadOf } from '../src/testing/domain/world.ts';
import { command, done } from './shop.ts';

/** A week of somebody, as it is handed in. */
export interface Week {
  readonly employeeId: string;
  readonly monday: string;
}

/** Who decides for all of them. */
const DECIDER = 'bench-manager';
const terms: PayTerms = {
  ...{ employmentType: 'full-time', weeklyMinutes: 2_280 },
  ...{ taxFreeThreshold: true, tfnProvided: true, studyLoan: false },
};
/** Wednesday has two hours of overtime. */
const ends = ['14:51', '14:51', '16:51', '14:51', '14:51'];

/** Registers a manager and so many employees with a rate. Returns the ids of the employees. */
export async function plantStaff(store: EventStore, count: number): Promise<readonly string[]> {
  const user = { userId: DECIDER, username: DECIDER, name: 'Bench Manager', role: 'manager' } as const;
  await done(store, command('RegisterUser', user));
  const ids = Array.from({ length: count }, (_, index) => `bench-person-${String(index + 1).padStart(2, '0')}`);
  await Promise.all(
    ids.map(async (employeeId, index) => {
      const card = { number: `B-${index + 1}`, name: `Bench Person ${index + 1}`, startDate: '2020-01-06', terms };
      await done(store, asManager('RegisterEmployee', { employeeId, ...card }));
      await done(store, asManager('SetPayRate', { employeeId, from: '2020-01-06', rateCents: 3_600 + 10 * index }));
    }),
  );
  return ids;
}

/** Saves and submits a week of five shifts. */
export async function handIn(store: EventStore, { employeeId, monday }: Week): Promise<void> {
  const entries = ends.map((end, day) => ({ date: addDays(monday, day), start: '06:45', end, breakMinutes: 30 }));
  await done(store, asManager('SaveTimesheet', { employeeId, monday, entries }, 0));
  await done(store, asManager('SubmitTimesheet', { employeeId, monday }));
}

/** Approves a week that was handed in: its pay is worked out and its leave accrues in the same commit. */
export function approve(store: EventStore, week: Week): Promise<void> {
  return done(store, asManager('ApproveTimesheet', { ...week }, 1));
}

/** Opens the pay run of a week, so that it can be finalised. */
export function openRun(store: EventStore, period: string, payDate: string): Promise<void> {
  return done(store, asManager('OpenPayRun', { period, payDate }));
}

/** Pays a week of everybody that was handed in and approved: the fourth event of each is its pay. */
export function finalise(store: EventStore, period: string, employeeIds: readonly string[]): Promise<void> {
  const weeks = employeeIds.map((employeeId) => ({ employeeId, monday: period, calculation: 4 }));
  return done(store, asManager('FinalisePayRun', { period, weeks }));
}

function asManager<Type extends AnyCommandType>(
  type: Type,
  payload: PayloadOf<Type>,
  expectedVersion?: number,
): Command {
  return { ...command(type, payload), user: DECIDER, expectedVersion };
}
