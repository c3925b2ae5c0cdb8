import type { CommandPayload, CommandType } from '../contracts/commands.ts';
import type { InternalCommandPayload } from '../contracts/user.ts';
import { admin, type DemoPerson, demoPeople } from './people.ts';

/** A command of the story. */
export interface Step {
  readonly type: string;
  readonly payload: object;
  readonly by: DemoPerson;
}

/** What happened at one moment; the order within it does not matter. */
export interface Moment {
  readonly at: Date;
  readonly steps: readonly Step[];
}

/** The weeks of the demo company that lead up to this moment, in order. */
export function story(now: Date, _timeZone: string): readonly Moment[] {
  const steps = demoPeople.map((person) => register(person));
  return [{ at: new Date(now.getTime() - 30 * 24 * 60 * 60 * 1000), steps }];
}

export function step<Type extends CommandType>(by: DemoPerson, type: Type, payload: CommandPayload<Type>): Step {
  return { type, payload, by };
}

function register({ id: userId, username, name, role }: DemoPerson): Step {
  const payload: InternalCommandPayload<'RegisterUser'> = { userId, username, name, role };
  return { type: 'RegisterUser', payload, by: admin };
}
