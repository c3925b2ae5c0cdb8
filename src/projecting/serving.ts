import type { Db } from 'mongodb';
import { goBack } from './building.ts';
import type { Projection } from './definition.ts';
import { LiveGeneration } from './generation.ts';
import { ensurePointer, type Generation, type Pointer, readPointers } from './pointers.ts';

/** Makes missing pointers, and goes back at once where the generation before was made by this program's rules. */
export async function preparePointers(views: Db, projections: readonly Projection[]): Promise<void> {
  const pointers = await readPointers(views);
  for (const projection of projections) {
    const pointer = pointers.get(projection.name);
    if (pointer === undefined) await ensurePointer(views, projection.name);
    else if (pointer.version !== projection.version && pointer.previous?.version === projection.version) {
      await goBack(views, projection);
    }
  }
}

/** What a program with rules of this version serves; undefined where there is no generation yet. */
export function choose(pointer: Pointer | undefined, version: number): Generation | undefined {
  if (pointer === undefined || pointer.generation === 0) return undefined;
  // While a newer program takes over, this one goes on with what it knows.
  return pointer.version !== version && pointer.previous?.version === version ? pointer.previous : pointer;
}

/** The generations that this process serves, by name. */
export class Serving {
  readonly #views: Db;
  readonly #projections: readonly Projection[];
  readonly #served = new Map<string, LiveGeneration>();

  constructor(views: Db, projections: readonly Projection[]) {
    this.#views = views;
    this.#projections = projections;
  }

  get(name: string): LiveGeneration | undefined {
    return this.#served.get(name);
  }

  /** Those that are kept up to date. What other rules made stays as it is until its successor is built. */
  get live(): readonly LiveGeneration[] {
    return [...this.#served.values()].filter(({ outdated }) => !outdated);
  }

  /** Where a reader for all of them begins: at the one that is furthest behind, of those that are kept up to date. */
  get start(): number {
    const { live } = this;
    const all = live.length > 0 ? live : [...this.#served.values()];
    return all.length === 0 ? 0 : Math.min(...all.map(({ position }) => position));
  }

  /** Opens the generations that are to be served and are not, without serving them yet. */
  async opened(): Promise<readonly LiveGeneration[]> {
    const pointers = await readPointers(this.#views);
    const found: LiveGeneration[] = [];
    for (const projection of this.#projections) {
      const choice = choose(pointers.get(projection.name), projection.version);
      if (choice === undefined || choice.generation === this.#served.get(projection.name)?.generation) continue;
      found.push(await LiveGeneration.open(this.#views, projection, choice));
    }
    return found;
  }

  serve(generation: LiveGeneration): void {
    this.#served.set(generation.projection.name, generation);
  }
}
