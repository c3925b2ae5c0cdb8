import cookie from '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isEnough, may, type Permission, type Role } from '../contracts/permissions.ts';
import type { SignInWay } from '../contracts/sign-in.ts';
import type { Auth } from './auth.ts';
import { accessCookie, refreshCookie } from './cookies.ts';
import { NotAllowed, SignInRefused, SignInRequired } from './errors.ts';
import { checkOrigin, hasBearer } from './origin.ts';
import type { Reader } from './reach.ts';
import { registerTokens, type Tokens } from './tokens.ts';

/** The person who is asking, as they are at this moment. */
export interface ActiveSession {
  readonly id: string;
  readonly epoch: number;
  readonly way: SignInWay;
  /** The shared tablet that the session belongs to, if any. */
  readonly deviceId?: string | undefined;
  /** When the access token lapses. */
  readonly expiresAt: Date;
  readonly signInExpiresAt: Date;
  readonly user: { readonly id: string; readonly username: string; readonly name: string; readonly role: Role };
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined when nobody is signed in. */
    session: ActiveSession | undefined;
    /** Why nobody is signed in. */
    signInRequired: SignInRequired | undefined;
  }
}

/**
 * Looks for a token in each request, in the cookie or as a bearer, and notes whose it is. Routes then ask for a session
 * or a permission. Runs before the rate limits, which count by user where there is one.
 */
export async function registerAuth(app: FastifyInstance, auth: Auth, publicUrl?: string): Promise<Tokens> {
  await app.register(cookie);
  const tokens = await registerTokens(app, auth.keys, auth.clock);
  app.decorateRequest('session', undefined);
  app.decorateRequest('signInRequired', undefined);
  app.addHook('onRequest', async (request) => {
    const carried = accessCookie(request);
    // All addresses, because the same route of the API can be written in more than one way.
    checkOrigin(request, carried !== undefined || refreshCookie(request) !== undefined, publicUrl);
    try {
      const session = await activeSession(auth, tokens, tokenOf(request, carried));
      // This tab was signed in as somebody else, and its wish is not the wish of the person who is signed in now.
      const meant = request.headers['misty-user'];
      if (meant !== undefined && meant !== session.user.id) throw new SignInRequired(true);
      request.session = session;
    } catch (error) {
      if (!(error instanceof SignInRequired)) throw error;
      request.signInRequired = error;
    }
  });
  return tokens;
}

/** @throws SignInRequired */
export function requireSession(request: FastifyRequest): ActiveSession {
  if (request.session) return request.session;
  throw request.signInRequired ?? new SignInRequired();
}

/**
 * A hook for a route that needs this right. It runs before the body is read, so that nobody without the right can make
 * the server parse anything.
 *
 * @throws SignInRequired, NotAllowed, SignInRefused when the role has the right and a PIN is not enough for it.
 */
export function requirePermission(permission: Permission): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const { user, way } = requireSession(request);
    if (!may(user.role, permission)) throw new NotAllowed(`The role ${user.role} has no right to ${permission}.`);
    if (!isEnough(way, permission)) throw passwordRequired();
  };
}

/**
 * For changes to one's own account, where a PIN is not enough.
 *
 * @throws SignInRequired, SignInRefused
 */
export function requirePassword(request: FastifyRequest): ActiveSession {
  const session = requireSession(request);
  if (session.way === 'pin') throw passwordRequired();
  return session;
}

export function passwordRequired(): SignInRefused {
  return new SignInRefused('password-required', 'A PIN does not open this. Enter your password to go on.');
}

/** Whose rows are read. After a sign-in by PIN people see only their own rows, whatever else they may decide. */
export function readerOf({ user: { id, role }, way }: ActiveSession): Reader {
  return { id, role, ...(way === 'pin' && { onlyOwn: true }) };
}

/** Checks an active session again. Undefined when it has ended or its account is closed. */
export async function stillActive(auth: Auth, session: ActiveSession): Promise<ActiveSession | undefined> {
  if (session.expiresAt <= auth.clock()) return undefined;
  const { id, epoch, deviceId } = session;
  if (await auth.people.hasEnded({ id, epoch, deviceId, userId: session.user.id })) return undefined;
  const person = await auth.people.byId(session.user.id);
  if (!person?.active) return undefined;
  const { username, name, role } = person;
  return { ...session, user: { id: person.id, username, name, role } };
}

async function activeSession(auth: Auth, tokens: Tokens, token: string | undefined): Promise<ActiveSession> {
  if (token === undefined) throw new SignInRequired();
  const { sessionId: id, userId, ...read } = await tokens.read(token);
  const person = await auth.people.byId(userId);
  if (!person) throw new SignInRequired(true);
  const { username, name, role } = person;
  const session = await stillActive(auth, { id, ...read, user: { id: userId, username, name, role } });
  if (!session) throw new SignInRequired(true);
  return session;
}

/** A bearer that cannot be read is refused, also when a good cookie comes with it: the sender meant the bearer. */
function tokenOf(request: FastifyRequest, carried: string | undefined): string | undefined {
  if (!hasBearer(request)) return carried;
  return /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
