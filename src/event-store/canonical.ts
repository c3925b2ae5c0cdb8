import { hash } from 'node:crypto';

/**
 * One text for one value: keys sorted by code unit, no white space, dates as ISO text, fields without a value left out.
 * Two values that mean the same give the same text, in any order of their fields. Throws on anything that would
 * not come back from the database as it went in.
 */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a whole number, so it cannot be recorded`);
    // -0 comes back from the database as 0.
    return String(value + 0);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (typeof value === 'object') {
    const fields = Object.keys(value);
    if (fields.length > 1) fields.sort();
    let text = '';
    for (const field of fields) {
      const part = (value as Record<string, unknown>)[field];
      if (part !== undefined) text += (text === '' ? '' : ',') + named(field) + canonical(part);
    }
    return `{${text}}`;
  }
  throw new TypeError(`a ${typeof value} cannot be recorded`);
}

/** Names of fields come again with each event. */
const NAMES_MAX = 2_000;
const names = new Map<string, string>();

function named(field: string): string {
  const known = names.get(field);
  if (known !== undefined) return known;
  const name = `${JSON.stringify(field)}:`;
  if (names.size < NAMES_MAX) names.set(field, name);
  return name;
}

/** SHA-256 of the canonical form, in hexadecimal. */
export function digest(value: unknown): string {
  return hash('sha256', canonical(value), 'hex');
}
