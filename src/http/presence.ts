import type { ActiveSession } from '../auth/plugin.ts';
import { deviceWords } from '../auth/surroundings.ts';

/** A device that has, or had, a live feed since the start. */
export interface Present {
  /** Of the shared tablet, or of the sign-in. */
  readonly id: string;
  readonly isShared: boolean;
  /** Whose sign-in it is, and on what: "Kylie Tran, Safari on iPad". */
  readonly words: string;
  readonly feeds: number;
  readonly seenAt: Date;
}

/** Devices that are remembered; those that were away the longest are forgotten. */
const KNOWN_MAX = 200;

/** Which devices follow now, and when the others did last. Kept in memory: it says nothing of the time before the start. */
export class Presence {
  readonly #known = new Map<string, Present>();
  readonly #clock: () => Date;

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  get all(): readonly Present[] {
    return [...this.#known.values()];
  }

  /** A feed begins; returns what is called at its end. */
  follow(
    { id: sessionId, deviceId, user }: Pick<ActiveSession, 'id' | 'deviceId' | 'user'>,
    userAgent: string | undefined,
  ): () => void {
    const words = `${user.name}, ${deviceWords(userAgent)}`;
    const id = deviceId ?? sessionId;
    const note = (by: number): void => {
      const feeds = (this.#known.get(id)?.feeds ?? 0) + by;
      // Deleted first, so that the order is that of when they were seen.
      this.#known.delete(id);
      this.#known.set(id, { id, isShared: deviceId !== undefined, words, feeds, seenAt: this.#clock() });
    };
    note(1);
    this.#forget();
    return () => note(-1);
  }

  #forget(): void {
    for (const { id, feeds } of this.#known.values()) {
      if (this.#known.size <= KNOWN_MAX) return;
      if (feeds === 0) this.#known.delete(id);
    }
  }
}
