import type { SignInWay } from './sign-in-ways.ts';

export const roles = [
  'admin',
  'manager',
  'production_manager',
  'sales',
  'production_team',
  'employee',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

export const roleWords: Record<Role, string> = {
  admin: 'Administrator',
  manager: 'Manager',
  production_manager: 'Production manager',
  sales: 'Sales',
  production_team: 'Production team',
  employee: 'Employee',
  auditor: 'Auditor',
};

const office = ['admin', 'manager', 'production_manager'] as const;
const floor = [...office, 'production_team'] as const;
const ordering = [...office, 'sales'] as const;
const everyoneAtWork = [...office, 'sales', 'production_team'] as const;
const everyEmployee = [...everyoneAtWork, 'employee'] as const;

/**
 * Who may do what. One row for each right; a command and a query name the right that they need, and a role that is
 * not in the row is refused with 403. The client reads the same table to leave out what a person may not do.
 */
export const permissions = {
  'stock.read': [...everyoneAtWork, 'auditor'],
  'stock.move': floor,
  'stock.manage': office,
  'stock.allocate': everyoneAtWork,
  'orders.read': [...everyoneAtWork, 'auditor'],
  'orders.write': ordering,
  'orders.stage': floor,
  'orders.close': office,
  'catalogue.read': [...everyoneAtWork, 'auditor'],
  'catalogue.write': ordering,
  /** Attaches photos and papers to orders and stock items, and takes off one's own. */
  'files.attach': everyoneAtWork,
  'own.card': everyEmployee,
  'own.leave': everyEmployee,
  'own.clock': everyEmployee,
  'own.timesheet': everyEmployee,
  'own.pay': everyEmployee,
  /**
   * May stand at the door of an approval: anybody may be a delegate. For whom one decides is looked at where it is
   * decided, by the two rows below and by the dates of the delegation.
   */
  'approvals.decide': everyEmployee,
  /** Decides for everybody but themselves. */
  'decide.all': ['admin', 'manager'],
  /** Decides for their own team, and for the teams below it. */
  'decide.team': ['production_manager'],
  'leave.adjust': ['admin', 'manager'],
  'own.session': roles,
  /** Signs in by a passkey as well. */
  'own.passkey': ['admin', 'manager'],
  'people.read': [...everyEmployee, 'auditor'],
  /** Who is away, and when. */
  'calendar.read': [...everyEmployee, 'auditor'],
  'people.manage': ['admin', 'manager'],
  'pay.read': ['admin', 'manager'],
  'pay.manage': ['admin', 'manager'],
  'settings.read': [...everyEmployee, 'auditor'],
  'settings.manage': ['admin'],
  'users.manage': ['admin'],
  'devices.manage': ['admin'],
  'history.read': ['admin', 'auditor'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Whether this role has that right. */
export function may(role: Role, permission: Permission): boolean {
  return (permissions[permission] as readonly Role[]).includes(role);
}

/**
 * All that a PIN opens on a shared tablet, for every role: the clock, stock and stages, and what these are worked
 * out by. Everything else asks for the password.
 */
const byPin: ReadonlySet<Permission> = new Set([
  ...(['stock.read', 'stock.move', 'stock.allocate', 'orders.read', 'orders.stage', 'catalogue.read'] as const),
  ...(['own.clock', 'people.read', 'settings.read', 'files.attach'] as const),
]);

/** Whether this way of signing in is enough for that right, if the role has it. */
export function isEnough(way: SignInWay, permission: Permission): boolean {
  return way !== 'pin' || byPin.has(permission);
}
