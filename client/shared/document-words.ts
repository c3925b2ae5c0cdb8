/** A field of an old document and what stood in it, in words. */
export interface OldField {
  readonly name: string;
  readonly value: string;
}

/** The fields of a document that is kept as canonical Extended JSON. Undefined where it is cut and cannot be read. */
export function fieldsOf(document: string): readonly OldField[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(document);
  } catch {
    return undefined;
  }
  if (parsed === null || typeof parsed !== 'object') return undefined;
  return Object.entries(parsed).flatMap(([name, value]) => fieldWords(name.replaceAll('_', ' '), value));
}

const DEPTH_MAX = 6;

function fieldWords(name: string, value: unknown, depth = 0): OldField[] {
  const plain = plainOf(value);
  if (plain === null) return [];
  if (typeof plain !== 'object' || depth === DEPTH_MAX) return [{ name, value: wordsOf(plain) }];
  if (Array.isArray(plain)) {
    return plain.flatMap((one, at) => fieldWords(`${name} ${at + 1}`, one, depth + 1));
  }
  return Object.entries(plain).flatMap(([part, inner]) =>
    fieldWords(`${name} · ${part.replaceAll('_', ' ')}`, inner, depth + 1),
  );
}

function wordsOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const wrappers = ['$numberInt', '$numberLong', '$numberDouble', '$numberDecimal', '$oid', '$uuid', '$symbol'];

/** Without what Extended JSON says of its type; null where there is nothing to read. */
function plainOf(value: unknown): unknown {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const wrapped = value as { readonly [key: string]: unknown };
  for (const key of wrappers) if (typeof wrapped[key] === 'string') return wrapped[key];
  if ('$date' in wrapped) {
    const inner = plainOf(wrapped['$date']);
    const at = new Date(typeof inner === 'string' && /^-?\d+$/.test(inner) ? Number(inner) : String(inner));
    return Number.isNaN(at.getTime())
      ? null
      : at
          .toISOString()
          .replace('T00:00:00.000Z', '')
          .replace('T', ' ')
          .replace(/\.\d+Z$/, ' UTC');
  }
  return Object.keys(wrapped).length === 0 ? null : value;
}

/** "Job cards" of job_cards. */
export function collectionWords(collection: string): string {
  const words = collection.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
