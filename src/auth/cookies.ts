import type { FastifyReply, FastifyRequest } from 'fastify';

// Tokens of browsers lie where no script on a page can read them, and go to this very host alone where that can be had.

/** A browser takes the __Host- prefix over HTTPS only, and then no other host can set or overwrite the cookie. */
function accessName(request: FastifyRequest): string {
  return isHttps(request) ? '__Host-misty_access' : 'misty_access';
}

/** Sent to the sign-in alone, so that it is on its way as seldom as can be; a path rules the __Host- prefix out. */
function refreshName(request: FastifyRequest): string {
  return isHttps(request) ? '__Secure-misty_refresh' : 'misty_refresh';
}

/** By which a shared tablet is known, also while nobody is signed in on it. */
function deviceName(request: FastifyRequest): string {
  return isHttps(request) ? '__Host-misty_device' : 'misty_device';
}

const REFRESH_PATH = '/api/auth';

export function accessCookie(request: FastifyRequest): string | undefined {
  return request.cookies[accessName(request)];
}

export function refreshCookie(request: FastifyRequest): string | undefined {
  return request.cookies[refreshName(request)];
}

export interface SignInCookies {
  readonly accessToken: string;
  readonly accessSeconds: number;
  readonly refreshToken: string;
  readonly refreshSeconds: number;
}

export function setCookies(request: FastifyRequest, reply: FastifyReply, cookies: SignInCookies): void {
  const { accessToken, accessSeconds, refreshToken, refreshSeconds } = cookies;
  reply.setCookie(accessName(request), accessToken, { ...options(request, '/'), maxAge: accessSeconds });
  reply.setCookie(refreshName(request), refreshToken, { ...options(request, REFRESH_PATH), maxAge: refreshSeconds });
}

export function clearCookies(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(accessName(request), options(request, '/'));
  reply.clearCookie(refreshName(request), options(request, REFRESH_PATH));
}

export function deviceCookie(request: FastifyRequest): string | undefined {
  return request.cookies[deviceName(request)];
}

const YEAR_SECONDS = 365 * 24 * 60 * 60;

export function setDeviceCookie(request: FastifyRequest, reply: FastifyReply, key: string): void {
  reply.setCookie(deviceName(request), key, { ...options(request, '/'), maxAge: YEAR_SECONDS });
}

function options(request: FastifyRequest, path: string) {
  return { path, httpOnly: true, sameSite: 'strict' as const, secure: isHttps(request) };
}

function isHttps({ protocol }: FastifyRequest): boolean {
  return protocol === 'https';
}
