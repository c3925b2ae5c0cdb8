import type { ProjectedName } from '../src/contracts/read-models.ts';
import type { Projection } from '../src/projecting/definition.ts';
import type { NameModels } from '../src/projecting/names.ts';
import { approvals } from './approvals.ts';
import { clientHistory } from './client-history.ts';
import { clients, clientsModel } from './clients.ts';
import { clock } from './clock.ts';
import { devices, devicesModel } from './devices.ts';
import { employeeCards } from './employee-cards.ts';
import { employeePay } from './employee-pay.ts';
import { employees } from './employees.ts';
import { leaveFiles, orderFiles, stockFiles } from './files.ts';
import { leaveBalances } from './leave-balances.ts';
import { leaveMovements } from './leave-movements.ts';
import { leaveRequests } from './leave-requests.ts';
import { confidentialRecords, legacyRecords } from './legacy-records.ts';
import { lowStock } from './low-stock.ts';
import { materialUse } from './material-use.ts';
import { moving } from './moving.ts';
import { orderBoard } from './order-board.ts';
import { orderDetails } from './order-details.ts';
import { ordersOut } from './orders-out.ts';
import { payRuns } from './pay-runs.ts';
import { payslips } from './payslips.ts';
import { people, peopleModel } from './people.ts';
import { productHistory } from './product-history.ts';
import { products } from './products.ts';
import { securityLog } from './security-log.ts';
import { settings } from './settings.ts';
import { signIns } from './sign-ins.ts';
import { stockLevels } from './stock-levels.ts';
import { stockMovements } from './stock-movements.ts';
import { teamCalendar } from './team-calendar.ts';
import { timesheetWeeks } from './timesheet-weeks.ts';
import { timesheets } from './timesheets.ts';

/** One for each read model of the contracts. People come first: the others' rows are told with their names. */
const byName: { readonly [Name in ProjectedName]: Projection } = {
  people,
  'stock-levels': stockLevels,
  'stock-movements': stockMovements,
  'low-stock': lowStock,
  'material-use': materialUse,
  'order-board': orderBoard,
  'order-details': orderDetails,
  'order-files': orderFiles,
  'stock-files': stockFiles,
  'leave-files': leaveFiles,
  'orders-out': ordersOut,
  clients,
  'client-history': clientHistory,
  products,
  'product-history': productHistory,
  employees,
  'employee-cards': employeeCards,
  'employee-pay': employeePay,
  'leave-balances': leaveBalances,
  'leave-movements': leaveMovements,
  'leave-requests': leaveRequests,
  'team-calendar': teamCalendar,
  timesheets,
  'timesheet-weeks': timesheetWeeks,
  approvals,
  clock,
  'pay-runs': payRuns,
  payslips,
  'legacy-records': legacyRecords,
  'confidential-records': confidentialRecords,
  moving,
  settings,
  'sign-ins': signIns,
  devices,
  'security-log': securityLog,
};

export const projections: readonly Projection[] = Object.values(byName);

/** Where the names come from that rows are told with. */
export const nameModels: NameModels = { people: peopleModel, devices: devicesModel, clients: clientsModel };
