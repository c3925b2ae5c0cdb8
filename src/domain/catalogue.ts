import type { OpenCommandType } from '../contracts/commands.ts';
import type { InternalCommandType } from '../contracts/internal-commands.ts';
import { client, clientDeciders } from './client/decider.ts';
import { clock, clockDeciders } from './clock/decider.ts';
import { deviceDeciders } from './device/decider.ts';
import { device } from './device/device.ts';
import { employeeDeciders } from './employee/decider.ts';
import { employee } from './employee/employee.ts';
import { hierarchy } from './employee/hierarchy.ts';
import { privateDetailDeciders } from './employee/private-details.ts';
import type { AggregateKind, EventsOf } from './events.ts';
import { fileDeciders } from './files/decider.ts';
import { files } from './files/files.ts';
import type { Aggregate, AnyAggregate, CommandDecider } from './kernel.ts';
import { leaveDeciders } from './leave/decider.ts';
import { leave } from './leave/leave.ts';
import { legacyRecord, move, movingDeciders } from './moving/moving.ts';
import { name } from './name/decider.ts';
import { orderDeciders } from './order/decider.ts';
import { order } from './order/order.ts';
import { orderNumbers } from './order/order-numbers.ts';
import { payDeciders } from './pay/decider.ts';
import { payRun } from './pay/pay-run.ts';
import { product, productDeciders } from './product/decider.ts';
import { settings, settingsDeciders } from './settings/decider.ts';
import { signInDeciders } from './sign-in/decider.ts';
import { passkeyDeciders } from './sign-in/passkeys.ts';
import { pinDeciders } from './sign-in/pins.ts';
import { signIns } from './sign-in/sign-ins.ts';
import { stockDeciders } from './stock/decider.ts';
import { stockItem } from './stock/stock-item.ts';
import { timesheetDeciders } from './timesheet/decider.ts';
import { timesheet } from './timesheet/timesheet.ts';
import { admins } from './user/admins.ts';
import { user, userDeciders } from './user/decider.ts';
import { forThoseInGoodStanding } from './user/standing.ts';

/** Every kind of aggregate. */
const byKind: { readonly [Kind in AggregateKind]: Aggregate<unknown, EventsOf[Kind]> } = {
  'stock-item': stockItem,
  order,
  'order-numbers': orderNumbers,
  client,
  product,
  name,
  user,
  admins,
  'sign-ins': signIns,
  device,
  employee,
  hierarchy,
  leave,
  timesheet,
  clock,
  'pay-run': payRun,
  settings,
  'legacy-record': legacyRecord,
  move,
  files,
};
export const aggregates: readonly AnyAggregate[] = Object.values(byKind);

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
  ...movingDeciders,
  ...fileDeciders,
};

/** Every command, with what decides it. The payload has passed the command's schema before. */
export const deciders = forThoseInGoodStanding(all);
