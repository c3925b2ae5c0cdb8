import type { Db } from 'mongodb';
import { openDocuments } from './documents.ts';
import { type Seal, SealBroken } from './seal.ts';

/** Whether the key opens what is sealed. Opens each, and keeps nothing of it. */
export async function examine(
  views: Db,
  seal: Seal,
): Promise<{ readonly sealed: number; readonly unreadable: number }> {
  const documents = await openDocuments(views).all();
  const unreadable = documents.filter((document) => {
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
