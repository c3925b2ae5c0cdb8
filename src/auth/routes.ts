import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import {
  loginRequest,
  logoutRequest,
  refreshRequest,
  type Session,
  session as sessionAnswer,
} from '../contracts/sign-in.ts';
import type { Auth } from './auth.ts';
import { clearCookies, deviceCookie, refreshCookie } from './cookies.ts';
import { endSession } from './ending.ts';
import { SignInRequired, SignInSlowed, WrongCredentials } from './errors.ts';
import { type Failures, noteFailures } from './failures.ts';
import { comesFromBrowser } from './origin.ts';
import { requirePassword, requireSession } from './plugin.ts';
import { handOut, keeping, letIn, presentSession, type SignIn } from './sign-in.ts';

export interface AuthRoutesOptions extends SignIn {
  readonly failures: Failures;
  readonly signInLimit: onRequestAsyncHookHandler;
  readonly queryLimit: onRequestAsyncHookHandler;
}

const tags = ['Sign-in'];

/** POST /api/auth/login, /refresh, /logout and /logout-everywhere, GET /api/auth/me. */
export function addAuthRoutes(app: FastifyInstance, options: AuthRoutesOptions): void {
  addLogin(app, options);
  addRefresh(app, options);
  addLogout(app, options);
  addLogoutEverywhere(app, options);
  addMe(app, options);
}

function addLogin(app: FastifyInstance, options: AuthRoutesOptions): void {
  const { auth, failures, signInLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/login',
    {
      onRequest: signInLimit,
      schema: {
        tags,
        summary: 'Sign in',
        description:
          'Browsers get httpOnly cookies alone. Others get accessToken, to send as a bearer, and refreshToken in the answer.',
        body: loginRequest,
        response: { 200: sessionAnswer },
      },
    },
    async (request, reply): Promise<Session> => {
      const { username, password } = request.body;
      const waitSeconds = auth.throttle.attempt(username, request.ip);
      if (waitSeconds > 0) throw new SignInSlowed(waitSeconds);
      const person = await auth.people.byUsername(username);
      const known = person?.active ? person : undefined;
      // The hash is checked in any case, so that the time taken does not tell which names exist.
      const passwordId = await auth.people.passwordIdOf(known?.id ?? '');
      const hashed = await auth.credentials.hashOf(passwordId);
      const isRight = await auth.passwords.verify(hashed, password);
      if (known === undefined || !isRight) {
        if (known !== undefined) {
          // Nobody waits for this note, because its time would tell that the name exists.
          noteFailures(auth.log, request, known.id, failures.count(known.id)).catch((error: unknown) =>
            request.log.error({ err: error }, 'failed sign-ins could not be noted'),
          );
        }
        throw new WrongCredentials();
      }
      auth.throttle.succeeded(username, request.ip);
      await noteFailures(auth.log, request, known.id, failures.settle(known.id));
      return letIn(options, { request, reply, person: known, way: 'password', passwordId });
    },
  );
}

function addRefresh(app: FastifyInstance, options: AuthRoutesOptions): void {
  const { auth, queryLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/refresh',
    {
      onRequest: queryLimit,
      schema: {
        tags,
        summary: 'Get a new access token for a refresh token, which is used up by it',
        description:
          'Browsers send the token in their cookie and an empty object. The answer may be asked for again within 30 seconds; a token that comes later than that a second time ends the sign-in.',
        body: refreshRequest,
        response: { 200: sessionAnswer },
      },
    },
    async (request, reply): Promise<Session> => {
      const token = request.body.refreshToken ?? refreshCookie(request);
      if (token === undefined) throw new SignInRequired();
      const rotation = await auth.sessions.rotate(token);
      const person = rotation.kind === 'unknown' ? undefined : await auth.people.byId(rotation.session.userId);
      // Somebody else has or had this token. Nobody goes on with this sign-in, and the person is told at the next one.
      if (rotation.kind === 'reused') await endSession(auth, rotation.session, 'token-reused');
      const hasEnded = rotation.kind === 'rotated' && (await auth.people.hasEnded(rotation.session));
      // A process may have died after telling the log alone, and the log does not remember it for ever.
      if (hasEnded) await auth.sessions.end(rotation.session.id);
      const goesOn =
        rotation.kind === 'rotated' &&
        person?.active &&
        !hasEnded &&
        (await isWhereItBelongs(auth, request, rotation.session));
      if (!goesOn) {
        clearCookies(request, reply);
        throw new SignInRequired(true);
      }
      return await handOut(options, { request, reply, person, ...rotation });
    },
  );
}

function addLogout(app: FastifyInstance, options: AuthRoutesOptions): void {
  const { auth, queryLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/logout',
    {
      onRequest: queryLimit,
      schema: {
        tags,
        summary: 'Sign out; the tokens are of no use from then on',
        body: z.nullish(logoutRequest),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const session = await presentSession(auth, request, request.body?.refreshToken);
      if (session !== undefined) {
        await endSession(auth, session, request.body?.idle === true ? 'idle' : 'signed-out');
      }
      clearCookies(request, reply);
      return await reply.code(204).send(null);
    },
  );
}

function addLogoutEverywhere(app: FastifyInstance, options: AuthRoutesOptions): void {
  const { auth, queryLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/logout-everywhere',
    {
      onRequest: queryLimit,
      schema: { tags, summary: 'Sign out on every device', response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { id: userId } = requirePassword(request).user;
      await auth.log.record('EndEverySession', { userId, because: 'signed-out-everywhere' }, userId);
      await auth.sessions.endAll(userId);
      clearCookies(request, reply);
      return await reply.code(204).send(null);
    },
  );
}

function addMe(app: FastifyInstance, options: AuthRoutesOptions): void {
  const { auth, timeZone, queryLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/auth/me',
    {
      onRequest: queryLimit,
      schema: { tags, summary: 'Who is signed in', response: { 200: sessionAnswer } },
    },
    async (request): Promise<Session> => {
      const { user, way, deviceId, expiresAt, signInExpiresAt } = requireSession(request);
      const { idleSeconds } = auth.lifetimes;
      return {
        ...{ user, timeZone, way, ...(deviceId !== undefined && { idleSeconds }) },
        ...{ expiresAt: expiresAt.toISOString(), signInExpiresAt: signInExpiresAt.toISOString() },
        ...(comesFromBrowser(request) && (await keeping(auth, user.id))),
      };
    },
  );
}

/** A session of a shared tablet works on that tablet only. */
async function isWhereItBelongs(auth: Auth, request: FastifyRequest, { deviceId }: { readonly deviceId?: string }) {
  return deviceId === undefined || (await auth.devices.holder(deviceCookie(request)))?.id === deviceId;
}
