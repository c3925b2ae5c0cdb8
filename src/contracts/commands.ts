import type * as z from 'zod/mini';
import { clientCommands } from './client.ts';
import { clockCommands } from './clock.ts';
import { employeeCommands } from './employee.ts';
import { leaveCommands } from './leave.ts';
import { orderCommands } from './order.ts';
import { payCommands } from './pay.ts';
import { productCommands } from './product.ts';
import { settingsCommands } from './settings.ts';
import { stockCommands } from './stock.ts';
import { timesheetCommands } from './timesheet.ts';

/** Every command there is. The HTTP routes, the permissions and the OpenAPI document are made from this. */
export const commands = {
  ...stockCommands,
  ...orderCommands,
  ...clientCommands,
  ...productCommands,
  ...employeeCommands,
  ...leaveCommands,
  ...timesheetCommands,
  ...clockCommands,
  ...payCommands,
  ...settingsCommands,
};

export type CommandType = keyof typeof commands;
export type CommandPayload<Type extends CommandType> = z.infer<(typeof commands)[Type]['payload']>;
