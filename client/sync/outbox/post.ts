import type { CommandAccepted } from '#contracts/command.ts';
import type { Problem } from '#contracts/problems.ts';
import { mayPass, offlineProblem, readProblem } from '../problem.ts';
import { fetchAsMe } from '../renewal.ts';
import type { Bytes } from './entry.ts';

export type Sent =
  | { readonly ok: true; readonly accepted: CommandAccepted }
  | { readonly ok: false; readonly problem: Problem };

/** What came of sending a command once. */
export interface Answer {
  readonly sent: Sent;
  /** Nobody has decided: the same command may get through later. */
  readonly again: boolean;
  /** Whether the server answered at all. */
  readonly reached: boolean;
  readonly retryAfterMs?: number | undefined;
}

const TRY_TIMEOUT_MS = 15_000;
/** A scanned PDF over weak Wi-Fi. */
const TRY_BYTES_TIMEOUT_MS = 120_000;

/** Sends a command as the person who is signed in. What comes with bytes is sent as a form. Never throws. */
export async function postCommand(
  type: string,
  id: string,
  payload: object,
  { version, bytes }: { readonly version?: number | undefined; readonly bytes?: Bytes | undefined } = {},
): Promise<Answer> {
  const json = JSON.stringify(payload);
  const body = bytes === undefined ? json : formOf(json, bytes);
  const headers: Record<string, string> = {
    ...(bytes === undefined && { 'content-type': 'application/json' }),
    accept: 'application/json',
    'idempotency-key': id,
  };
  if (version !== undefined) headers['if-match'] = `"${version}"`;
  const signal = AbortSignal.timeout(bytes === undefined ? TRY_TIMEOUT_MS : TRY_BYTES_TIMEOUT_MS);
  const response = await fetchAsMe(`/api/commands/${type}`, { method: 'POST', headers, body, signal }).catch(
    () => undefined,
  );
  if (response === undefined) return notReached();
  if (response.ok) {
    const accepted = (await response.json().catch(() => undefined)) as CommandAccepted | undefined;
    // Something between here and the server has answered in its place.
    return typeof accepted?.position === 'number'
      ? { sent: { ok: true, accepted }, again: false, reached: true }
      : notReached();
  }
  const problem = await readProblem(response);
  const retryAfterMs = Number(response.headers.get('retry-after')) * 1_000 || undefined;
  return { sent: { ok: false, problem }, again: mayPass(problem.status), reached: true, retryAfterMs };
}

function formOf(command: string, { file, preview }: Bytes): FormData {
  const form = new FormData();
  form.append('command', command);
  form.append('file', new Blob([file]), 'file');
  if (preview !== undefined) form.append('preview', new Blob([preview]), 'preview');
  return form;
}

function notReached(): Answer {
  const problem = offlineProblem('This is not sent. Try again when the connection is back: it is never done twice.');
  return { sent: { ok: false, problem }, again: true, reached: false };
}
