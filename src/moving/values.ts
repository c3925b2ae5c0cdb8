import { BSON } from 'mongodb';

// How values of the old application are read. A number of any type is the number that it is; a date stays the date that
// it was; text without a zone is UTC. What cannot be read is undefined, never a guess.

export type Doc = { readonly [field: string]: unknown };

/** The number as decimal text, by its shortest form: 1.5000000000000002 stays so, and is rounded once, below. */
export function decimalText(value: unknown): string | undefined {
  if (value instanceof BSON.Int32) return String(value.value);
  if (value instanceof BSON.Double) return Number.isFinite(value.value) ? String(value.value) : undefined;
  if (value instanceof BSON.Long || value instanceof BSON.Decimal128) return plainDecimal(value.toString());
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value === 'bigint') return value.toString();
  return typeof value === 'string' ? plainDecimal(value.trim()) : undefined;
}

const DECIMAL = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,4}))?$/;

function plainDecimal(text: string): string | undefined {
  return DECIMAL.test(text) ? text : undefined;
}

/** The number × 10^places as a whole number, a half away from zero. Undefined where it is none, or too large to be one. */
export function scaled(value: unknown, places: number): number | undefined {
  const text = decimalText(value);
  const parts = text === undefined ? null : DECIMAL.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole = '0', fraction = '', exponent = '0'] = parts;
  const shift = places + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  if (shift > 40) return digits === 0n ? 0 : undefined;
  if (shift < -400) return 0;
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : halfUp(digits, 10n ** BigInt(-shift));
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const number = Number(size);
  return number === 0 ? 0 : sign === '-' ? -number : number;
}

/** The same, only where nothing is rounded. */
export function exactly(value: unknown, places: number): number | undefined {
  const number = scaled(value, places);
  const finer = scaled(value, places + 9);
  return number !== undefined && finer !== undefined && BigInt(finer) === BigInt(number) * 10n ** 9n
    ? number
    : undefined;
}

function halfUp(digits: bigint, divisor: bigint): bigint {
  return (digits * 2n + divisor) / (divisor * 2n);
}

export const cents = (value: unknown) => scaled(value, 2);
export const tenThousandths = (value: unknown) => scaled(value, 4);
export const thousandths = (value: unknown) => scaled(value, 3);

/** Hours as minutes, a half away from zero: 39.71 h are 2,382.6 and so 2,383 minutes. */
export function minutesOf(value: unknown): number | undefined {
  const text = decimalText(value);
  const parts = text === undefined ? null : DECIMAL.exec(text);
  if (parts === null) return undefined;
  const [, sign, whole = '0', fraction = '', exponent = '0'] = parts;
  const shift = fraction.length - Number(exponent);
  if (shift > 400 || shift < -10) return undefined;
  const digits = BigInt(whole + fraction) * 60n;
  const size = shift >= 0 ? halfUp(digits, 10n ** BigInt(shift)) : digits * 10n ** BigInt(-shift);
  if (size > 100_000_000n) return undefined;
  const number = Number(size);
  return number === 0 ? 0 : sign === '-' ? -number : number;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/;

/** A calendar date, never shifted: year, month and day as they are in UTC. */
export function dateOf(value: unknown): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString().slice(0, 10);
  if (typeof value !== 'string') return undefined;
  const found = DAY.exec(value.trim());
  if (found === null) return undefined;
  const day = `${found[1]}-${found[2]}-${found[3]}`;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) && day >= '1900' && day < '2200'
    ? day
    : undefined;
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/** A moment as ISO text in UTC. Text without a zone is UTC; of more than three decimals the milliseconds are kept. */
export function momentOf(value: unknown): string | undefined {
  if (value instanceof Date) return isoOf(value);
  if (value instanceof BSON.Timestamp) return isoOf(new Date(value.getHighBits() * 1_000));
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isoOf(new Date(`${text}T00:00:00Z`));
  const found = MOMENT.exec(text);
  if (found === null) return undefined;
  const [, day, time, fraction = '', zone = 'Z'] = found;
  const colons = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  return isoOf(
    new Date(`${day}T${time}.${fraction.padEnd(3, '0').slice(0, 3)}${colons}`.replace(/T(\d\d:\d\d)\./, 'T$1:00.')),
  );
}

function isoOf(at: Date): string | undefined {
  const time = at.getTime();
  // Years of four digits only: others are written in another form, and nobody worked then.
  return Number.isNaN(time) || time < -62_135_596_800_000 || time > 253_402_300_799_999 ? undefined : at.toISOString();
}

/** Text byte for byte; undefined where there is nothing to read in it. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (value instanceof BSON.ObjectId) return value.toHexString();
  if (value instanceof BSON.UUID) return value.toHexString();
  return typeof value === 'boolean' ? undefined : decimalText(value);
}

/** True, false, or what old scripts wrote instead. */
export function flagOf(value: unknown, otherwise: boolean): boolean {
  if (typeof value === 'boolean') return value;
  const text = textOf(value)?.trim().toLowerCase();
  if (text === undefined) return otherwise;
  if (['false', '0', 'no', 'inactive'].includes(text)) return false;
  return ['true', '1', 'yes', 'active'].includes(text) ? true : otherwise;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as a document; an empty one where it is none. */
export function docOf(value: unknown): Doc {
  const isPlain = value !== null && typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
  return isPlain && !('_bsontype' in value) ? (value as Doc) : {};
}

/** An id of any type as text. Undefined where there is none. */
export function idText(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (value instanceof BSON.Binary && !(value instanceof BSON.UUID)) {
    return value.sub_type === BSON.Binary.SUBTYPE_UUID ? value.toUUID().toHexString() : value.toString('hex');
  }
  if (value instanceof Date) return isoOf(value);
  const text = textOf(value);
  if (text !== undefined) return text;
  return typeof value === 'boolean' ? String(value) : BSON.EJSON.stringify(value as object, { relaxed: false });
}
