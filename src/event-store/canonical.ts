import { hash } from 'node:crypto';

/**
 * One text for one value: keys sorted by code unit, no white space, dates as ISO text, fields without a value left out.
 * Two values that mean the same give the same text, in any order of their fields. Throws on anything that would
 * not come back from the database as it went in.
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value);
    case 'number':
      if (!Number.isSafeInteger(value)) throw new TypeError(`${value} is not a whole number, so it cannot be recorded`);
      // -0 comes back from the database as 0.
      return String(value + 0);
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return listText(value);
      // Nothing in it needs a backslash.
      if (value instanceof Date) return `"${value.toISOString()}"`;
      return fieldsText(value as Record<string, unknown>);
    default:
      throw new TypeError(`a ${typeof value} cannot be recorded`);
  }
}

function listText(values: readonly unknown[]): string {
  let text = '';
  for (let at = 0; at < values.length; at += 1) text += at === 0 ? canonical(values[at]) : `,${canonical(values[at])}`;
  return `[${text}]`;
}

function fieldsText(value: Record<string, unknown>): string {
  let text = '';
  for (const field of inOrder(Object.keys(value))) {
    const part = value[field];
    if (part !== undefined) text += (text === '' ? '' : ',') + named(field) + canonical(part);
  }
  return `{${text}}`;
}

/** Sorted by code unit. Most objects are small or sorted already, and a whole log is hashed: so by hand. */
function inOrder(fields: string[]): string[] {
  if (fields.length > FEW) return fields.sort();
  for (let at = 1; at < fields.length; at += 1) {
    const field = fields[at] ?? '';
    let to = at;
    for (; to > 0 && (fields[to - 1] ?? '') > field; to -= 1) fields[to] = fields[to - 1] ?? '';
    fields[to] = field;
  }
  return fields;
}

const FEW = 12;

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
