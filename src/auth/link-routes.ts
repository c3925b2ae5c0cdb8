import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  LINK_OVER,
  type MadeLink,
  madeLink,
  makeLinkRequest,
  type OpenedLink,
  openedLink,
  openLinkRequest,
  useLinkRequest,
} from '../contracts/password.ts';
import { type Session, session as sessionAnswer } from '../contracts/sign-in.ts';
import type { Auth } from './auth.ts';
import { SignInRefused, SignInSlowed } from './errors.ts';
import { type Link, linkPath, makeLink } from './links.ts';
import { requireGoodPassword } from './password-rules.ts';
import type { Person } from './people.ts';
import { requirePermission, requireSession } from './plugin.ts';
import { setPassword } from './set-password.ts';
import { letIn, type SignIn } from './sign-in.ts';

interface LinkRoutesOptions extends SignIn {
  /** How browsers reach this server, where that is known. */
  readonly publicUrl: string | undefined;
  readonly signInLimit: onRequestAsyncHookHandler;
  readonly queryLimit: onRequestAsyncHookHandler;
}

const tags = ['Sign-in'];

/**
 * POST /api/auth/links makes a one-time link for an account, as an invitation or because a password is forgotten;
 * POST /api/auth/link/open says whose it is, and POST /api/auth/link sets a password by it and signs in.
 */
export function addLinkRoutes(app: FastifyInstance, options: LinkRoutesOptions): void {
  addMaking(app, options);
  addOpening(app, options);
  addUse(app, options);
}

function addMaking(app: FastifyInstance, options: LinkRoutesOptions): void {
  const { auth, publicUrl = '', queryLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/links',
    {
      onRequest: queryLimit,
      preParsing: requirePermission('users.manage'),
      schema: {
        tags,
        summary: 'Make a one-time link with which somebody sets their password; the one before is of no use any more',
        body: makeLinkRequest,
        response: { 200: madeLink },
      },
    },
    async (request): Promise<MadeLink> => {
      const { token, expiresAt } = await makeLink(auth, request.body.userId, requireSession(request).user.id);
      return { link: `${publicUrl}${linkPath(token)}`, expiresAt: expiresAt.toISOString() };
    },
  );
}

function addOpening(app: FastifyInstance, options: LinkRoutesOptions): void {
  const { auth, signInLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/link/open',
    {
      onRequest: signInLimit,
      schema: {
        tags,
        summary: 'Whose one-time link it is, and until when it can be used',
        body: openLinkRequest,
        response: { 200: openedLink },
      },
    },
    async (request): Promise<OpenedLink> => {
      const { link, person } = await holderOf(auth, request, request.body.token);
      return { username: person.username, name: person.name, expiresAt: link.expiresAt.toISOString() };
    },
  );
}

function addUse(app: FastifyInstance, options: LinkRoutesOptions): void {
  const { auth, signInLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/link',
    {
      onRequest: signInLimit,
      schema: {
        tags,
        summary: 'Set a password by a one-time link, and sign in; every other sign-in of the account ends',
        body: useLinkRequest,
        response: { 200: sessionAnswer },
      },
    },
    async (request, reply): Promise<Session> => {
      const { token, password } = request.body;
      const { link, person } = await holderOf(auth, request, token);
      await requireGoodPassword(password, person);
      await setPassword(auth, { userId: person.id, password, by: person.id, way: 'link', linkId: link.id });
      return letIn(options, { request, reply, person, way: 'link' });
    },
  );
}

/** Slowed down like a sign-in, for each address, though there are far too many links to guess one. */
async function holderOf(auth: Auth, request: FastifyRequest, token: string): Promise<{ link: Link; person: Person }> {
  const waitSeconds = auth.throttle.attempt('a one-time link', request.ip);
  if (waitSeconds > 0) throw new SignInSlowed(waitSeconds);
  const link = await auth.links.find(token);
  const person = link && (await auth.people.byId(link.userId));
  const out = link && (await auth.people.linkOf(link.userId));
  const counts = out?.id === link?.id && link !== undefined && auth.clock() < link.expiresAt;
  if (!person?.active || !counts) throw new SignInRefused('link-over', LINK_OVER);
  auth.throttle.succeeded('a one-time link', request.ip);
  return { link, person };
}
