import type { EmployeeRow } from '#contracts/employee.ts';
import { model } from './models.ts';
import { session } from './session.ts';

/** The employee that this account belongs to: undefined as long as it is not known, null for an account of nobody's. */
export function myself(): EmployeeRow | null | undefined {
  const employees = model('employees');
  const userId = session.value?.user.id;
  const found = employees.list.value.find((one) => one.userId === userId);
  return found ?? (employees.asOf.value === undefined ? undefined : null);
}
