import * as z from 'zod/mini';
import type { RegistrationResponse, SignInResponse } from '../contracts/passkey.ts';
import type { Passkey } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';

/** EdDSA, ES256 and RS256, best first. Every device knows one of them. */
export const SIGNATURES = [-8, -7, -257] as const;

interface Asked {
  readonly challenge: string;
  readonly party: RelyingParty;
}

/**
 * Checks what a device says about a passkey that it has just made.
 *
 * @throws NotProven
 */
export async function provenPasskey(
  response: RegistrationResponse,
  { challenge, party }: Asked,
): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports'>> {
  const { verifyRegistrationResponse } = await library();
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
 * Checks an answer that a device has signed. Answers how often the device has used this passkey.
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
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: withExtensions({ ...response, response: signed }),
    ...{ expectedChallenge: challenge, expectedOrigin: party.origin, expectedRPID: party.id },
    requireUserVerification: true,
    // The counter is compared with ours later. Only a signed counter says anything about copies.
    credential: { id: passkey.credentialId, publicKey: passkey.publicKey, counter: 0 },
  }).catch(notProven);
  if (!verified) throw new NotProven('The signature is not right.');
  return authenticationInfo.newCounter;
}

/** A device's answer that does not prove what it should. The message is for the server's log. */
export class NotProven extends Error {
  override readonly name = 'NotProven';
}

/** The challenge that an answer claims to be for. Whether it was signed shows later. */
export function challengeOf({ response }: RegistrationResponse | SignInResponse): string {
  try {
    const text = Buffer.from(response.clientDataJSON, 'base64url').toString();
    return clientData.parse(JSON.parse(text)).challenge;
  } catch (error) {
    return notProven(error);
  }
}

/** Large, and few starts ever need it: it is loaded with the first passkey. */
const library = () => import('@simplewebauthn/server');

const clientData = z.object({ challenge: z.string().check(z.maxLength(100)) });

/** The library throws for everything that is not right. */
function notProven(cause: unknown): never {
  throw new NotProven(String(cause).slice(0, 200), { cause });
}

/** None are asked for, and any that come are ignored. */
function withExtensions<Response extends object>(response: Response) {
  return { ...response, clientExtensionResults: {} };
}
