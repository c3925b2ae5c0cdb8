import type { EmployeeCard } from '#contracts/employee.ts';
import { model } from './models.ts';
import { may } from './rights.ts';
import { session } from './session.ts';

/** How somebody is reached and what they work. Undefined as long as it is not here, and for colleagues, who may not know. */
export function employeeCard(employeeId: string): EmployeeCard | undefined {
  const role = session.value?.user.role;
  if (role === undefined || !may(role, 'own.card')) return undefined;
  return model('employee-cards').rows.value.get(employeeId);
}
