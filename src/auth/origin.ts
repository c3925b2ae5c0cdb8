import type { FastifyRequest } from 'fastify';
import { ForeignOrigin } from './errors.ts';

/**
 * Refuses what another web site sends with the cookie of somebody who is signed in here. Browsers say where a request
 * comes from, and no page can forge that. A bearer token alone is exempt, because no other site has it. With a cookie
 * beside it the check stays: the cookie alone renews and ends a sign-in, and a browser may add a bearer header for a
 * proxy. A request that says nothing of its origin passes only without our cookies. `publicUrl` is how browsers reach
 * us, for a proxy that does not hand the host on.
 *
 * @throws ForeignOrigin
 */
export function checkOrigin(request: FastifyRequest, carriesCookie: boolean, publicUrl?: string): void {
  if (safeMethods.has(request.method) || (hasBearer(request) && !carriesCookie)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  if (site === undefined && origin === undefined && !carriesCookie) return;
  if (
    site !== undefined
      ? site === 'same-origin'
      : origin !== undefined && (origin === publicUrl || isOurs(request, origin))
  )
    return;
  throw new ForeignOrigin('The request comes from another site.');
}

/** A browser says where a request comes from; a script does not. */
export function comesFromBrowser(request: FastifyRequest): boolean {
  return request.headers['sec-fetch-site'] !== undefined || request.headers.origin !== undefined;
}

export function hasBearer(request: FastifyRequest): boolean {
  return request.headers.authorization !== undefined;
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

function isOurs(request: FastifyRequest, origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { host, protocol } = new URL(origin);
  // A proxy may speak plain HTTP to us without saying that the page came over HTTPS.
  return host === request.host && (protocol === 'https:' || request.protocol === 'http');
}
