import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import {
  addPasskeyRequest,
  passkeyOptionsRequest,
  passkeyRow,
  passkeyRows,
  type RegistrationOptions,
  registrationOptions,
  removePasskeyRequest,
} from '../contracts/passkey.ts';
import { CEREMONY_MS, PASSKEY_KNOWN } from '../contracts/passkey-rules.ts';
import { id } from '../contracts/primitives.ts';
import type { Auth } from './auth.ts';
import { SignInRefused } from './errors.ts';
import type { Failures } from './failures.ts';
import { requireOwnPassword } from './own-password.ts';
import { challengeOf, NotProven, provenPasskey, SIGNATURES } from './passkey-proof.ts';
import { passkeyIdOf } from './passkeys.ts';
import { requirePermission, requireSession } from './plugin.ts';
import { relyingParty } from './relying-party.ts';
import { deviceWords } from './surroundings.ts';

interface PasskeyRoutesOptions {
  readonly auth: Auth;
  readonly failures: Failures;
  /** How browsers reach this server, where that is known. */
  readonly publicUrl: string | undefined;
  readonly signInLimit: onRequestAsyncHookHandler;
  readonly queryLimit: onRequestAsyncHookHandler;
}

const HANDLE_BYTES = 32;

const tags = ['Sign-in'];
const preParsing = requirePermission('own.passkey');

/**
 * A person's own passkeys. POST /api/auth/passkeys/options and then POST /api/auth/passkeys add one, GET lists them,
 * DELETE /api/auth/passkeys/<id> removes one. Adding and removing ask for the password.
 */
export function addPasskeyRoutes(app: FastifyInstance, options: PasskeyRoutesOptions): void {
  addBegin(app, options);
  addMade(app, options);
  addList(app, options);
  addRemoval(app, options);
}

function addBegin(app: FastifyInstance, options: PasskeyRoutesOptions): void {
  const { auth, publicUrl, signInLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/passkeys/options',
    {
      onRequest: signInLimit,
      preParsing,
      schema: {
        tags,
        summary: 'Begin to add a passkey: what the browser asks the device for',
        description: 'The password is asked for here; the answer of the device has five minutes.',
        body: passkeyOptionsRequest,
        response: { 200: registrationOptions },
      },
    },
    async (request): Promise<RegistrationOptions> => {
      const { id: sessionId, user } = requireSession(request);
      const party = relyingParty(request, publicUrl);
      const passwordId = await requireOwnPassword(options, request, user, request.body.password);
      const mine = await counting(auth, user.id);
      const userHandle = mine[0]?.userHandle ?? randomBytes(HANDLE_BYTES).toString('base64url');
      const asked = { kind: 'add', userId: user.id, sessionId, passwordId, userHandle } as const;
      return {
        rp: { id: party.id, name: 'Misty' },
        user: { id: userHandle, name: user.username, displayName: user.name },
        challenge: await auth.challenges.make(asked),
        pubKeyCredParams: SIGNATURES.map((alg) => ({ type: 'public-key', alg })),
        timeout: CEREMONY_MS,
        // The device itself refuses to make a second one for the same account.
        excludeCredentials: mine.map(({ credentialId, transports }) => ({
          ...{ type: 'public-key', id: credentialId, transports: [...transports] },
        })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
      };
    },
  );
}

function addMade(app: FastifyInstance, options: PasskeyRoutesOptions): void {
  const { auth, signInLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/passkeys',
    {
      onRequest: signInLimit,
      preParsing,
      schema: {
        tags,
        summary: 'Add the passkey that the device has made',
        body: addPasskeyRequest,
        response: { 200: passkeyRow },
      },
    },
    async (request) => {
      const { user } = requireSession(request);
      const { label = deviceWords(request.headers['user-agent']), credential } = request.body;
      const { passwordId, ...passkey } = await proven(options, request, credential);
      const passkeyId = passkeyIdOf(passkey.credentialId);
      await auth.passkeys.tidy(user.id, await countingIds(auth, user.id));
      // Kept before the log says that it counts. A process that dies between the two leaves no passkey that counts and
      // is missing.
      if (!(await auth.passkeys.add({ userId: user.id, ...passkey }))) {
        throw new SignInRefused('already-exists', PASSKEY_KNOWN);
      }
      await auth.log.record('RecordPasskey', { userId: user.id, passkeyId, label, passwordId }, user.id);
      request.log.info({ user: user.id }, 'passkey added');
      const added = (await auth.people.passkeysOf(user.id)).find((one) => one.id === passkeyId);
      return added ?? { id: passkeyId, label, addedAt: auth.clock().toISOString() };
    },
  );
}

function addList(app: FastifyInstance, options: PasskeyRoutesOptions): void {
  const { auth, queryLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/auth/passkeys',
    {
      onRequest: queryLimit,
      preParsing,
      schema: { tags, summary: 'One’s own passkeys', response: { 200: passkeyRows } },
    },
    async (request) => ({ items: [...(await auth.people.passkeysOf(requireSession(request).user.id))] }),
  );
}

function addRemoval(app: FastifyInstance, options: PasskeyRoutesOptions): void {
  const { auth, signInLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().delete(
    '/api/auth/passkeys/:passkeyId',
    {
      onRequest: signInLimit,
      preParsing,
      schema: {
        tags,
        summary: 'Remove one of one’s own passkeys; one that is gone, or is nobody’s, is no error',
        params: z.object({ passkeyId: id }),
        body: removePasskeyRequest,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { user } = requireSession(request);
      const { passkeyId } = request.params;
      await requireOwnPassword(options, request, user, request.body.password);
      if ((await countingIds(auth, user.id)).has(passkeyId)) {
        await auth.log.record('RecordPasskeyRemoved', { userId: user.id, passkeyId }, user.id);
        await auth.passkeys.remove(passkeyId);
        request.log.info({ user: user.id }, 'passkey removed');
      }
      return await reply.code(204).send(null);
    },
  );
}

/** What the device has made for this session and no other. */
async function proven(
  { auth, publicUrl }: PasskeyRoutesOptions,
  request: FastifyRequest,
  credential: z.infer<typeof addPasskeyRequest>['credential'],
) {
  const { id: sessionId, user } = requireSession(request);
  const party = relyingParty(request, publicUrl);
  try {
    const challenge = challengeOf(credential);
    const asked = await auth.challenges.take(challenge);
    if (asked?.kind !== 'add' || asked.userId !== user.id || asked.sessionId !== sessionId) {
      throw new NotProven('Nobody has asked for it, or it took too long.');
    }
    const { userHandle, passwordId } = asked;
    return { ...(await provenPasskey(credential, { challenge, party })), userHandle, passwordId };
  } catch (error) {
    if (!(error instanceof NotProven)) throw error;
    request.log.info({ user: user.id, cause: error.message }, 'passkey not added');
    throw new SignInRefused('passkey-refused', 'The passkey was not added: it took too long, or was asked for twice.');
  }
}

async function countingIds(auth: Auth, userId: string): Promise<ReadonlySet<string>> {
  return new Set((await auth.people.passkeysOf(userId)).map((one) => one.id));
}

async function counting(auth: Auth, userId: string) {
  const ids = await countingIds(auth, userId);
  return (await auth.passkeys.of(userId)).filter((one) => ids.has(one.id));
}
