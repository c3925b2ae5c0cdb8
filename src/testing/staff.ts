import type { Collisions } from './collisions.ts';
import { fullTime } from './domain/staff.ts';

// People of collisions: their work is done by several processes at once. A person's account has the employee's id.

/** They decide for everybody but themselves. */
export const managers = ['amy', 'ben', 'mia', 'zoe'] as const;

export async function hireManagers(shop: Collisions): Promise<void> {
  for (const userId of managers) {
    await shop.done('RegisterUser', { userId, username: userId, name: `Manager ${userId}`, role: 'manager' });
  }
}

/** Full-time employees with $40.00 an hour and so many minutes of annual leave. Gives their ids. */
export async function hire(shop: Collisions, team: string, count: number, annualMinutes = 0): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `${team}-${index}`);
  const hired = ids.map(async (employeeId) => {
    const person = { userId: employeeId, name: `Employee ${employeeId}` };
    await shop.done('RegisterUser', { ...person, username: employeeId, role: 'employee' });
    const card = { number: employeeId, startDate: '2024-07-01', terms: fullTime };
    await shop.done('RegisterEmployee', { employeeId, ...person, ...card });
    await shop.done('SetPayRate', { employeeId, from: '2024-07-01', rateCents: 4_000 });
    if (annualMinutes === 0) return;
    const opening = { employeeId, type: 'annual', minutes: annualMinutes, reason: 'Opening balance' } as const;
    await shop.done('AdjustLeaveBalance', opening, { user: 'mia' });
  });
  await Promise.all(hired);
  return ids;
}
