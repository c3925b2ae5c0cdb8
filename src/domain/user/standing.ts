import { commands } from '../../contracts/commands.ts';
import { internalCommands } from '../../contracts/internal-commands.ts';
import { may } from '../../contracts/permissions.ts';
import { byAnother, type CommandDecider, type Context, type Read, type Refusal, refuse } from '../kernel.ts';
import { user } from './decider.ts';

const contracts = { ...commands, ...internalCommands };

type Deciders = { readonly [type: string]: CommandDecider<never> };

/**
 * The same deciders, but only for a person who may still act when the command is decided. The door has checked already,
 * by a read model that may be a moment behind another process. This check follows all that is in the log, so no closed
 * account and no lost right gets through. It reads without writing: each commit claims the place after the last one
 * that its decision has seen.
 */
export function forThoseInGoodStanding<All extends Deciders>(deciders: All): All {
  return Object.fromEntries(
    Object.entries(deciders).map(([type, decider]) => [type, withStanding(type, decider as CommandDecider<object>)]),
  ) as unknown as All;
}

function withStanding(type: string, decider: CommandDecider<object>): CommandDecider<object> {
  const { permission } = contracts[type as keyof typeof contracts];
  // Sign-in notes these itself. They are nobody's wish.
  if (permission === 'own.session') return decider;
  return {
    ...decider,
    reads: (payload, peek, context) => [...decider.reads(payload, peek, context), user.at(context.user)],
    decide: (payload, read, context) => standing(read, permission, context) ?? decider.decide(payload, read, context),
  };
}

function standing(read: Read, permission: Parameters<typeof may>[1], context: Context): Refusal | undefined {
  const found = read(user, context.user);
  // The operator's tools act under a name that is no account.
  if (found.status === 'none') return undefined;
  const winner = byAnother(found.lastStep, context);
  if (found.status === 'inactive') {
    return refuse('account-closed', 'Your account is closed. Ask an administrator.', { winner });
  }
  if (may(found.role, permission)) return undefined;
  return refuse('not-allowed', 'Your role does not allow this. Ask the office if you need it.', { winner });
}
