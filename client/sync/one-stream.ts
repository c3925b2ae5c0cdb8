/** What the feed says, as the tab that listens passes it on. `asked`: a new tab wants to know where the feed stands. */
interface Said {
  readonly type: (typeof words)[number] | 'down' | 'asked';
  readonly data: string;
}

const words = ['hello', 'beat', 'head', 'reset', 'message', 'role-changed', 'session-ended'] as const;

interface OneStreamOptions {
  /** Tabs that hear the same have the same name. */
  readonly name: string;
  /** Up to where all changes have come to this tab. */
  readonly seen: () => number;
  readonly beatMs: number;
  /** The tab that listens has been silent for too long: its device may have put it to sleep. */
  readonly steal: boolean;
}

/**
 * One stream for all tabs of a browser: over HTTP/1.1 it has six lines to a server, and six tabs with a stream each leave
 * none for a command. The tab that holds the lock listens and tells the others; when it closes, the next one goes on from
 * what it has seen. To its own tab it looks like an EventSource. Without locks, as over plain http, each listens itself.
 */
export class OneStream extends EventTarget {
  readyState: number = EventSource.CONNECTING;
  readonly #options: OneStreamOptions;
  readonly #channel: BroadcastChannel;
  readonly #closed = new AbortController();
  #source: EventSource | undefined;
  #release: (() => void) | undefined;

  constructor(options: OneStreamOptions) {
    super();
    this.#options = options;
    this.#channel = new BroadcastChannel(options.name);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<Said>) => this.#heard(data));
    this.#tell({ type: 'asked', data: '' });
    if (navigator.locks === undefined) this.#lead();
    else void this.#waitForTurn(options.steal);
  }

  /** Whether it is this tab that listens for all of them. */
  get leads(): boolean {
    return this.#source !== undefined;
  }

  close(): void {
    this.readyState = EventSource.CLOSED;
    this.#closed.abort();
    this.#source?.close();
    this.#source = undefined;
    this.#channel.close();
    this.#release?.();
  }

  async #waitForTurn(steal: boolean): Promise<void> {
    const turn = () =>
      new Promise<void>((resolve) => {
        this.#release = resolve;
        if (this.#closed.signal.aborted) resolve();
        else this.#lead();
      });
    const how = steal ? { steal } : { signal: this.#closed.signal };
    try {
      await navigator.locks.request(this.#options.name, how, turn);
    } catch {
      // Closed while it waited, or another tab has taken the lock: that one listens now.
      this.#source?.close();
      this.#source = undefined;
      if (!this.#closed.signal.aborted) await this.#waitForTurn(false);
    }
  }

  #lead(): void {
    const seen = this.#options.seen();
    const source = new EventSource(seen === 0 ? '/api/live' : `/api/live?after=${seen}`);
    this.#source = source;
    // The others know by it that somebody sees to the line.
    this.#tell({ type: 'down', data: '' });
    for (const type of words) {
      source.addEventListener(type, ({ data }: MessageEvent<string>) => {
        this.#tell({ type, data });
        this.#say(type, data);
      });
    }
    source.addEventListener('error', () => {
      this.#tell({ type: 'down', data: '' });
      this.readyState = source.readyState;
      this.dispatchEvent(new Event('error'));
    });
  }

  #heard({ type, data }: Said): void {
    if (type === 'asked') {
      if (this.#source === undefined) return;
      const { beatMs, seen } = this.#options;
      const isUp = this.readyState === EventSource.OPEN;
      this.#tell(isUp ? { type: 'hello', data: JSON.stringify({ position: seen(), beatMs }) } : { type: 'down', data });
    } else if (this.#source === undefined) {
      if (type !== 'down') this.#say(type, data);
      else {
        this.readyState = EventSource.CONNECTING;
        this.dispatchEvent(new Event('error'));
      }
    }
  }

  #say(type: string, data: string): void {
    this.readyState = EventSource.OPEN;
    this.dispatchEvent(new MessageEvent(type, { data }));
  }

  #tell(said: Said): void {
    // Without locks nobody listens for another.
    if (navigator.locks !== undefined) this.#channel.postMessage(said);
  }
}
