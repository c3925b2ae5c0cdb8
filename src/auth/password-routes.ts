import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { changePasswordRequest } from '../contracts/password.ts';
import type { Auth } from './auth.ts';
import { SignInRefused } from './errors.ts';
import type { Failures } from './failures.ts';
import { requireOwnPassword } from './own-password.ts';
import { requireGoodPassword } from './password-rules.ts';
import { requirePassword } from './plugin.ts';
import { setPassword } from './set-password.ts';

interface PasswordRoutesOptions {
  readonly auth: Auth;
  readonly failures: Failures;
  readonly signInLimit: onRequestAsyncHookHandler;
}

/** POST /api/auth/password changes a person's own password. They must know the present one. */
export function addPasswordRoutes(app: FastifyInstance, { auth, failures, signInLimit }: PasswordRoutesOptions): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/password',
    {
      onRequest: signInLimit,
      schema: {
        tags: ['Sign-in'],
        summary: 'Change one’s own password; all other sign-ins of one’s own end',
        body: changePasswordRequest,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id: keptSessionId, user } = requirePassword(request);
      const { current, next } = request.body;
      const previousId = await requireOwnPassword({ auth, failures }, request, user, current);
      if (next === current) throw new SignInRefused('weak-password', 'This is the present password. Choose another.');
      await requireGoodPassword(next, user);
      const change = { way: 'changed', previousId, keptSessionId } as const;
      await setPassword(auth, { userId: user.id, password: next, by: user.id, ...change });
      request.log.info({ user: user.id }, 'password changed');
      return await reply.code(204).send(null);
    },
  );
}
