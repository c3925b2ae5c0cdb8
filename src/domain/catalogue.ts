import type { OpenCommandType } from '../contracts/commands.ts';
import type { InternalCommandType } from '../contracts/internal-commands.ts';
import { client, clientDeciders } from './client/decider.ts';
import type { ClientEvent } from './client/events.ts';
import { clock, clockDeciders } from './clock/decider.ts';
import type { ClockEvent } from './clock/events.ts';
import { deviceDeciders } from './device/decider.ts';
import { device } from './device/device.ts';
import type { DeviceEvent } from './device/events.ts';
import { employeeDeciders } from './employee/decider.ts';
import { employee } from './employee/employee.ts';
import type { EmployeeEvent, HierarchyEvent } from './employee/events.ts';
import { hierarchy } from './employee/hierarchy.ts';
import { privateDetailDeciders } from './employee/private-details.ts';
import type { AnyAggregate, CommandDecider } from './kernel.ts';
import { leaveDeciders } from './leave/decider.ts';
import type { LeaveEvent } from './leave/events.ts';
import { leave } from './leave/leave.ts';
import { name } from './name/decider.ts';
import type { NameEvent } from './name/events.ts';
import { orderDeciders } from './order/decider.ts';
import type { OrderEvent, OrderNumberEvent } from './order/events.ts';
import { order } from './order/order.ts';
import { orderNumbers } from './order/order-numbers.ts';
import { payDeciders } from './pay/decider.ts';
import type { PayRunEvent } from './pay/events.ts';
import { payRun } from './pay/pay-run.ts';
import { product, productDeciders } from './product/decider.ts';
import type { ProductEvent } from './product/events.ts';
import { settings, settingsDeciders } from './settings/decider.ts';
import type { SettingsEvent } from './settings/events.ts';
import { signInDeciders } from './sign-in/decider.ts';
import type { SignInEvent } from './sign-in/events.ts';
import { passkeyDeciders } from './sign-in/passkeys.ts';
import { pinDeciders } from './sign-in/pins.ts';
import { signIns } from './sign-in/sign-ins.ts';
import { stockDeciders } from './stock/decider.ts';
import type { StockEvent } from './stock/events.ts';
import { stockItem } from './stock/stock-item.ts';
import { timesheetDeciders } from './timesheet/decider.ts';
import type { TimesheetEvent } from './timesheet/events.ts';
import { timesheet } from './timesheet/timesheet.ts';
import { admins } from './user/admins.ts';
import { user, userDeciders } from './user/decider.ts';
import type { AdminsEvent, UserEvent } from './user/events.ts';
import { forThoseInGoodStanding } from './user/standing.ts';

/** Every event. */
type MistyEvent =
  | StockEvent
  | OrderEvent
  | OrderNumberEvent
  | ClientEvent
  | ProductEvent
  | NameEvent
  | UserEvent
  | AdminsEvent
  | SignInEvent
  | DeviceEvent
  | EmployeeEvent
  | HierarchyEvent
  | LeaveEvent
  | TimesheetEvent
  | ClockEvent
  | PayRunEvent
  | SettingsEvent;
export type EventType = MistyEvent['type'];

/** Every kind of aggregate. */
export const aggregates: readonly AnyAggregate[] = [
  stockItem,
  order,
  orderNumbers,
  client,
  product,
  name,
  user,
  admins,
  signIns,
  device,
  employee,
  hierarchy,
  leave,
  timesheet,
  clock,
  payRun,
  settings,
];

const all: { readonly [Type in OpenCommandType | InternalCommandType]: CommandDecider<never> } = {
  ...stockDeciders,
  ...orderDeciders,
  ...clientDeciders,
  ...productDeciders,
  ...userDeciders,
  ...signInDeciders,
  ...pinDeciders,
  ...deviceDeciders,
  ...passkeyDeciders,
  ...employeeDeciders,
  ...privateDetailDeciders,
  ...leaveDeciders,
  ...timesheetDeciders,
  ...clockDeciders,
  ...payDeciders,
  ...settingsDeciders,
};

/** Every command, with what decides it. The payload has passed the command's schema before. */
export const deciders = forThoseInGoodStanding(all);
