/** Values that pass through BSON and canonical JSON unchanged. Numbers are whole. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain | undefined };

/** A field before and after; null where there was nothing. */
export type FieldChange = {
  readonly field: string;
  readonly from: Plain;
  readonly to: Plain;
};

type Fields = { readonly [key: string]: Plain | undefined };

/** Which of the named fields differ, in the order of the names. */
export function changesBetween(before: Fields, after: Fields, fields: readonly string[]): FieldChange[] {
  return fields.flatMap((field) => {
    const from = before[field] ?? null;
    const to = after[field] ?? null;
    return sameContent(from, to) ? [] : [{ field, from, to }];
  });
}

/** Whether two plain values say the same. A field that is undefined counts as left out. */
export function sameContent(a: Plain | undefined, b: Plain | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = new Map(Object.entries(a).filter(([, value]) => value !== undefined));
  const right = new Map(Object.entries(b).filter(([, value]) => value !== undefined));
  return (
    Array.isArray(a) === Array.isArray(b) &&
    left.size === right.size &&
    [...left].every(([key, value]) => right.has(key) && sameContent(value, right.get(key)))
  );
}

/** What these changes lead to, field by field; undefined where a field is taken off. */
export function fieldsAfter(changes: readonly FieldChange[]): { readonly [field: string]: Plain | undefined } {
  return Object.fromEntries(changes.map(({ field, to }) => [field, to ?? undefined]));
}
