import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { type Session as Answer, type SignInNotice, type SignInWay, signInNotice } from '../contracts/sign-in.ts';
import { type Auth, restSeconds } from './auth.ts';
import { deviceCookie, refreshCookie, setCookies } from './cookies.ts';
import { type Ending, endSession } from './ending.ts';
import { comesFromBrowser } from './origin.ts';
import type { Person } from './people.ts';
import type { Session } from './sessions.ts';
import { deviceWords, networkOf } from './surroundings.ts';
import type { Tokens } from './tokens.ts';

export interface SignIn {
  readonly auth: Auth;
  readonly tokens: Tokens;
  /** The company's time zone. It is told with the session because every screen shows times in it. */
  readonly timeZone: string;
}

/**
 * Lets a person in who has shown who they are. Notes it, begins a family of refresh tokens, and answers with cookies
 * for a browser or tokens for a script.
 *
 * @throws SignInRefused when the account is closed, or the password no longer counts.
 */
export async function letIn(
  signIn: SignIn,
  {
    request,
    reply,
    person,
    way,
    passwordId,
    passkeyId,
  }: {
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
    readonly person: Person;
    readonly way: SignInWay;
    /** The id of the password that was right, if a password was shown. It may have been changed this very moment. */
    readonly passwordId?: string;
    /** The id of the passkey that was shown, if any. */
    readonly passkeyId?: string;
  },
): Promise<Answer> {
  const { auth } = signIn;
  const id = randomUUID();
  const tablet = await auth.devices.holder(deviceCookie(request));
  const device = tablet?.name ?? deviceWords(request.headers['user-agent']);
  const bound = tablet && { deviceId: tablet.id };
  const expiresAt = wholeSecond(auth.clock(), auth.lifetimes.signInSeconds);
  const recorded = await auth.log.record(
    'RecordSignIn',
    {
      ...{ userId: person.id, sessionId: id, way, device, ...bound, network: networkOf(request.ip) },
      expiresAt: expiresAt.toISOString(),
      passwordId,
      passkeyId,
    },
    person.id,
  );
  const { epoch, told } = outcome.parse(recorded);
  // A person who knows the password may use the PIN again, however often others guessed at it.
  if (way !== 'pin') await auth.pins.unlock(person.id);
  const session = { id, userId: person.id, epoch, way, device, ...bound, expiresAt };
  const refreshToken = await auth.sessions.start(session);
  const before = await presentSession(auth, request);
  if (before !== undefined) endBehind(auth, reply, before, person);
  request.log.info({ user: person.id, way }, 'signed in');
  return await handOut(signIn, { request, reply, person, session, refreshToken, notices: told });
}

/** The session of a request: by its access token, or by the refresh token when that one has lapsed. */
export async function presentSession(
  { sessions }: Pick<Auth, 'sessions'>,
  request: FastifyRequest,
  refreshToken = refreshCookie(request),
): Promise<Ending | undefined> {
  const { session } = request;
  if (session) {
    const { id, user, deviceId, signInExpiresAt: expiresAt } = session;
    return { id, userId: user.id, expiresAt, deviceId };
  }
  return refreshToken === undefined ? undefined : await sessions.holder(refreshToken);
}

/**
 * A sign-in over another one ends the one before, after the answer has gone out. The browser then has the new tokens
 * before its other tabs hear of the end. A tab that asked with the old tokens would be told to forget both.
 */
function endBehind(auth: Auth, reply: FastifyReply, before: Ending, by: Person): void {
  reply.raw.once('close', () => {
    endSession(auth, before, 'signed-in-anew', by.id).catch((error: unknown) =>
      reply.log.error({ err: error }, 'the sign-in before could not be ended'),
    );
  });
}

/** What is sent with a session, at its beginning and at each refresh. */
export async function handOut(
  { auth, tokens, timeZone }: SignIn,
  handed: {
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
    readonly person: Person;
    readonly session: Omit<Session, 'createdAt' | 'lastSeenAt'>;
    readonly refreshToken: string;
    readonly notices?: readonly SignInNotice[];
  },
): Promise<Answer> {
  const { request, reply, person, session, refreshToken, notices = [] } = handed;
  const now = auth.clock();
  const signInExpiresAt = session.expiresAt;
  const { id: sessionId, userId, epoch, way, deviceId } = session;
  const { accessSeconds: usual, idleSeconds } = auth.lifetimes;
  const onTablet = deviceId !== undefined && { idleSeconds };
  const lapses = wholeSecond(now, onTablet ? Math.min(usual, restSeconds(auth.lifetimes)) : usual);
  const expiresAt = lapses < signInExpiresAt ? lapses : signInExpiresAt;
  const accessToken = tokens.issue({ sessionId, userId, epoch, way, deviceId, expiresAt, signInExpiresAt });
  const secondsTo = (at: Date) => Math.max(0, Math.ceil((at.getTime() - now.getTime()) / 1000));
  const [accessSeconds, refreshSeconds] = [secondsTo(expiresAt), secondsTo(signInExpiresAt)];
  if (comesFromBrowser(request))
    setCookies(request, reply, { accessToken, accessSeconds, refreshToken, refreshSeconds });
  const { id, username, name, role } = person;
  return {
    user: { id, username, name, role },
    timeZone,
    way,
    ...onTablet,
    expiresAt: expiresAt.toISOString(),
    signInExpiresAt: signInExpiresAt.toISOString(),
    ...(notices.length > 0 && { notices: [...notices] }),
    ...(comesFromBrowser(request) ? await keeping(auth, userId) : { accessToken, refreshToken }),
  };
}

/** What a browser needs to keep something of this person for a time without a connection. */
export async function keeping({ shares, lifetimes }: Auth, userId: string): Promise<Pick<Answer, 'offline'>> {
  return { offline: { share: await shares.of(userId), seconds: lifetimes.offlineSeconds } };
}

const outcome = z.object({ epoch: z.int(), told: z.array(signInNotice) });

/** Tokens count in whole seconds, so the answer is cut to the second too. */
function wholeSecond(now: Date, afterSeconds: number): Date {
  return new Date((Math.floor(now.getTime() / 1000) + afterSeconds) * 1000);
}
