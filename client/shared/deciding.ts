import type { EmployeeRow } from '#contracts/employee.ts';
import { isEnough, may, type Role } from '#contracts/permissions.ts';
import { myself } from '../sync/me.ts';
import { model } from '../sync/models.ts';
import { session } from '../sync/session.ts';
import { today } from './time.ts';

/** Whether somebody in this role decides for others in their own right. */
export function decidesByRole(role: Role): boolean {
  return may(role, 'decide.all') || may(role, 'decide.team');
}

/** Whether the person who is signed in decides for others today, by role or as a delegate. */
export function decides(): boolean {
  const role = session.value?.user.role;
  if (role === undefined || !may(role, 'approvals.decide')) return false;
  return decidesByRole(role) || standsInFor().length > 0;
}

/** The people who handed their approvals over to the person who is signed in, for today. */
export function standsInFor(): readonly EmployeeRow[] {
  const me = myself();
  if (!me) return [];
  const date = today();
  return model('employees').list.value.filter(
    ({ active, delegations }) =>
      active && delegations.some(({ to, from, until }) => to === me.id && from <= date && date <= until),
  );
}

/** What waits for the person who is signed in to decide. Nothing for those who decide for nobody. */
export function waitingCount(): number {
  return decides() && isEnough(session.value?.way ?? 'password', 'approvals.decide')
    ? model('approvals').list.value.length
    : 0;
}
