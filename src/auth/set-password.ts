import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { InternalCommandPayload } from '../contracts/internal-commands.ts';
import type { Auth } from './auth.ts';

type Way = Omit<InternalCommandPayload<'RecordPassword'>, 'userId' | 'passwordId'>;

/**
 * Gives an account another password, which must have passed the rule. The hash is kept first, under an id of its own;
 * then one commit says that this id counts, and ends the other sessions. So whichever process dies on the way, either
 * nothing has happened, or all of it: an old password never counts beside sessions that ended for a new one. What is
 * deleted afterwards was of no use any more.
 *
 * @throws SignInRefused when the password that was shown for it, or the link, does not count any more. SignInSlowed.
 */
export async function setPassword(
  {
    credentials,
    passwords,
    pins,
    sessions,
    log,
  }: Pick<Auth, 'credentials' | 'passwords' | 'pins' | 'sessions' | 'log'>,
  { userId, password, by, ...way }: Way & { readonly userId: string; readonly password: string; readonly by: string },
): Promise<void> {
  const id = randomUUID();
  await credentials.add({ id, userId, hash: await passwords.hash(password) });
  const { epoch, was } = outcome.parse(await log.record('RecordPassword', { userId, passwordId: id, ...way }, by));
  const { keptSessionId: sessionId } = way;
  await Promise.allSettled([
    sessions.endAll(userId, sessionId === undefined ? undefined : { sessionId, epoch }),
    credentials.tidy(userId, { counts: id, was }),
    // The log has taken it away already.
    ...(way.way === 'changed' ? [] : [pins.clear(userId)]),
  ]);
}

const outcome = z.object({ epoch: z.int(), was: z.optional(z.string()) });
