import type { Reaches, Reader } from '../auth/reach.ts';
import type { Projection, Whose } from '../projecting/definition.ts';

/** What one reader is told of. */
export interface Audience {
  readonly models: readonly string[];
  /** Whose rows, for each read model with rows of people's own. */
  readonly whose: ReadonlyMap<string, Whose>;
  /** Readers with the same key are told the same. */
  readonly key: string;
}

/** What a reader who asked for these read models is told of at this moment. */
export async function audienceOf(
  { projections, reaches }: { readonly projections: readonly Projection[]; readonly reaches: Reaches },
  reader: Reader,
  models: readonly string[],
): Promise<Audience> {
  // Most read models ask for the same rows, so the answer is worked out once for each kind.
  const kinds = new Map<string, Promise<Whose>>();
  const whose = new Map<string, Whose>();
  for (const { name, query } of projections) {
    const own = query?.own;
    if (own === undefined || !models.includes(name)) continue;
    const kind = `${own.others} ${own.self ?? true}`;
    const reach = kinds.get(kind) ?? reaches.of(reader, own);
    kinds.set(kind, reach);
    whose.set(name, await reach);
  }
  return { models, whose, key: JSON.stringify([models, ...whose]) };
}
