import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import * as z from 'zod/mini';
import type { RegistrationResponse, SignInResponse } from '../contracts/passkey.ts';
import type { Passkey } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';

/** EdDSA, ES256 and RS256, the first one liked best: what every device knows one of. */
export const SIGNATURES = [-8, -7, -257] as const;

interface Asked {
  readonly challenge: string;
  readonly party: RelyingParty;
}

/**
 * What a device says that has made a passkey.
 *
 * @throws NotProven
 */
export async function provenPasskey(
  response: RegistrationResponse,
  { challenge, party }: Asked,
): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports'>> {
  const { transports = [], ...made } = response.response;
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: withExtensions({ ...response, response: made }),
    ...{ expectedChallenge: challenge, expectedOrigin: party.origin, expectedRPID: party.id },
    ...{ requireUserVerification: true, supportedAlgorithmIDs: [...SIGNATURES] },
  }).catch(notProven);
  if (!verified || registrationInfo === undefined) throw new NotProven('The attestation does not hold.');
  const { id: credentialId, publicKey, counter } = registrationInfo.credential;
  return { credentialId, publicKey, counter, transports };
}

/**
 * How often a device has used this passkey, from an answer that it has signed.
 *
 * @throws NotProven
 */
export async function provenUse(
  response: SignInResponse,
  passkey: Passkey,
  { challenge, party }: Asked,
): Promise<number> {
  const { userHandle, ...signed } = response.response;
  if (userHandle !== passkey.userHandle) throw new NotProven('The passkey is another account’s.');
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: withExtensions({ ...response, response: signed }),
    ...{ expectedChallenge: challenge, expectedOrigin: party.origin, expectedRPID: party.id },
    requireUserVerification: true,
    // The counter is held against ours later: only one that is signed says anything of copies.
    credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: 0 },
  }).catch(notProven);
  if (!verified) throw new NotProven('The signature is not right.');
  return authenticationInfo.newCounter;
}

/** A device's answer that does not show what it should. The message is for the server's log. */
export class NotProven extends Error {
  override readonly name = 'NotProven';
}

/** The challenge that an answer says it is for; whether it is signed shows later. */
export function challengeOf({ response }: RegistrationResponse | SignInResponse): string {
  try {
    const text = Buffer.from(response.clientDataJSON, 'base64url').toString();
    return clientData.parse(JSON.parse(text)).challenge;
  } catch (error) {
    return notProven(error);
  }
}

const clientData = z.object({ challenge: z.string().check(z.maxLength(100)) });

/** The library tells everything that is not right by throwing. */
function notProven(cause: unknown): never {
  throw new NotProven(String(cause).slice(0, 200), { cause });
}

/** None are asked for, and none that come are looked at. */
function withExtensions<Response extends object>(response: Response) {
  return { ...response, clientExtensionResults: {} };
}
