import { ApiProblem, OfflineError, readProblem } from './problem.ts';
import { fetchAsMe } from './renewal.ts';

const TIMEOUT_MS = 15_000;

export interface Fetched<T> {
  readonly status: 200 | 304;
  /** Undefined with 304: what is here already is still right. */
  readonly body: T | undefined;
  /** Send it with the next query of the same address. */
  readonly etag: string | undefined;
  /** How far the answer goes at least; the live feed goes on from here. */
  readonly position: number;
}

interface FetchOptions {
  readonly signal?: AbortSignal | undefined;
  readonly etag?: string | undefined;
}

/** Position of this person's last accepted command. Queries wait for it, so that people read what they wrote. */
let written = 0;

export function wroteAt(position: number): void {
  written = Math.max(written, position);
}

/** After a sign-out; or when the server's log ends before `position` already, because it is another one. */
export function forgetWritten(position = 0): void {
  if (written > position) written = 0;
}

/**
 * GET of JSON. `path` begins with /api.
 *
 * @throws ApiProblem when the server says no (a 401 also ends the session here), OfflineError when it is not reached.
 */
export async function fetchJson<T>(path: string, { signal, etag }: FetchOptions = {}): Promise<Fetched<T>> {
  const address = written === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}after=${written}`;
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetchAsMe(address, {
    headers: { accept: 'application/json', ...(etag !== undefined && { 'if-none-match': etag }) },
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    // The tag is ours to compare; the browser's cache keeps nothing of anybody.
    cache: 'no-store',
  }).catch(notReached);
  const position = Number(response.headers.get('x-position') ?? 0);
  const tag = response.headers.get('etag') ?? undefined;
  if (response.status === 304) return { status: 304, body: undefined, etag: tag ?? etag, position };
  if (!response.ok) {
    const problem = await readProblem(response);
    throw new ApiProblem(problem);
  }
  const body = (await response.json().catch(notReached)) as T;
  return { status: 200, body, etag: tag, position };
}

function notReached(cause: unknown): never {
  throw new OfflineError('The server was not reached.', { cause });
}
