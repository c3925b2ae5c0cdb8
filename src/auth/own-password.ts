import type { FastifyRequest } from 'fastify';
import type { Auth } from './auth.ts';
import { SignInRefused, SignInSlowed } from './errors.ts';
import { type Failures, noteFailures } from './failures.ts';

/**
 * Asks whoever is signed in for their password again, before something changes that opens the account. Counted with
 * those at the door: whoever has found an open tablet has no more guesses than anybody else. Names the password that was
 * right, for the log to see that it counts still.
 *
 * @throws SignInSlowed, SignInRefused
 */
export async function requireOwnPassword(
  { auth, failures }: { readonly auth: Auth; readonly failures: Failures },
  request: FastifyRequest,
  user: { readonly id: string; readonly username: string },
  password: string,
): Promise<string> {
  const waitSeconds = auth.throttle.attempt(user.username, request.ip);
  if (waitSeconds > 0) throw new SignInSlowed(waitSeconds);
  const passwordId = await auth.people.passwordIdOf(user.id);
  if (!(await auth.passwords.verify(await auth.credentials.hashOf(passwordId), password))) {
    await noteFailures(auth.log, request, user.id, failures.count(user.id));
    throw new SignInRefused('wrong-password', 'The present password is not right.');
  }
  auth.throttle.succeeded(user.username, request.ip);
  return passwordId;
}
