import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { HttpProblem } from './problems.ts';
import { alreadyHas } from './query-answer.ts';

export interface ClientFilesOptions {
  /** The built app. Undefined, or without an index.html, when there is none. */
  readonly folder: string | undefined;
  readonly limit: onRequestAsyncHookHandler;
}

/**
 * Serves the built app. An address inside the app, such as /stock/kraft-120, gets its page too. An unknown address of
 * the API, or of a file, does not.
 */
export async function registerClientFiles(app: FastifyInstance, { folder, limit }: ClientFilesOptions): Promise<void> {
  const built = folder !== undefined && existsSync(path.join(folder, 'index.html'));
  if (built) {
    const options = {
      root: folder,
      preCompressed: true,
      dotfiles: 'ignore' as const,
      cacheControl: false,
      // By time and size, two builds can have the same one.
      etag: false,
      lastModified: false,
      // The files are small, so nobody needs a part of one.
      acceptRanges: false,
      allowedPath: (pathName: string) => !/^\/(csp|build)\.json$/.test(pathName),
      setHeaders: (reply: FastifyReply, file: string) => {
        const isAsset = path.relative(folder, file).startsWith(`assets${path.sep}`);
        reply.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
        reply.header('etag', `"${isAsset ? path.basename(file) : contentTag(file)}"`);
      },
    };
    app.addHook('onSend', async (request, reply, payload) => {
      const tag = reply.getHeader('etag');
      const known = request.headers['if-none-match'];
      if (reply.statusCode !== 200 || typeof tag !== 'string' || !alreadyHas(known, tag)) return payload;
      (payload as Partial<Readable> | null)?.destroy?.();
      reply.code(304).removeHeader('content-length').removeHeader('content-type').removeHeader('content-encoding');
      return null;
    });
    // This limit is for the page. The files have a limit of their own.
    await app.register(fastifyStatic, { ...options, serve: false });
    await app.register(async (files) => {
      files.addHook('onRequest', limit);
      await files.register(fastifyStatic, { ...options, decorateReply: false });
    });
  }
  app.setNotFoundHandler({ preHandler: limit }, async (request, reply) => {
    if (isPage(request)) {
      if (built) return await reply.sendFile('index.html');
      throw new HttpProblem('not-found', 'The app is not built yet. Build it with npm run build, then try again.');
    }
    throw new HttpProblem('not-found', 'There is nothing at this address. The API is described at /api/docs.');
  });
}

/** Files under assets/ carry a hash of their content in their name. All others keep their name when they change. */
function contentTag(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('base64url').slice(0, 22);
}

/** What has the name of a file is no address of the app: a missing script answered with a page is a riddle. */
const FILE =
  /^\/(?:assets|icons)\/|\.(?:js|mjs|css|map|html?|json|webmanifest|svg|png|jpe?g|ico|txt|xml|woff2?|wasm)$/i;

function isPage(request: FastifyRequest): boolean {
  const [pathName = '/'] = request.url.split('?');
  if (FILE.test(pathName)) return false;
  const forPeople = request.headers.accept?.includes('text/html') === true;
  return /^(GET|HEAD)$/.test(request.method) && forPeople && !/^\/(api|health)(\/|$)/i.test(pathName);
}
