import type { FastifyReply, FastifyRequest } from 'fastify';

// Browsers keep tokens where no script can read them, and send them to this host alone where the browser allows that.

const ACCESS = 'misty_access';
const REFRESH = 'misty_refresh';
/** A shared tablet is known by this cookie, also while nobody is signed in on it. */
const DEVICE = 'misty_device';

/**
 * A browser takes the __Host- prefix over HTTPS only. No other host can then set or overwrite the cookie. A cookie
 * without the prefix may come from anybody who speaks plain HTTP for this host, so it is ignored over HTTPS. Cookies do
 * not tell ports apart, so a port that stands in the address stands in the name: two Mistys on one host sign nobody out.
 */
function nameOf(cookie: string, request: FastifyRequest): string {
  const [, port] = /:(\d{1,5})$/.exec(request.host) ?? [];
  const usual = isHttps(request) ? '443' : '80';
  return `${nameBefore(cookie, request)}${port === undefined || port === usual ? '' : `_${port}`}`;
}

/** As it was without the port: sign-ins and tablets from that time still count, and an access token is soon renewed. */
function nameBefore(cookie: string, request: FastifyRequest): string {
  return isHttps(request) ? `__Host-${cookie}` : cookie;
}

function alsoFromBefore(cookie: string, request: FastifyRequest): string | undefined {
  return request.cookies[nameOf(cookie, request)] ?? request.cookies[nameBefore(cookie, request)];
}

/**
 * Over plain HTTP the refresh token goes to the sign-in routes alone. Over HTTPS it goes with every request, because
 * the prefix demands it. A path would keep nobody out, and a neighbour under the same domain could plant a token of
 * their own.
 */
function refreshPath(request: FastifyRequest): string {
  return isHttps(request) ? '/' : '/api/auth';
}

export function accessCookie(request: FastifyRequest): string | undefined {
  return request.cookies[nameOf(ACCESS, request)];
}

export function refreshCookie(request: FastifyRequest): string | undefined {
  return alsoFromBefore(REFRESH, request);
}

export interface SignInCookies {
  readonly accessToken: string;
  readonly accessSeconds: number;
  readonly refreshToken: string;
  readonly refreshSeconds: number;
}

export function setCookies(request: FastifyRequest, reply: FastifyReply, cookies: SignInCookies): void {
  const { accessToken, accessSeconds, refreshToken, refreshSeconds } = cookies;
  const [toAll, toSignIn] = [options(request, '/'), options(request, refreshPath(request))];
  reply.setCookie(nameOf(ACCESS, request), accessToken, { ...toAll, maxAge: accessSeconds });
  reply.setCookie(nameOf(REFRESH, request), refreshToken, { ...toSignIn, maxAge: refreshSeconds });
}

export function clearCookies(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(nameOf(ACCESS, request), options(request, '/'));
  reply.clearCookie(nameOf(REFRESH, request), options(request, refreshPath(request)));
}

export function deviceCookie(request: FastifyRequest): string | undefined {
  return alsoFromBefore(DEVICE, request);
}

const YEAR_SECONDS = 365 * 24 * 60 * 60;

export function setDeviceCookie(request: FastifyRequest, reply: FastifyReply, key: string): void {
  reply.setCookie(nameOf(DEVICE, request), key, { ...options(request, '/'), maxAge: YEAR_SECONDS });
}

function options(request: FastifyRequest, path: string) {
  return { path, httpOnly: true, sameSite: 'strict' as const, secure: isHttps(request) };
}

function isHttps({ protocol }: FastifyRequest): boolean {
  return protocol === 'https';
}
