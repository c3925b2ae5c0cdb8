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
  /** The company's, told with the session because every screen shows times in it. */
  readonly timeZone: string;
}

/**
 * Lets somebody in who has shown who they are: notes it, begins a family of refresh tokens, and answers with the cookies
 * of a browser or with the tokens for a script.
 *
 * @throws SignInRefused when the account is closed, or the password does not count any more.
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
    /** Of the password that was right, where it was one: it may have been changed this very moment. */
    readonly passwordId?: string;
    /** Of the passkey that was shown, where it was one. */
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
  // Whoever knows the password may use the PIN again, however often others guessed at it.
  if (way !== 'pin') await auth.pins.unlock(person.id);
  const session = { id, userId: person.id, epoch, way, device, ...bound, expiresAt };
  const refreshToken = await auth.sessions.start(session);
  const before = await presentSession(auth, request);
  if (before !== undefined) endBehind(auth, reply, before, person);
  request.log.info({ user: person.id, way }, 'signed in');
  return handOut(signIn, { request, reply, person, session, refreshToken, notices: told });
}

/** The session that a request shows: by the access token, or by the refresh token where that one has lapsed. */
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
 * Whoever signs in over another sign-in takes its place: it ends. Behind the answer, so that the browser has the new
 * tokens before its other tabs hear of it: one that asked anew with the old ones would be told to forget both.
 */
function endBehind(auth: Auth, reply: FastifyReply, before: Ending, by: Person): void {
  reply.raw.once('close', () => {
    endSession(auth, before, 'signed-in-anew', by.id).catch((error: unknown) =>
      reply.log.error({ err: error }, 'the sign-in before could not be ended'),
    );
  });
}

/** What a session is sent out with, at its beginning and at each refresh. */
export function handOut(
  { auth, tokens, timeZone }: SignIn,
  handed: {
    readonly request: FastifyRequest;
    readonly reply: FastifyReply;
    readonly person: Person;
    readonly session: Omit<Session, 'createdAt' | 'lastSeenAt'>;
    readonly refreshToken: string;
    readonly notices?: readonly SignInNotice[];
  },
): Answer {
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
    ...(!comesFromBrowser(request) && { accessToken, refreshToken }),
  };
}

const outcome = z.object({ epoch: z.int(), told: z.array(signInNotice) });

/** Tokens count in whole seconds; the answer says the same moment as the token. */
function wholeSecond(now: Date, afterSeconds: number): Date {
  return new Date((Math.floor(now.getTime() / 1000) + afterSeconds) * 1000);
}
