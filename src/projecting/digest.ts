import { hash } from 'node:crypto';
import type { Db } from 'mongodb';
import { canonical } from '../event-store/canonical.ts';
import { pointersOf } from './pointers.ts';
import { rowsOf } from './rows.ts';

/**
 * One text for all rows of the generation that is served: SHA-256 over their canonical forms in order of their ids.
 * How and when they were stored makes no difference. Undefined when nothing is served yet.
 */
export async function digest(views: Db, name: string): Promise<string | undefined> {
  const pointer = await pointersOf(views).findOne({ _id: name });
  if (pointer === null || pointer.generation === 0) return undefined;
  // Only hashes are kept, so that a large read model fits into memory.
  const hashes: [id: string, hash: string][] = [];
  for await (const { _id, row } of rowsOf(views, name, pointer.generation).find({})) {
    if (row !== undefined) hashes.push([_id, hash('sha256', canonical(row), 'hex')]);
  }
  hashes.sort(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha256', canonical(hashes), 'hex');
}
