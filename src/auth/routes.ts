import { randomUUID } from 'node:crypto';
import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { loginRequest, type Session, session as sessionAnswer } from '../contracts/user.ts';
import type { Auth } from './auth.ts';
import { SignInSlowed, WrongCredentials } from './errors.ts';
import { comesFromBrowser } from './origin.ts';
import { clearCookie, requireSession, setCookie } from './plugin.ts';
import type { Tokens } from './tokens.ts';

export interface AuthRoutesOptions {
  auth: Auth;
  tokens: Tokens;
  /** The company's, told with the session because every screen shows times in it. */
  timeZone: string;
  signInLimit: onRequestAsyncHookHandler;
  queryLimit: onRequestAsyncHookHandler;
}

/** POST /api/auth/login and /logout, GET /api/auth/me. */
export function addAuthRoutes(app: FastifyInstance, options: AuthRoutesOptions): void {
  const { auth, tokens, timeZone, signInLimit, queryLimit } = options;
  const typed = app.withTypeProvider<ZodTypeProvider>();

  typed.post(
    '/api/auth/login',
    {
      onRequest: signInLimit,
      schema: {
        tags: ['Sign-in'],
        summary: 'Sign in',
        description: 'Browsers get an httpOnly cookie alone. Others also get accessToken, to send as a bearer.',
        body: loginRequest,
        response: { 200: sessionAnswer },
      },
    },
    async (request, reply): Promise<Session> => {
      const { username, password } = request.body;
      const waitSeconds = auth.throttle.attempt(username, request.ip);
      if (waitSeconds > 0) throw new SignInSlowed(waitSeconds);
      const person = await auth.people.byUsername(username);
      // Asked for in any case, so that the time that it takes does not tell which names there are.
      const hashed = await auth.credentials.hashOf(person?.active ? person.id : '');
      if (!(await auth.passwords.verify(hashed, password)) || !person) throw new WrongCredentials();
      auth.throttle.succeeded(username, request.ip);

      const { id, username: spelling, name, role } = person;
      const expiresAt = wholeSecond(auth.clock(), auth.sessionSeconds);
      const accessToken = tokens.issue({ sessionId: randomUUID(), userId: id, expiresAt });
      setCookie(request, reply, accessToken, auth.sessionSeconds);
      request.log.info({ user: id }, 'signed in');
      return {
        user: { id, username: spelling, name, role },
        timeZone,
        expiresAt: expiresAt.toISOString(),
        ...(comesFromBrowser(request) ? {} : { accessToken }),
      };
    },
  );

  typed.post(
    '/api/auth/logout',
    {
      onRequest: queryLimit,
      schema: {
        tags: ['Sign-in'],
        summary: 'Sign out; the token is of no use from then on',
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { session } = request;
      if (session) await auth.sessions.end({ ...session, userId: session.user.id });
      clearCookie(request, reply);
      return await reply.code(204).send(null);
    },
  );

  typed.get(
    '/api/auth/me',
    {
      onRequest: queryLimit,
      schema: { tags: ['Sign-in'], summary: 'Who is signed in', response: { 200: sessionAnswer } },
    },
    async (request): Promise<Session> => {
      const { user, expiresAt } = requireSession(request);
      return { user, timeZone, expiresAt: expiresAt.toISOString() };
    },
  );
}

/** Tokens count in whole seconds; the answer says the same moment as the token. */
function wholeSecond(now: Date, afterSeconds: number): Date {
  return new Date((Math.floor(now.getTime() / 1000) + afterSeconds) * 1000);
}
