import * as z from 'zod/mini';
import { cardHistory } from './card-history.ts';
import { clientRow } from './client.ts';
import { clockState } from './clock.ts';
import { deviceRow } from './device.ts';
import { employeeCard, employeePay, employeeRow } from './employee.ts';
import { recordFiles } from './files.ts';
import { awayEntry, leaveBalance, leaveMovement, leaveRequest, leaveStatuses } from './leave.ts';
import { legacyFilters, legacyRecord, movingState } from './moving.ts';
import { orderCard, orderDetail, stages } from './order.ts';
import { payRun, payRunStatuses, payslip, payslipStatuses } from './pay.ts';
import { payTable } from './pay-tables.ts';
import { id } from './primitives.ts';
import { privateDetails } from './private-details.ts';
import { productKinds, productRow } from './product.ts';
import {
  hoursReport,
  leaveReport,
  materialUse,
  onTimeReport,
  orderOut,
  payReport,
  stockReport,
  useReport,
} from './reports.ts';
import { securityEntry, securityFilters } from './security-log.ts';
import { settingsView } from './settings.ts';
import { accountSignIns } from './sign-in.ts';
import { lowStock, stockKinds, stockLevel, stockMovement } from './stock.ts';
import { approvalCard, monday, timesheet, timesheetRow, timesheetStatuses } from './timesheet.ts';
import { userRow } from './user.ts';

/** A filter that is true or false, also as text in an address. */
const flag = z.pipe(
  z.union([z.boolean(), z.enum(['true', 'false'], 'must be true or false')]),
  z.transform((value) => value === true || value === 'true'),
);
const none = z.strictObject({});
const username = z.string().check(z.minLength(1), z.maxLength(120));
const financialYear = z.string().check(z.regex(/^\d{4}-\d\d$/, 'must be a financial year such as 2026-27'));

/**
 * Every read model there is: a row as people see it, and the filters that its list takes. What else is to be said of it
 * is in read-models.ts, apart from here so that no browser has to load the schemas.
 */
export const readModelSchemas = {
  'stock-levels': {
    row: stockLevel,
    filters: z.strictObject({ kind: z.optional(z.enum(stockKinds)), retired: z.optional(flag) }),
  },
  'stock-movements': { row: stockMovement, filters: z.strictObject({ itemId: id }) },
  'low-stock': { row: lowStock, filters: none },
  'material-use': { row: materialUse, filters: none },
  'order-board': {
    row: orderCard,
    filters: z.strictObject({
      archived: z.optional(flag),
      stage: z.optional(z.enum(stages)),
      clientId: z.optional(id),
    }),
  },
  'order-details': { row: orderDetail, filters: none },
  'order-files': { row: recordFiles, filters: none },
  'stock-files': { row: recordFiles, filters: none },
  'orders-out': { row: orderOut, filters: none },
  clients: { row: clientRow, filters: z.strictObject({ retired: z.optional(flag) }) },
  'client-history': { row: cardHistory, filters: none },
  products: {
    row: productRow,
    filters: z.strictObject({
      kind: z.optional(z.enum(productKinds)),
      clientId: z.optional(id),
      retired: z.optional(flag),
    }),
  },
  'product-history': { row: cardHistory, filters: none },
  /** The accounts. */
  people: { row: userRow, filters: z.strictObject({ username: z.optional(username) }) },
  'sign-ins': { row: accountSignIns, filters: none },
  devices: { row: deviceRow, filters: none },
  'security-log': { row: securityEntry, filters: securityFilters },
  employees: { row: employeeRow, filters: z.strictObject({ active: z.optional(flag) }) },
  'employee-cards': { row: employeeCard, filters: none },
  'employee-pay': { row: employeePay, filters: z.strictObject({ active: z.optional(flag) }) },
  'leave-balances': { row: leaveBalance, filters: none },
  'leave-movements': { row: leaveMovement, filters: z.strictObject({ employeeId: id }) },
  'leave-requests': {
    row: leaveRequest,
    filters: z.strictObject({ employeeId: z.optional(id), status: z.optional(z.enum(leaveStatuses)) }),
  },
  'leave-files': { row: recordFiles, filters: none },
  'team-calendar': { row: awayEntry, filters: z.strictObject({ employeeId: z.optional(id) }) },
  timesheets: {
    row: timesheetRow,
    filters: z.strictObject({
      employeeId: z.optional(id),
      monday: z.optional(monday),
      status: z.optional(z.enum(timesheetStatuses)),
    }),
  },
  'timesheet-weeks': { row: timesheet, filters: none },
  approvals: {
    row: approvalCard,
    filters: z.strictObject({ status: z.optional(z.enum(['waiting', 'decided'])), employeeId: z.optional(id) }),
  },
  clock: { row: clockState, filters: z.strictObject({ on: z.optional(flag) }) },
  'pay-runs': { row: payRun, filters: z.strictObject({ status: z.optional(z.enum(payRunStatuses)) }) },
  payslips: {
    row: payslip,
    filters: z.strictObject({
      employeeId: z.optional(id),
      monday: z.optional(monday),
      period: z.optional(monday),
      status: z.optional(z.enum(payslipStatuses)),
      financialYear: z.optional(financialYear),
    }),
  },
  'legacy-records': { row: legacyRecord, filters: legacyFilters },
  'confidential-records': { row: legacyRecord, filters: legacyFilters },
  moving: { row: movingState, filters: none },
  settings: { row: settingsView, filters: none },
  'pay-tables': { row: payTable, filters: none },
  'private-details': { row: privateDetails, filters: none },
  'on-time': { row: onTimeReport, filters: none },
  'stock-over-time': { row: stockReport, filters: none },
  'use-by-month': { row: useReport, filters: none },
  'hours-by-week': { row: hoursReport, filters: none },
  'leave-by-type': { row: leaveReport, filters: none },
  'pay-by-month': { row: payReport, filters: none },
};

export type ReadModelName = keyof typeof readModelSchemas;
export type RowOf<Name extends ReadModelName> = z.infer<(typeof readModelSchemas)[Name]['row']>;
export type FiltersOf<Name extends ReadModelName> = z.infer<(typeof readModelSchemas)[Name]['filters']>;
