import type { MoveCounts } from '../contracts/moving.ts';
import type { Rejected } from './planner.ts';
import type { Figures } from './totals.ts';

/** What a run says of itself: the JSON of the command line. */
export interface MoveReport {
  readonly ok: boolean;
  readonly dryRun: boolean;
  readonly collections: { readonly [name: string]: MoveCounts };
  readonly totals: {
    readonly before: Figures;
    readonly after: Figures;
    readonly flagged: readonly { readonly collection: string; readonly id: string; readonly what: string }[];
  };
  readonly rejected: readonly Rejected[];
}

export type Count = { -readonly [Field in keyof MoveCounts]: number };

export class Counts {
  readonly #collections = new Map<string, Count>();

  of(collection: string): Count {
    const found = this.#collections.get(collection) ?? { read: 0, made: 0, merged: 0, changed: 0, same: 0, skipped: 0 };
    this.#collections.set(collection, found);
    return found;
  }

  /** Whether every document that was read became something. */
  get addUp(): boolean {
    return [...this.#collections.values()].every(
      ({ read, made, merged, changed, same, skipped }) => read === made + merged + changed + same + skipped,
    );
  }

  get changed(): number {
    return [...this.#collections.values()].reduce((sum, { changed }) => sum + changed, 0);
  }

  toJSON(): { readonly [name: string]: MoveCounts } {
    return Object.fromEntries([...this.#collections].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
