import type { CommandPayload, CommandType } from '../../contracts/commands.ts';
import type { PayTerms } from '../../contracts/employee.ts';
import type { Role } from '../../contracts/permissions.ts';
import { type Answer, type AskOptions, type TestStack, userIdOf } from './stack.ts';

// For tests: the people of a test stack at work. The person with a role is the employee of that id; the production team
// is the production manager's, and the employee the manager's.

export const employeeOf = {
  admin: 'e-admin',
  manager: 'e-manager',
  production_manager: 'e-pm',
  sales: 'e-sales',
  production_team: 'e-team',
  employee: 'e-employee',
} as const satisfies { [One in Role]?: string };
export type Worker = keyof typeof employeeOf;
export const workers = Object.keys(employeeOf) as Worker[];

/** A Thursday: when everything in such a stack is recorded. */
export const thatThursday = (): Date => new Date('2026-11-12T00:30:00.000Z');
export const lastMonday = '2026-11-02';
export const thisMonday = '2026-11-09';

const terms: PayTerms = {
  ...{ employmentType: 'full-time', weeklyMinutes: 2_280, taxFreeThreshold: true, tfnProvided: true, studyLoan: false },
};

/** Sends a command that must be accepted; gives the position. */
export async function must<Type extends CommandType>(
  stack: TestStack,
  type: Type,
  payload: CommandPayload<Type>,
  options: AskOptions = {},
): Promise<number> {
  const answer: Answer = await stack.send(type, payload, options);
  if (answer.status !== 200) throw new Error(`${type}: ${answer.text}`);
  return answer.body.position ?? 0;
}

export const version = (number: number): { [name: string]: string } => ({ 'if-match': `"${number}"` });

/** The person who decides for them. */
export const decider = (worker: Worker): Role => (worker === 'manager' ? 'admin' : 'manager');

/** The card of the person with a role, as it is registered. */
export const cardOf = (worker: Worker): CommandPayload<'RegisterEmployee'> => ({
  ...{ employeeId: employeeOf[worker], number: employeeOf[worker], name: `Test ${worker}` },
  ...{ userId: userIdOf(worker), startDate: '2024-07-01', terms },
});

/** Everybody has a card, a rate, leave to take and asked for, a week that is paid, one that is handed in, and is on. */
export async function fillWithPeople(stack: TestStack): Promise<void> {
  for (const worker of workers) {
    const employeeId = employeeOf[worker];
    const office = { role: decider(worker) };
    await must(stack, 'RegisterEmployee', cardOf(worker), office);
    await must(stack, 'SetPayRate', { employeeId, from: '2024-07-01', rateCents: 3_500 }, office);
  }
  await must(stack, 'AssignManager', { employeeId: 'e-team', managerId: 'e-pm' });
  await must(stack, 'AssignManager', { employeeId: 'e-employee', managerId: 'e-manager' });
  for (const worker of workers) {
    const employeeId = employeeOf[worker];
    const theirs = { role: decider(worker) };
    const own = { role: worker };
    const balance = { employeeId, type: 'annual', minutes: 3_000, reason: 'Opening balance' } as const;
    await must(stack, 'AdjustLeaveBalance', balance, theirs);
    const day = { date: '2026-12-01', minutes: 456 };
    await must(stack, 'RequestLeave', { employeeId, requestId: 'r1', type: 'annual', days: [day] }, own);
    for (const monday of [lastMonday, thisMonday]) {
      const week = { employeeId, monday };
      const entries = [{ date: monday, minutes: 456 }];
      await must(stack, 'SaveTimesheet', { ...week, entries }, { ...own, headers: version(0) });
      await must(stack, 'SubmitTimesheet', week, own);
    }
    const approval = { employeeId, monday: lastMonday };
    await must(stack, 'ApproveTimesheet', approval, { ...theirs, headers: version(1) });
    await must(stack, 'ClockIn', { employeeId, at: '2026-11-11T20:00:00.000Z' }, own);
  }
  await must(stack, 'OpenPayRun', { period: lastMonday });
  await stack.readModels.waitFor(stack.store.head, 10_000);
}
