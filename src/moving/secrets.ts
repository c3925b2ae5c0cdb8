import { BSON } from 'mongodb';
import type { Doc } from './values.ts';

/** What of a document may be kept in a log, and what may not. */
export interface Parted {
  readonly clean: Doc;
  /** By path. Tax and bank fields, which are sealed. */
  readonly sealed: ReadonlyMap<string, unknown>;
  /** Paths of passwords and tokens, which are dropped. */
  readonly dropped: readonly string[];
}

const TAX_OR_BANK =
  /(^|_)(tax_?file|tfn|bank|bsb|iban|swift|account_name|account_number|account_no|acct|card_number|cvv|routing_number|superannuation_fund|super_fund|super_member|member_number|usi)(_|$)/;
const SECRET =
  /(^|_)(password|passwd|pwd|passphrase|token|tokens|secret|secrets|api_?key|private_key|client_secret|credential|credentials|authorization|cookie|otp|totp|pin|pin_hash|salt|jwt)(_|$)/;

/** Takes out what no log may hold, wherever it lies. */
export function parted(doc: Doc): Parted {
  const sealed = new Map<string, unknown>();
  const dropped: string[] = [];
  const clean = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((part, at) => clean(part, `${path}.${at}`));
    if (!isPlain(value)) return value;
    const kept: Record<string, unknown> = {};
    for (const [field, part] of Object.entries(value)) {
      const where = path === '' ? field : `${path}.${field}`;
      const name = snake(field);
      if (SECRET.test(name)) dropped.push(where);
      else if (TAX_OR_BANK.test(name)) {
        if (isTold(part)) sealed.set(where, part);
      } else set(kept, field, clean(part, where));
    }
    return kept;
  };
  return { clean: clean(doc, '') as Doc, sealed, dropped };
}

/** A field named __proto__ is a field like any other. */
function set(into: Record<string, unknown>, field: string, value: unknown): void {
  if (field !== '__proto__') into[field] = value;
  else Object.defineProperty(into, field, { value, enumerable: true, configurable: true, writable: true });
}

function isTold(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  return typeof value !== 'string' || !['', 'not provided', 'n/a', 'none', 'null'].includes(value.trim().toLowerCase());
}

function isPlain(value: unknown): value is Doc {
  return value !== null && typeof value === 'object' && !(value instanceof Date) && !('_bsontype' in value);
}

/** Names of fields come again with each document. */
const NAMES_MAX = 10_000;
const names = new Map<string, string>();

function snake(field: string): string {
  const known = names.get(field);
  if (known !== undefined) return known;
  const name = field
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s.-]+/g, '_')
    .toLowerCase();
  if (names.size < NAMES_MAX) names.set(field, name);
  return name;
}

/** The document as text that keeps every type: canonical Extended JSON. */
export function documentText(doc: Doc): string {
  return BSON.EJSON.stringify(doc, { relaxed: false });
}
