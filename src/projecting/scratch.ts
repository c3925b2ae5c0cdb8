import type { Db } from 'mongodb';
import type { Projection } from './definition.ts';
import type { Rows, StoredRow } from './rows.ts';

const LEFT_OVER_AFTER_MS = 24 * 3_600_000;

/** Gives each of these projections an empty collection for its rows, and drops them in the end. */
export async function withScratch<Result>(
  views: Db,
  projections: readonly Projection[],
  work: (scratch: ReadonlyMap<Projection, Rows>) => Promise<Result>,
): Promise<Result> {
  const now = Date.now();
  const scratch = new Map<Projection, Rows>(
    projections.map((projection) => [
      projection,
      views.collection<StoredRow>(`${prefixOf(projection)}${now}`, { ignoreUndefined: true }),
    ]),
  );
  await dropLeftOvers(views, projections.map(prefixOf));
  try {
    return await work(scratch);
  } finally {
    for (const rows of scratch.values()) await rows.drop();
  }
}

function prefixOf({ name }: Projection): string {
  return `${name}.check.`;
}

/** What was left behind by work that was killed. */
async function dropLeftOvers(views: Db, prefixes: readonly string[]): Promise<void> {
  for (const { name } of await views.listCollections({}, { nameOnly: true }).toArray()) {
    const prefix = prefixes.find((one) => name.startsWith(one));
    if (prefix === undefined) continue;
    if (Date.now() - Number(name.slice(prefix.length)) > LEFT_OVER_AFTER_MS) await views.dropCollection(name);
  }
}
