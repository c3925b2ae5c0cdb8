import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { InternalCommandPayload } from '../contracts/internal-commands.ts';
import type { Auth } from './auth.ts';

type Way = Omit<InternalCommandPayload<'RecordPassword'>, 'userId' | 'passwordId'>;

/**
 * Gives an account another password, which has passed the rules. The hash is kept first, under an id of its own. Then
 * one commit says that this id counts and ends the other sessions. A process that dies on the way leaves either nothing
 * done or all of it: an old password never counts beside sessions that a new one has ended. What is deleted afterwards
 * was already of no use.
 *
 * @throws SignInRefused when the password or the link that was shown no longer counts. SignInSlowed.
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
