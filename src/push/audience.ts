import { may, type Role } from '../contracts/permissions.ts';
import { pushKinds } from '../contracts/push-kinds.ts';
import type { Reason } from './reasons.ts';

/** The accounts and employees of the company, as they are now. */
export interface Company {
  readonly people: readonly Account[];
  readonly employees: readonly Worker[];
}

export interface Account {
  readonly id: string;
  readonly role: Role;
  readonly active: boolean;
}

export interface Worker {
  readonly id: string;
  readonly userId?: string | undefined;
  readonly active: boolean;
}

/** Whose approvals an account decides now, by role, team and delegation: `Reaches` of src/auth. */
export type Decides = (account: Account) => Promise<'everyone' | readonly string[]>;

/** Who is told of it: accounts that are open and have the right. Whoever did it is not told. */
export async function audienceOf(reason: Reason, company: Company, decides: Decides): Promise<readonly string[]> {
  const able = company.people.filter(
    ({ id, role, active }) => active && id !== reason.by && may(role, pushKinds[reason.kind].permission),
  );
  const { to } = reason;
  if (to === 'buyers') return able.map(({ id }) => id);
  if ('employee' in to) {
    const userId = userOf(company, to.employee);
    return able.filter(({ id }) => id === userId).map(({ id }) => id);
  }
  // Nobody decides for themselves, whatever their reach.
  const own = userOf(company, to.deciders);
  const others = able.filter(({ id }) => id !== own);
  const reaches = await Promise.all(others.map(decides));
  return others.filter((_, index) => reachesOver(reaches[index], to.deciders)).map(({ id }) => id);
}

/** The account of an employee. */
export function userOf({ employees }: Company, employeeId: string): string | undefined {
  return employees.find(({ id }) => id === employeeId)?.userId;
}

function reachesOver(reach: Awaited<ReturnType<Decides>> | undefined, employeeId: string): boolean {
  return reach === 'everyone' || reach?.includes(employeeId) === true;
}
