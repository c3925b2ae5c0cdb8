import { hash } from 'node:crypto';

const PLAIN = /^[A-Za-z0-9][A-Za-z0-9-]*$/;
const ID_MAX = 64;

/** Names a document among those of all collections. */
export function keyOf(collection: string, id: string): string {
  return `${collection}\n${id}`;
}

/** Id of the thing that a document becomes: the same for the same collection and document, at every run. */
export function thingId(collection: string, legacyId: string): string {
  const prefix =
    collection
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'c';
  const plain = `${prefix}-${legacyId}`;
  if (PLAIN.test(plain) && plain.length <= ID_MAX) return plain;
  return `${prefix.slice(0, 30)}-${hash('sha256', keyOf(collection, legacyId), 'hex').slice(0, 32)}`;
}

/** Id of a document that is kept whole: `<collection>-<id>`, where both are plain words. */
export function recordId(collection: string, legacyId: string): string {
  const plain = `${collection}-${legacyId}`;
  return /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(plain) && plain.length <= 120 ? plain : thingId(collection, legacyId);
}

/** The same UUID for the same words, so that a command that is sent again is the same command. */
export function commandIdOf(...words: readonly string[]): string {
  const hex = hash('sha256', words.join('\n'), 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
