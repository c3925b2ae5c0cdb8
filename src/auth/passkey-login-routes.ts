import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { passkeyLoginRequest, type SignInOptions, type SignInResponse, signInOptions } from '../contracts/passkey.ts';
import { CEREMONY_MS, PASSKEY_REFUSED } from '../contracts/passkey-rules.ts';
import { may } from '../contracts/permissions.ts';
import { type Session, session as sessionAnswer } from '../contracts/sign-in.ts';
import type { Auth } from './auth.ts';
import { SignInRefused, SignInSlowed } from './errors.ts';
import { type Failures, noteFailures } from './failures.ts';
import { challengeOf, NotProven, provenUse } from './passkey-proof.ts';
import type { Person } from './people.ts';
import { relyingParty } from './relying-party.ts';
import { letIn, type SignIn } from './sign-in.ts';

interface PasskeyLoginOptions extends SignIn {
  readonly failures: Failures;
  /** How browsers reach this server, where that is known. */
  readonly publicUrl: string | undefined;
  readonly signInLimit: onRequestAsyncHookHandler;
}

const tags = ['Sign-in'];

/**
 * POST /api/auth/passkey-login/options and then POST /api/auth/passkey-login: sign-in without user name and password.
 */
export function addPasskeyLoginRoutes(app: FastifyInstance, options: PasskeyLoginOptions): void {
  addBegin(app, options);
  addLogin(app, options);
}

function addBegin(app: FastifyInstance, options: PasskeyLoginOptions): void {
  const { auth, publicUrl, signInLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/passkey-login/options',
    {
      onRequest: signInLimit,
      schema: {
        tags,
        summary: 'Begin to sign in by passkey: what the browser asks the device for',
        body: z.nullish(z.strictObject({})),
        response: { 200: signInOptions },
      },
    },
    async (request): Promise<SignInOptions> => {
      const { id: rpId } = relyingParty(request, publicUrl);
      const challenge = await auth.challenges.make({ kind: 'sign-in' });
      return { challenge, rpId, timeout: CEREMONY_MS, userVerification: 'required' };
    },
  );
}

function addLogin(app: FastifyInstance, options: PasskeyLoginOptions): void {
  const { auth, failures, signInLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/passkey-login',
    {
      onRequest: signInLimit,
      schema: {
        tags,
        summary: 'Sign in by what the device has signed',
        body: passkeyLoginRequest,
        response: { 200: sessionAnswer },
      },
    },
    async (request, reply): Promise<Session> => {
      const waitSeconds = auth.throttle.attempt('a passkey', request.ip);
      if (waitSeconds > 0) throw new SignInSlowed(waitSeconds);
      const { person, passkeyId } = await holderOf(options, request, request.body.credential);
      auth.throttle.succeeded('a passkey', request.ip);
      await noteFailures(auth.log, request, person.id, failures.settle(person.id));
      return letIn(options, { request, reply, person, way: 'passkey', passkeyId });
    },
  );
}

/** The same answer for every reason. The reason itself is in the server's log. */
async function holderOf({ auth, publicUrl }: PasskeyLoginOptions, request: FastifyRequest, credential: SignInResponse) {
  const party = relyingParty(request, publicUrl);
  try {
    const challenge = challengeOf(credential);
    const asked = await auth.challenges.take(challenge);
    if (asked?.kind !== 'sign-in') throw new NotProven('Nobody has asked for it, or it took too long.');
    const passkey = await auth.passkeys.find(credential.id);
    const person = passkey && (await auth.people.byId(passkey.userId));
    if (!(passkey && person && (await counts(auth, person, passkey.id)))) throw new NotProven('It does not count.');
    const counter = await provenUse(credential, passkey, { challenge, party });
    if (!(await auth.passkeys.count(passkey.id, counter))) {
      await auth.log.record('RecordPasskeyCopied', { userId: person.id, passkeyId: passkey.id }, person.id);
      throw new NotProven(`The counter ${counter} is none that can follow.`);
    }
    return { person, passkeyId: passkey.id };
  } catch (error) {
    if (!(error instanceof NotProven)) throw error;
    request.log.info({ cause: error.message }, 'passkey refused');
    throw new SignInRefused('passkey-refused', PASSKEY_REFUSED);
  }
}

async function counts(auth: Auth, person: Person, passkeyId: string): Promise<boolean> {
  if (!person.active || !may(person.role, 'own.passkey')) return false;
  return (await auth.people.passkeysOf(person.id)).some(({ id }) => id === passkeyId);
}
