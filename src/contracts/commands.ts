import type * as z from 'zod/mini';
import { clientCommands } from './client.ts';
import { employeeCommands } from './employee.ts';
import { leaveCommands } from './leave.ts';
import { orderCommands } from './order.ts';
import { productCommands } from './product.ts';
import { settingsCommands } from './settings.ts';
import { stockCommands } from './stock.ts';

/** Every command there is. The HTTP routes, the permissions and the OpenAPI document are made from this. */
export const commands = {
  ...stockCommands,
  ...orderCommands,
  ...clientCommands,
  ...productCommands,
  ...employeeCommands,
  ...leaveCommands,
  ...settingsCommands,
};

export type CommandType = keyof typeof commands;
export type CommandPayload<Type extends CommandType> = z.infer<(typeof commands)[Type]['payload']>;
