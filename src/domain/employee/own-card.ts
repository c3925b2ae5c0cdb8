import { COMPANY } from '../company.ts';
import { type Context, type NewEvent, type Read, type Refusal, refuse } from '../kernel.ts';
import { admins } from '../user/admins.ts';
import { user } from '../user/decider.ts';
import type { OwnSetUp } from '../user/events.ts';
import { hierarchy, isHeldBy } from './hierarchy.ts';

// What somebody is paid, whose team they are in and which account is theirs is never theirs to change. A company begins
// with one administrator, though, whose card nobody else could set up: as long as the office has only ever been that one
// person, they may, and the security log says so. Leave, weeks and balances wait for somebody else all the same.

/** Ids of what the functions below read. */
export function ownCardReads({ user: userId }: Context): readonly string[] {
  return [hierarchy.at(COMPANY), admins.at(COMPANY), user.at(userId)];
}

/** Refuses what would change somebody's own card. `words` says what it is about: "You cannot set your own pay rate." */
export function refuseOwnCard(read: Read, employeeId: string, context: Context, words: string): Refusal | undefined {
  if (!isHeldBy(read(hierarchy, COMPANY), employeeId, context.user) || isTheWholeOffice(read, context))
    return undefined;
  return refuse('own-card', `${words} ${ASK}`);
}

/** Refuses to make a card one's own: who decides for it would no longer be somebody else. */
export function refuseOwnAccount(read: Read, userId: string | undefined, context: Context): Refusal | undefined {
  if (userId !== context.user || isTheWholeOffice(read, context)) return undefined;
  return refuse('own-card', `You cannot link your own account to a card. ${ASK}`);
}

/** The mark that somebody set up their own card, where it is theirs. `userId`: whose card it is from now on. */
export function markOwn(
  read: Read,
  employeeId: string,
  what: OwnSetUp,
  context: Context,
  userId?: string,
): readonly NewEvent[] {
  const own = userId === context.user || isHeldBy(read(hierarchy, COMPANY), employeeId, context.user);
  return own ? [user.event(context.user, 'OwnCardSetUp', { employeeId, what })] : [];
}

const ASK = 'Ask somebody else in the office.';

/** Whether nobody else has ever been in the office: not even for a time, or one could send the others away first. */
function isTheWholeOffice(read: Read, context: Context): boolean {
  const { office } = read(admins, COMPANY);
  // Older logs do not name managers, but what a manager did with a card is there.
  const placed = [...read(hierarchy, COMPANY).placed.values()];
  return office.size === 1 && office.has(context.user) && placed.every(({ user: by }) => by === context.user);
}
