import type { Plain } from '../contracts/plain.ts';

/** What a record holds, field by field: 'lines.line-2.quantity' is 400. Only leaves; lists of plain values are leaves. */
export type Fields = ReadonlyMap<string, Plain>;

/** What tells of the record's own history and is no content of it. */
const bookkeeping: ReadonlySet<string> = new Set(['id', 'version', 'versionAt', 'sequence', 'history', 'changes']);

/** The fields of a row as screens show it. */
export function fieldsOf(row: object): Fields {
  const found = new Map<string, Plain>();
  for (const [name, value] of Object.entries(row)) {
    if (!bookkeeping.has(name)) collect(found, name, value as Plain | undefined);
  }
  return found;
}

function collect(found: Map<string, Plain>, path: string, value: Plain | undefined): void {
  if (value === undefined) return;
  const parts = partsOf(value);
  if (parts === undefined) found.set(path, isNamed(value) ? value.name : value);
  else for (const [key, part] of parts) collect(found, `${path}.${key}`, part);
}

/** The parts that are told one by one; undefined where the value is told whole. */
function partsOf(value: Plain): [key: string, part: Plain | undefined][] | undefined {
  if (value === null || typeof value !== 'object' || isNamed(value)) return undefined;
  if (!isList(value)) return Object.entries(value);
  if (value.length === 0 || value.some((one) => one === null || typeof one !== 'object' || isList(one)))
    return undefined;
  return value.map((one, index) => [keyOf(one as { readonly [key: string]: Plain | undefined }, index), one]);
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

/** A person as screens show them. */
function isNamed(value: Plain): value is { readonly id: string; readonly name: string } {
  if (value === null || typeof value !== 'object' || isList(value)) return false;
  return Object.keys(value).sort().join() === 'id,name' && typeof value['name'] === 'string';
}

/** A line keeps its name when another one is put before it. */
function keyOf(one: { readonly [key: string]: Plain | undefined }, index: number): string {
  for (const field of ['lineId', 'fileId', 'id', 'orderId', 'date', 'day', 'type', 'from']) {
    const key = one[field];
    if (typeof key === 'string' && key !== '') return key;
  }
  return String(index + 1);
}
