import { type ClientRequestArgs, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import webPush from 'web-push';
import { addressTrouble, guardedLookup, type Reach } from './address.ts';
import type { PushMessage } from './message.ts';
import type { PushKey } from './push-key.ts';
import type { Subscription } from './subscriptions.ts';

/** What became of a message: taken, a subscription that is over, or not taken, perhaps for now. */
export type Posted =
  | { readonly kind: 'taken' }
  | { readonly kind: 'over' }
  | { readonly kind: 'refused' | 'failed'; readonly why: string; readonly retryAfterMs?: number | undefined };

export interface PostOptions {
  readonly key: PushKey;
  readonly reach: Reach;
  /** So long a push service may take. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
/** So long a push service keeps a message for a device that is off. What is older is told by the app when it is opened. */
const KEPT_SECONDS = 12 * 60 * 60;
/** Push services ask for somebody whom they can write to. An address that they cannot reach is better than none. */
const NOBODY = 'mailto:push@misty.invalid';

/**
 * Encrypts a message for one device and hands it to its push service. Never throws, follows no redirection, reads no
 * answer, and says nothing of the address but the name of its host.
 */
export async function post(subscription: Subscription, message: PushMessage, options: PostOptions): Promise<Posted> {
  const { endpoint, keys, origin } = subscription;
  const { key, reach, timeoutMs = TIMEOUT_MS } = options;
  const trouble = addressTrouble(endpoint, reach);
  if (trouble !== undefined) return { kind: 'refused', why: `The address ${trouble}.` };
  const url = new URL(endpoint);
  try {
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys }, JSON.stringify(message), {
      vapidDetails: { subject: origin.startsWith('https:') ? origin : NOBODY, ...key },
      TTL: KEPT_SECONDS,
      // A message that no device has fetched yet gives way to a newer one of its kind.
      topic: message.notification.tag,
    });
    const asked = { method: 'POST', headers: headers as ClientRequestArgs['headers'] & object };
    const answer = await send(url, { ...asked, lookup: guardedLookup(reach), timeoutMs }, body);
    return judged(answer, url.host);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { kind: 'failed', why: `${url.host} was not reached (${code}).` };
  }
}

function judged({ statusCode = 0, headers }: IncomingMessage, host: string): Posted {
  if (statusCode >= 200 && statusCode < 300) return { kind: 'taken' };
  if (statusCode === 404 || statusCode === 410) return { kind: 'over' };
  const why = `${host} answered ${statusCode}.`;
  const seconds = Number(headers['retry-after']);
  const retryAfterMs = seconds > 0 ? seconds * 1_000 : undefined;
  const mayPass = statusCode === 429 || statusCode >= 500;
  return mayPass ? { kind: 'failed', why, retryAfterMs } : { kind: 'refused', why };
}

function send(
  url: URL,
  { timeoutMs, ...asked }: ClientRequestArgs & { timeoutMs: number },
  body: Buffer | null,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const over = url.protocol === 'https:' ? overHttps : overHttp;
    const sending = over(url, { ...asked, agent: false, signal: AbortSignal.timeout(timeoutMs) }, (answer) => {
      // What else it says is of no use, and may have no end.
      answer.destroy();
      resolve(answer);
    });
    sending.once('error', reject);
    sending.end(body);
  });
}
