import type { SignedHead } from '../contracts/heads.ts';

export interface HeadPostOptions {
  /** Where heads are sent: somewhere that whoever runs this server cannot write to. */
  readonly url: string;
  readonly onError: (error: unknown) => void;
  readonly retryMs?: number;
}

const RETRY_MS = 60_000;
const TIMEOUT_MS = 10_000;

/**
 * Sends each signed head beyond the reach of who runs this server, as the line that `misty verify --heads` reads. The
 * newest one counts: it bears all before it, so what could not be sent is followed by the next and not kept.
 */
export class HeadPost {
  readonly #options: HeadPostOptions;
  #unsent: SignedHead | undefined;
  #sending: Promise<void> | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(options: HeadPostOptions) {
    this.#options = options;
  }

  send(head: SignedHead): void {
    this.#unsent = head;
    this.#sending ??= this.#all().finally(() => {
      this.#sending = undefined;
    });
  }

  /** Once the last head is sent, or could not be at one more try. */
  async close(): Promise<void> {
    await this.#sending;
    await this.#all();
    clearTimeout(this.#retry);
  }

  async #all(): Promise<void> {
    clearTimeout(this.#retry);
    while (this.#unsent !== undefined) {
      const head = this.#unsent;
      try {
        await this.#post(head);
      } catch (error) {
        this.#options.onError(error);
        if (this.#unsent !== head) continue;
        this.#retry = setTimeout(() => this.send(this.#unsent ?? head), this.#options.retryMs ?? RETRY_MS);
        this.#retry.unref();
        return;
      }
      if (this.#unsent === head) this.#unsent = undefined;
    }
  }

  async #post({ head, signature }: SignedHead): Promise<void> {
    const answer = await fetch(this.#options.url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson' },
      body: `${JSON.stringify({ head, signature })}\n`,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`The receiver of signed heads answered ${answer.status}.`);
  }
}
