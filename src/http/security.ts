import { readFileSync } from 'node:fs';
import path from 'node:path';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';

/** Headers that tell browsers to be strict. `clientFolder` holds the hashes of the page's inline scripts. */
export async function registerSecurityHeaders(app: FastifyInstance, clientFolder: string | undefined): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: policy(scriptHashes(clientFolder)) },
    // Set here, because helmet cannot tell HTTPS from HTTP, and over HTTP the header means nothing.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()');
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
  });
}

/** Nothing from elsewhere, no inline script but the page's own, and no text that becomes script. */
function policy(hashes: readonly string[]): Record<string, string[]> {
  const self = "'self'";
  return {
    'default-src': ["'none'"],
    'script-src': [self, ...hashes.map((hash) => `'${hash}'`), "'wasm-unsafe-eval'"],
    'style-src': [self],
    'img-src': [self, 'data:', 'blob:'],
    'font-src': [self],
    'connect-src': [self],
    'manifest-src': [self],
    'worker-src': [self],
    'form-action': [self],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['misty'],
  };
}

const cspFile = z.object({ scriptHashes: z.array(z.string().check(z.regex(/^sha(256|384|512)-[A-Za-z0-9+/=]+$/))) });

function scriptHashes(clientFolder: string | undefined): readonly string[] {
  if (clientFolder === undefined) return [];
  try {
    return cspFile.parse(JSON.parse(readFileSync(path.join(clientFolder, 'csp.json'), 'utf8'))).scriptHashes;
  } catch (error) {
    // Without the file the page still loads, but its inline scripts do not run.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
