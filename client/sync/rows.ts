import type { ClientRow } from '#contracts/client.ts';
import type { ClockState } from '#contracts/clock.ts';
import type { DeviceRow } from '#contracts/device.ts';
import type { EmployeePay, EmployeeRow } from '#contracts/employee.ts';
import type { AwayEntry, LeaveBalance, LeaveMovement, LeaveRequest } from '#contracts/leave.ts';
import type { OrderCard, OrderDetail } from '#contracts/order.ts';
import type { PayRun, Payslip } from '#contracts/pay.ts';
import type { PayTable } from '#contracts/pay-tables.ts';
import type { PrivateDetailsView } from '#contracts/private-details.ts';
import type { ProductRow } from '#contracts/product.ts';
import type { SecurityEntry } from '#contracts/security-log.ts';
import type { SettingsView } from '#contracts/settings.ts';
import type { AccountSignIns } from '#contracts/sign-in.ts';
import { priorities } from '#contracts/stages.ts';
import type { LowStock, StockLevel, StockMovement } from '#contracts/stock.ts';
import type { ApprovalCard, Timesheet, TimesheetRow } from '#contracts/timesheet.ts';
import type { UserRow } from '#contracts/user.ts';

/** What a row of each read model is. */
export interface Rows {
  'stock-levels': StockLevel;
  'stock-movements': StockMovement;
  'low-stock': LowStock;
  'order-board': OrderCard;
  'order-details': OrderDetail;
  clients: ClientRow;
  products: ProductRow;
  /** The accounts. */
  people: UserRow;
  'sign-ins': AccountSignIns;
  'security-log': SecurityEntry;
  employees: EmployeeRow;
  'employee-pay': EmployeePay;
  'leave-balances': LeaveBalance;
  'leave-movements': LeaveMovement;
  'leave-requests': LeaveRequest;
  'team-calendar': AwayEntry;
  timesheets: TimesheetRow;
  'timesheet-weeks': Timesheet;
  approvals: ApprovalCard;
  clock: ClockState;
  'pay-runs': PayRun;
  payslips: Payslip;
  /** Not of the log: no change of it comes over the live feed. */
  'private-details': PrivateDetailsView;
  settings: SettingsView;
  'pay-tables': PayTable;
  devices: DeviceRow;
}
export type ModelName = keyof Rows;
/** Histories without an end, each of one owner. */
export type SeriesName = 'stock-movements' | 'leave-movements';
export type ListName = Exclude<
  ModelName,
  SeriesName | 'order-details' | 'timesheet-weeks' | 'settings' | 'private-details'
>;
export type ItemName = Exclude<
  ModelName,
  SeriesName | 'low-stock' | 'order-board' | 'timesheets' | 'team-calendar' | 'security-log'
>;

/** Filters of a list, as in its address. */
export type Params = Readonly<Record<string, string>>;

/** Lists show what is in use, unless they are asked for what is not. */
const usual: Partial<Record<ListName, Params>> = {
  'stock-levels': { retired: 'false' },
  'order-board': { archived: 'false' },
  clients: { retired: 'false' },
  products: { retired: 'false' },
  approvals: { status: 'waiting' },
};

/** Whether a row that changed is in the list with these filters. */
export function belongs(name: ListName, row: object, params: Params): boolean {
  const wanted = { ...usual[name], ...params };
  return Object.entries(wanted).every(([field, value]) => String((row as Record<string, unknown>)[field]) === value);
}

const natural = new Intl.Collator('en-AU', { numeric: true, sensitivity: 'base' });
const byText = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.reduce((order, [a, b]) => order || natural.compare(a, b), 0);

/** The orders of the lists on the server. */
export const orders: { readonly [Name in ListName]?: (a: Rows[Name], b: Rows[Name]) => number } = {
  'stock-levels': (a, b) => byText([a.name, b.name], [a.code, b.code]),
  'order-board': (a, b) =>
    priorities.indexOf(a.priority) - priorities.indexOf(b.priority) ||
    byText([a.dueDate, b.dueDate], [a.number, b.number]),
  clients: (a, b) => byText([a.name, b.name]),
  products: (a, b) => byText([a.name, b.name], [a.sku, b.sku]),
  people: (a, b) => byText([a.name, b.name], [a.username, b.username]),
  'security-log': (a, b) => b.position - a.position || b.index - a.index,
  employees: (a, b) => byText([a.name, b.name], [a.number, b.number]),
  'employee-pay': (a, b) => byText([a.name, b.name], [a.number, b.number]),
  'leave-balances': (a, b) => byText([a.employeeName, b.employeeName]),
  'leave-requests': (a, b) => byText([b.requestedAt, a.requestedAt]),
  'team-calendar': (a, b) => byText([a.firstDay, b.firstDay], [a.employeeName, b.employeeName]),
  timesheets: (a, b) => byText([b.monday, a.monday], [a.employeeName, b.employeeName]),
  // Whoever has waited longest comes first; of what is decided, the last.
  approvals: (a, b) =>
    a.decision && b.decision ? byText([b.decision.at, a.decision.at]) : byText([a.askedAt, b.askedAt]),
  clock: (a, b) => byText([a.employeeName, b.employeeName]),
  'pay-runs': (a, b) => byText([b.payDate, a.payDate], [b.openedAt, a.openedAt]),
  devices: (a, b) => byText([a.name, b.name], [a.enrolled.at, b.enrolled.at]),
  payslips: (a, b) => byText([b.monday, a.monday], [a.employeeName, b.employeeName]),
};
