import * as z from 'zod/mini';
import type { InternalCommandContract } from './command.ts';
import { PASSKEY_LABEL_MAX } from './passkey-rules.ts';
import { passwordText } from './password.ts';
import * as p from './primitives.ts';

/** Bytes as browsers write them in JSON. */
function bytes(lengthMax: number) {
  return z
    .string()
    .check(
      z.minLength(1, 'must not be empty'),
      z.maxLength(lengthMax, `must be at most ${lengthMax.toLocaleString('en-AU')} characters`),
      z.regex(/^[A-Za-z0-9_-]*$/, 'must be base64url'),
    );
}

// A credential id has at most 1,023 bytes.
const credentialId = bytes(1_364);
const clientDataJSON = bytes(8_000);

/** What `PublicKeyCredential.toJSON()` gives after a passkey was made. What browsers add to it is left out. */
export const registrationResponse = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON,
    attestationObject: bytes(40_000),
    transports: p.optional(z.array(z.string().check(z.maxLength(20))).check(z.maxLength(10))),
  }),
});
export type RegistrationResponse = z.infer<typeof registrationResponse>;

/** What `PublicKeyCredential.toJSON()` gives after a sign-in. */
export const signInResponse = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON,
    authenticatorData: bytes(8_000),
    signature: bytes(8_000),
    userHandle: z.nullish(bytes(100)),
  }),
});
export type SignInResponse = z.infer<typeof signInResponse>;

const described = z.object({
  type: z.literal('public-key'),
  id: z.string(),
  transports: z.array(z.string()),
});

/** What a browser needs to make a passkey: for `PublicKeyCredential.parseCreationOptionsFromJSON`. */
export const registrationOptions = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
  timeout: z.int(),
  excludeCredentials: z.array(described),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
});
export type RegistrationOptions = z.infer<typeof registrationOptions>;

/** The same for a sign-in: for `PublicKeyCredential.parseRequestOptionsFromJSON`. */
export const signInOptions = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.int(),
  userVerification: z.literal('required'),
});
export type SignInOptions = z.infer<typeof signInOptions>;

export const passkeyOptionsRequest = z.strictObject({ password: passwordText });
export const addPasskeyRequest = z.strictObject({
  /** The name that its person gives it. Without one it is named after the browser. */
  label: p.optional(p.line(PASSKEY_LABEL_MAX)),
  credential: registrationResponse,
});
export const removePasskeyRequest = z.strictObject({ password: passwordText });
export const passkeyLoginRequest = z.strictObject({ credential: signInResponse });

/** A passkey as its person sees it, and as the log knows it: the key itself is in neither. */
export const passkeyRow = z.object({
  id: z.string(),
  label: z.string(),
  addedAt: z.iso.datetime(),
  lastUsedAt: z.optional(z.iso.datetime()),
});
export type PasskeyRow = z.infer<typeof passkeyRow>;

export const passkeyRows = z.object({ items: z.array(passkeyRow) });

const userId = p.id;
const passkeyId = p.id;

/** Commands that sign-in gives itself. */
export const passkeyCommands = {
  RecordPasskey: {
    summary: 'Note that somebody has added a passkey',
    permission: 'own.passkey',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({
      userId,
      passkeyId,
      label: p.text(80),
      /** The id of the password that was shown for it. */
      passwordId: p.id,
    }),
  },
  RecordPasskeyRemoved: {
    summary: 'Note that somebody has removed a passkey: it is of no use any more',
    permission: 'own.passkey',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId, passkeyId }),
  },
  RecordPasskeyCopied: {
    summary: 'Note that a passkey came with a counter that was used already: somebody may have a copy',
    permission: 'own.session',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId, passkeyId }),
  },
} as const satisfies Record<string, InternalCommandContract>;
