import type { sessionEnds } from '../contracts/sign-in.ts';
import { type Auth, restSeconds } from './auth.ts';
import type { Session } from './sessions.ts';

/** What must be known of a session to end it. */
export type Ending = Pick<Session, 'id' | 'userId' | 'expiresAt'> & { readonly deviceId?: string | undefined };

/** Ends one session early: first in the log, which every process follows, then where its refresh token is kept. */
export async function endSession(
  auth: Pick<Auth, 'clock' | 'lifetimes' | 'log' | 'sessions'>,
  session: Ending,
  because: (typeof sessionEnds)[number],
  by = session.userId,
): Promise<void> {
  const { id: sessionId, userId } = session;
  const expiresAt = overAt(auth, session).toISOString();
  await auth.log.record('EndSession', { userId, sessionId, because, expiresAt }, by);
  await auth.sessions.end(sessionId);
}

/** The session would be over at this moment anyhow, so its end has to be remembered until then and no longer. */
function overAt({ clock, lifetimes }: Pick<Auth, 'clock' | 'lifetimes'>, { deviceId, expiresAt }: Ending): Date {
  if (deviceId === undefined) return expiresAt;
  const rested = new Date(clock().getTime() + restSeconds(lifetimes) * 1_000);
  return rested < expiresAt ? rested : expiresAt;
}
