/**
 * Notices when the database says nothing at all for too long. It counts beats, not time: a process that was held up
 * counts one beat for all of it, and then hears what was said meanwhile.
 */
export class Silence {
  readonly #beatMs: number;
  readonly #beatsMax: number;
  #beats = 0;

  constructor({ beatMs, beatsMax }: { readonly beatMs: number; readonly beatsMax: number }) {
    this.#beatMs = beatMs;
    this.#beatsMax = beatsMax;
  }

  /** From now on calls `tooLong` whenever nothing was heard for so many beats. Returns how to stop. */
  watch(tooLong: () => void): () => void {
    this.#beats = 0;
    const beating = setInterval(() => {
      this.#beats += 1;
      if (this.#beats === this.#beatsMax) tooLong();
    }, this.#beatMs);
    return () => clearInterval(beating);
  }

  /** Waits for an answer of the database, which is a sign of life. */
  async until<Answer>(answer: Promise<Answer>): Promise<Answer> {
    const heard = await answer;
    this.#beats = 0;
    return heard;
  }
}
