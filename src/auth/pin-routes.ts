import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { NOT_SHARED, pinLoginRequest, setPinRequest } from '../contracts/device.ts';
import { may } from '../contracts/permissions.ts';
import { id } from '../contracts/primitives.ts';
import { type Session, session as sessionAnswer } from '../contracts/sign-in.ts';
import { deviceCookie } from './cookies.ts';
import { NotAllowed, SignInRefused, SignInSlowed, WrongPin } from './errors.ts';
import type { Failures } from './failures.ts';
import { createGuesses } from './guesses.ts';
import { requireOwnPassword } from './own-password.ts';
import { PIN_TRIES_MAX } from './pins.ts';
import { requirePassword } from './plugin.ts';
import { letIn, type SignIn } from './sign-in.ts';

interface PinRoutesOptions extends SignIn {
  readonly failures: Failures;
  readonly signInLimit: onRequestAsyncHookHandler;
}

const tags = ['Sign-in'];

/** POST /api/auth/pin and /pin-login, DELETE /api/auth/pins/<user>: the short way in, on shared tablets only. */
export function addPinRoutes(app: FastifyInstance, options: PinRoutesOptions): void {
  addPin(app, options);
  addPinRemoval(app, options);
  addPinLogin(app, options);
}

function addPin(app: FastifyInstance, options: PinRoutesOptions): void {
  const { auth, failures, signInLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/pin',
    {
      onRequest: signInLimit,
      schema: {
        tags,
        summary: 'Set one’s own PIN for shared tablets',
        body: setPinRequest,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { user } = requirePassword(request);
      const { password, pin } = request.body;
      await requireOwnPassword({ auth, failures }, request, user, password);
      const hash = await auth.passwords.hash(pin);
      // The old PIN goes first, so that this event can never make it count again.
      await auth.pins.clear(user.id);
      await auth.log.record('RecordPin', { userId: user.id, change: 'set' }, user.id);
      await auth.pins.set(user.id, hash);
      return await reply.code(204).send(null);
    },
  );
}

function addPinRemoval(app: FastifyInstance, options: PinRoutesOptions): void {
  const { auth, signInLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().delete(
    '/api/auth/pins/:userId',
    {
      onRequest: signInLimit,
      schema: {
        tags,
        summary: 'Take a PIN away: one’s own, or somebody’s who has forgotten it',
        params: z.object({ userId: id }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { user } = requirePassword(request);
      const { userId } = request.params;
      if (userId !== user.id && !may(user.role, 'users.manage')) throw new NotAllowed('Others’ PINs are the admin’s.');
      await auth.pins.clear(userId);
      await auth.log.record('RecordPin', { userId, change: 'cleared' }, user.id);
      return await reply.code(204).send(null);
    },
  );
}

function addPinLogin(app: FastifyInstance, options: PinRoutesOptions): void {
  const { auth, signInLimit } = options;
  const guesses = createGuesses();
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/pin-login',
    {
      onRequest: signInLimit,
      schema: {
        tags,
        summary: 'Sign in by PIN on a shared tablet, for the clock, stock and stages alone',
        body: pinLoginRequest,
        response: { 200: sessionAnswer },
      },
    },
    async (request, reply): Promise<Session> => {
      const { userId, pin } = request.body;
      const tablet = await auth.devices.holder(deviceCookie(request));
      if (tablet === undefined) throw new SignInRefused('not-a-shared-tablet', NOT_SHARED);
      const waitSeconds = guesses.take(tablet.id);
      if (waitSeconds > 0) throw new SignInSlowed(waitSeconds);
      // All of these are looked up in any case, so that the time taken does not tell who has a PIN.
      const { hash, tries } = await auth.pins.tried(userId);
      const person = await auth.people.byId(userId);
      const counts = (await auth.people.hasPin(userId)) && person?.active === true;
      const isRight = await auth.passwords.verify(counts ? hash : undefined, pin);
      if (person === undefined || !isRight) {
        if (tries === PIN_TRIES_MAX) {
          await auth.log.record('RecordWrongPins', { userId, deviceId: tablet.id, count: tries }, userId);
        }
        throw new WrongPin();
      }
      guesses.giveBack(tablet.id);
      await auth.pins.unlock(userId);
      return letIn(options, { request, reply, person, way: 'pin' });
    },
  );
}
