/** What a live feed says at a time. */
export interface Said {
  id?: string;
  event?: string;
  data?: { position?: number; models?: string[]; changes?: { model: string; id: string; row: unknown }[] };
  comment?: string;
}

/** For tests: reads a live feed as a tablet does. */
export class Listening {
  readonly status: number;
  readonly headers: Headers;
  readonly ended: Promise<void>;
  readonly #said: Said[] = [];
  readonly #all: Said[] = [];
  readonly #abort: AbortController;
  #wake: () => void = () => undefined;

  private constructor(response: Response, abort: AbortController) {
    this.status = response.status;
    this.headers = response.headers;
    this.#abort = abort;
    this.ended = this.#read(response).catch(() => undefined);
  }

  static async start(url: string, headers: Record<string, string>): Promise<Listening> {
    const abort = new AbortController();
    return new Listening(await fetch(url, { headers, signal: abort.signal }), abort);
  }

  /** The next thing said that fits; those before it are passed over. */
  async next(fits: (said: Said) => boolean): Promise<Said> {
    for (;;) {
      for (let said = this.#said.shift(); said; said = this.#said.shift()) if (fits(said)) return said;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Everything said so far. */
  get all(): readonly Said[] {
    return this.#all;
  }

  /** Positions of all changes told so far. */
  positions(): number[] {
    return this.#all.flatMap(({ data }) => (data?.changes && data.position ? [data.position] : []));
  }

  async leave(): Promise<void> {
    this.#abort.abort();
    await this.ended;
  }

  async #read(response: Response): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.#hear(block);
    }
  }

  #hear(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
    const [id, event, data, comment] = [field('id'), field('event'), field('data'), field('')];
    const said: Said = {
      ...(id !== undefined && { id }),
      ...(event !== undefined && { event }),
      ...(data !== undefined && { data: JSON.parse(data) }),
      ...(comment !== undefined && { comment }),
    };
    this.#said.push(said);
    this.#all.push(said);
    this.#wake();
  }
}
