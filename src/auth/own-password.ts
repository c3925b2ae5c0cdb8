import type { FastifyRequest } from 'fastify';
import type { Auth } from './auth.ts';
import { SignInRefused, SignInSlowed } from './errors.ts';
import { type Failures, noteFailures } from './failures.ts';

/**
 * Asks the person who is signed in for their password again, before something that opens the account is changed. These
 * guesses count with those at the door, so an open tablet gives nobody extra guesses. Answers the id of the password
 * that was right, so that the log can check that it still counts.
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
