import { markers } from './collections.ts';
import { keyOf } from './identity.ts';
import type { Ledger } from './ledger.ts';
import { SourceError } from './source-error.ts';
import type { LegacyDocument, Spool } from './spool.ts';

/** Whether a document has what the old application wrote. */
export function isMarked({ collection, doc }: LegacyDocument): boolean {
  const known = markers[collection];
  return known !== undefined && known.filter((field) => field in doc).length >= 2;
}

/** @throws SourceError where it is empty, or of another application */
export function requireOldApplication(
  spool: Spool,
  marked: ReadonlyMap<string, number>,
  note: (line: string) => void,
): void {
  const counted = Object.entries(spool.documents);
  const total = counted.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0)
    throw new SourceError('There is not one document in it. Look whether this is the right database or folder.');
  const known = counted.filter(([name, count]) => count > 0 && markers[name] !== undefined);
  const looked = known.reduce((sum, [, count]) => sum + count, 0);
  const found = known.reduce((sum, [name]) => sum + (marked.get(name) ?? 0), 0);
  // Fields may be missing here and there. Where most are, another application had collections of the same names.
  if (found * 2 < looked || found === 0) {
    const names = known.map(([name]) => name).join(', ');
    const what = known.length === 0 ? 'none of its collections is there' : `what is in ${names} was not written by it`;
    throw new SourceError(`This is no dump of the old application: ${what}. Nothing was moved in.`);
  }
  const missing = ['users', 'clients', 'orders'].filter((name) => (spool.documents[name] ?? 0) === 0);
  if (missing.length > 0)
    note(`There are no ${missing.join(', no ')} in the dump. Where something names one, its text stays.`);
}

/** @throws SourceError where something is there that nothing may be moved in over */
export function requireFree({ occupied, runs, documents }: Ledger, spool: Spool): void {
  if (runs === 0 && occupied !== undefined) {
    throw new SourceError(
      `Misty has data of its own already, such as ${occupied}. Move in before anything else: set MISTY_DATA to a new folder, or MONGODB_URI to a new database.`,
    );
  }
  if (documents.size === 0) return;
  for (const collection of spool.collections.values()) {
    for (let index = 0; index < collection.count; index++) {
      if (documents.has(keyOf(collection.name, collection.idAt(index)))) return;
    }
  }
  throw new SourceError(
    "This dump has nothing in common with what was moved in before: it is another company's. Nothing was moved in.",
  );
}
