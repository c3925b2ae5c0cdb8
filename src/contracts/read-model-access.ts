import type { Permission } from './permissions.ts';
import type { ReadModelName } from './read-model-schemas.ts';

/** Who may read a read model. Only the server asks: a tablet is told what it may see. */
export interface ReadModelAccess {
  /** The right to read it. */
  readonly permission: Permission;
  /** Rows are people's own. Without it, everybody with the permission reads all of them. */
  readonly own?: OwnRows;
  /** Whether single rows can be asked for by id. */
  readonly one?: true;
  /** False: no projection makes it. A route of its own answers, and the live feed tells nothing of it. */
  readonly projected?: false;
}

/**
 * Rows that each belong to an employee. With the permission people read their own, and with more than that other
 * people's. Such rows are never taken away, only not shown, so that it is always known whose they are.
 */
export interface OwnRows {
  /** Field of the row, as the projection keeps it, that holds the employee's id. */
  readonly by: string;
  /** Others' rows are read by those who decide for them, or by those who have this permission. */
  readonly others: 'decide' | Permission;
  /** False: not even one's own rows, because nobody decides their own. */
  readonly self?: false;
}

const ofEmployee = { by: 'employeeId', others: 'decide' } as const;

export const readModelAccess = {
  'stock-levels': { permission: 'stock.read', one: true },
  'stock-movements': { permission: 'stock.read' },
  'low-stock': { permission: 'stock.read' },
  'material-use': { permission: 'stock.read' },
  'order-board': { permission: 'orders.read' },
  'order-details': { permission: 'orders.read', one: true },
  'order-files': { permission: 'orders.read', one: true },
  'stock-files': { permission: 'stock.read', one: true },
  'orders-out': { permission: 'orders.read' },
  'client-history': { permission: 'catalogue.read', one: true },
  'product-history': { permission: 'catalogue.read', one: true },
  clients: { permission: 'catalogue.read', one: true },
  products: { permission: 'catalogue.read', one: true },
  people: { permission: 'users.manage', one: true },
  'sign-ins': { permission: 'users.manage', one: true },
  devices: { permission: 'devices.manage', one: true },
  'security-log': { permission: 'history.read' },
  employees: { permission: 'people.read', one: true },
  'employee-cards': { permission: 'own.card', own: ofEmployee, one: true },
  'employee-pay': { permission: 'own.pay', own: { by: 'employeeId', others: 'pay.read' }, one: true },
  'leave-balances': { permission: 'own.leave', own: ofEmployee, one: true },
  'leave-movements': { permission: 'own.leave', own: ofEmployee },
  'leave-requests': { permission: 'own.leave', own: ofEmployee, one: true },
  'leave-files': { permission: 'own.leave', own: ofEmployee, one: true },
  'team-calendar': { permission: 'calendar.read' },
  timesheets: { permission: 'own.timesheet', own: ofEmployee },
  'timesheet-weeks': { permission: 'own.timesheet', own: ofEmployee, one: true },
  approvals: { permission: 'approvals.decide', own: { ...ofEmployee, self: false }, one: true },
  clock: { permission: 'own.clock', own: ofEmployee, one: true },
  'pay-runs': { permission: 'pay.read', one: true },
  payslips: { permission: 'own.pay', own: { by: 'employeeId', others: 'pay.read' }, one: true },
  'legacy-records': { permission: 'orders.read', one: true },
  'confidential-records': { permission: 'pay.read', one: true },
  moving: { permission: 'users.manage', one: true },
  settings: { permission: 'settings.read', one: true },
  'pay-tables': { permission: 'settings.read', projected: false },
  'private-details': { permission: 'own.pay', own: { by: 'id', others: 'pay.read' }, one: true, projected: false },
  'on-time': { permission: 'orders.read', one: true, projected: false },
  'stock-over-time': { permission: 'stock.read', one: true, projected: false },
  'use-by-month': { permission: 'stock.read', one: true, projected: false },
  // Figures of those whose weeks and requests one may read.
  'hours-by-week': { permission: 'own.timesheet', one: true, projected: false },
  'leave-by-type': { permission: 'own.leave', one: true, projected: false },
  'pay-by-month': { permission: 'pay.read', one: true, projected: false },
} as const satisfies { readonly [Name in ReadModelName]: ReadModelAccess };
