import type * as z from 'zod/mini';
import { clientCommands } from './client.ts';
import { clockCommands } from './clock.ts';
import { deviceCommands } from './device.ts';
import { employeeCommands } from './employee.ts';
import { fileCommands } from './files.ts';
import { leaveCommands } from './leave.ts';
import { movingCommands } from './moving.ts';
import { orderCommands } from './order.ts';
import { payCommands } from './pay.ts';
import { privateDetailCommands, type SealedCommandType, sealedCommands } from './private-details.ts';
import { productCommands } from './product.ts';
import { settingsCommands } from './settings.ts';
import { stockCommands } from './stock.ts';
import { timesheetCommands } from './timesheet.ts';
import { userCommands } from './user.ts';

/** Every command there is. The HTTP routes, the permissions and the OpenAPI document are made from this. */
export const commands = {
  ...stockCommands,
  ...orderCommands,
  ...clientCommands,
  ...productCommands,
  ...employeeCommands,
  ...sealedCommands,
  ...privateDetailCommands,
  ...leaveCommands,
  ...timesheetCommands,
  ...clockCommands,
  ...payCommands,
  ...settingsCommands,
  ...userCommands,
  ...deviceCommands,
  ...movingCommands,
  ...fileCommands,
};

export type CommandType = keyof typeof commands;
/** The commands that go into the log as they come. The others are sealed first. */
export type OpenCommandType = Exclude<CommandType, SealedCommandType>;
export type CommandPayload<Type extends CommandType> = z.infer<(typeof commands)[Type]['payload']>;
