import { isEnough, may as mayByRole, type Permission, type Role } from '#contracts/permissions.ts';
import { session } from './session.ts';

/** Whether somebody in this role may do that now: on a shared tablet a PIN opens less than the role does. */
export function may(role: Role, permission: Permission): boolean {
  return mayByRole(role, permission) && isEnough(session.value?.way ?? 'password', permission);
}
