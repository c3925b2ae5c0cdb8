import { readProblem } from '../../sync/problem.ts';
import { fetchAsMe } from '../../sync/renewal.ts';

/** A PDF over weak Wi-Fi. */
const TIMEOUT_MS = 60_000;

/** The bytes of a file, or why they are not here, in words. Never throws. */
export async function fetchBytes(path: string): Promise<Blob | string> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  // No browser's cache keeps anything of anybody.
  const response = await fetchAsMe(path, { headers: {}, signal, cache: 'no-store' }).catch(() => undefined);
  if (response?.ok === false) return (await readProblem(response)).detail;
  const bytes = await response?.blob().catch(() => undefined);
  return (
    bytes ?? `${navigator.onLine ? 'Misty cannot be reached.' : 'You are offline.'} Files are shown with a connection.`
  );
}
