import type { EmployeeRow } from '#contracts/employee.ts';
import type { Role } from '#contracts/permissions.ts';
import { may } from '../sync/rights.ts';

// What the server will say, as far as the list of employees tells. Only its answer counts.

/** Those whose leave and weeks somebody may look at and decide, besides their own; in the order of the list. */
export function teamOf(
  me: Pick<EmployeeRow, 'id' | 'active'> | null | undefined,
  role: Role,
  employees: readonly EmployeeRow[],
  /** Those who handed their approvals over: `standsInFor` of deciding.ts. */
  principals: readonly EmployeeRow[],
): readonly EmployeeRow[] {
  const others = employees.filter(({ id, active }) => active && id !== me?.id);
  if (may(role, 'decide.all')) return others;
  if (!me?.active) return [];
  const heads = [...(may(role, 'decide.team') ? [me.id] : []), ...principals.map(({ id }) => id)];
  return others.filter(({ id }) => heads.some((head) => isBelow(id, head, employees)));
}

/** Who decides somebody's leave and weeks: the manager or a delegate. Undefined when the office decides. */
export function deciderOf(
  { managerId }: Pick<EmployeeRow, 'managerId'>,
  employees: readonly EmployeeRow[],
  today: string,
): EmployeeRow | undefined {
  const manager = employees.find(({ id }) => id === managerId);
  const standIn = manager?.delegations.find(({ from, until }) => from <= today && today <= until)?.to;
  return employees.find(({ id, active }) => active && id === (standIn ?? managerId));
}

function isBelow(id: string, head: string, employees: readonly EmployeeRow[]): boolean {
  const seen = new Set<string>();
  let above = managerOf(id, employees);
  while (above !== undefined && !seen.has(above)) {
    if (above === head) return true;
    seen.add(above);
    above = managerOf(above, employees);
  }
  return false;
}

function managerOf(id: string, employees: readonly EmployeeRow[]): string | undefined {
  return employees.find((one) => one.id === id)?.managerId;
}
