import type { Db } from 'mongodb';
import { openDocuments } from './documents.ts';
import { type Seal, SealBroken } from './seal.ts';

/**
 * Counts what is sealed, and what the key does not open. Without a key that is all of it. Keeps nothing that it opens.
 */
export async function examine(
  views: Db,
  seal: Seal | undefined,
): Promise<{ readonly sealed: number; readonly unreadable: number }> {
  const documents = await openDocuments(views).all();
  const unreadable = documents.filter((document) => {
    if (seal === undefined) return true;
    try {
      seal.open({ employeeId: document.employeeId, field: document.field, ref: document._id }, document);
      return false;
    } catch (error) {
      if (error instanceof SealBroken) return true;
      throw error;
    }
  });
  return { sealed: documents.length, unreadable: unreadable.length };
}
