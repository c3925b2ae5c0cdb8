import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { deviceCode, deviceCodeRequest, enrolledDevice, enrolRequest, thisDevice } from '../contracts/device.ts';
import { compareText } from '../contracts/in-order.ts';
import type { Auth } from './auth.ts';
import { deviceCookie, setDeviceCookie } from './cookies.ts';
import { SignInRefused, SignInSlowed } from './errors.ts';
import { requirePermission, requireSession } from './plugin.ts';

interface DeviceRoutesOptions {
  readonly auth: Auth;
  readonly signInLimit: onRequestAsyncHookHandler;
  readonly queryLimit: onRequestAsyncHookHandler;
}

const tags = ['Sign-in'];

/** POST /api/auth/devices/codes and /enrol, GET /api/auth/device: how a tablet comes to be shared. */
export function addDeviceRoutes(app: FastifyInstance, options: DeviceRoutesOptions): void {
  addCode(app, options);
  addEnrolment(app, options);
  addThisDevice(app, options);
}

function addCode(app: FastifyInstance, options: DeviceRoutesOptions): void {
  const { auth, signInLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/devices/codes',
    {
      onRequest: signInLimit,
      preParsing: requirePermission('devices.manage'),
      schema: {
        tags,
        summary: 'Make a code by which a tablet is shared; it is good once, for ten minutes',
        body: deviceCodeRequest,
        response: { 200: deviceCode },
      },
    },
    async (request) => {
      const { code, expiresAt } = await auth.devices.newCode({
        name: request.body.name,
        by: requireSession(request).user.id,
      });
      return { code, expiresAt: expiresAt.toISOString() };
    },
  );
}

function addEnrolment(app: FastifyInstance, options: DeviceRoutesOptions): void {
  const { auth, signInLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/auth/devices/enrol',
    {
      onRequest: signInLimit,
      schema: {
        tags,
        summary: 'Share the tablet that sends this; it gets a cookie by which it is known',
        body: enrolRequest,
        response: { 200: enrolledDevice },
      },
    },
    async (request, reply) => {
      const waitSeconds = auth.throttle.attempt(CODES, request.ip);
      if (waitSeconds > 0) throw new SignInSlowed(waitSeconds);
      const enrolment = await auth.devices.take(request.body.code);
      if (enrolment === undefined) {
        throw new SignInRefused('code-over', 'There is no such code, or it is over. Ask for a new one.');
      }
      auth.throttle.succeeded(CODES, request.ip);
      const { tablet, key } = await auth.devices.enrol(enrolment.name);
      await auth.log.record('EnrolDevice', { deviceId: tablet.id, name: tablet.name }, enrolment.by);
      setDeviceCookie(request, reply, key);
      request.log.info({ device: tablet.id, user: enrolment.by }, 'tablet enrolled');
      return { device: tablet };
    },
  );
}

function addThisDevice(app: FastifyInstance, options: DeviceRoutesOptions): void {
  const { auth, queryLimit } = options;
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/auth/device',
    {
      onRequest: queryLimit,
      schema: {
        tags,
        summary: 'Whether this tablet is shared, and who signs in here by PIN',
        response: { 200: thisDevice },
      },
    },
    async (request) => {
      const device = await auth.devices.holder(deviceCookie(request));
      if (device === undefined) return { device: null, people: [] };
      const usable = [...(await auth.pins.usable())];
      const found = await Promise.all(
        usable.map(async (id) => ((await auth.people.hasPin(id)) ? await auth.people.byId(id) : undefined)),
      );
      const people = found
        .flatMap((person) => (person?.active ? [person] : []))
        .map(({ id, username, name, role }) => ({ id, username, name, role }))
        .sort((a, b) => compareText(a.name, b.name));
      return { device, people };
    },
  );
}

/** Guesses at codes are counted by address, because a code belongs to no account. No user name has a space. */
const CODES = 'device codes';
