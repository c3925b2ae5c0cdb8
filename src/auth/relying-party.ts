import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { SignInRefused } from './errors.ts';

/** Where a passkey is good. A device offers it at this address and no other. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/**
 * The address that Misty is known to have. Without one, the request names it, but only on this very machine: elsewhere
 * the sender could claim any address.
 *
 * @throws SignInRefused where browsers know no passkeys.
 */
export function relyingParty(
  { headers, host }: Pick<FastifyRequest, 'headers' | 'host'>,
  publicUrl: string | undefined,
): RelyingParty {
  const own = publicUrl ?? localOrigin(headers.origin, host);
  if (own === undefined) {
    throw new SignInRefused(
      'no-passkeys-here',
      'Passkeys need the https address of Misty. The person who runs Misty sets it as MISTY_PUBLIC_URL.',
    );
  }
  const { protocol, hostname, origin } = new URL(own);
  if (!isLocal(hostname) && (protocol !== 'https:' || isIP(hostname.replace(/[[\]]/g, '')) !== 0)) {
    throw new SignInRefused('no-passkeys-here', `Passkeys need an address with https and a name, not ${origin}.`);
  }
  return { id: hostname, origin };
}

function localOrigin(origin: string | undefined, host: string): string | undefined {
  if (origin === undefined || !URL.canParse(origin)) return undefined;
  const url = new URL(origin);
  return url.host === host && isLocal(url.hostname) ? url.origin : undefined;
}

function isLocal(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost');
}
