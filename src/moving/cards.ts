import type * as z from 'zod/mini';
import type { Planner } from './planner.ts';
import type { LegacyDocument } from './spool.ts';
import { textOf } from './values.ts';

/** Reads text fields for a card. What a card cannot hold stays in the document, and is marked. */
export function cardReader(planner: Planner, document: LegacyDocument) {
  const { doc } = document;
  return {
    /** The field, if it fits the card. */
    text<Value>(
      field: string,
      schema: z.ZodMiniType<Value>,
      from: { readonly [field: string]: unknown } = doc,
    ): Value | undefined {
      const text = textOf(from[field]);
      if (text === undefined) return undefined;
      const trimmed = schema.safeParse(text.trim());
      const whole = schema.safeParse(text);
      if (whole.success) return whole.data;
      if (trimmed.success) return trimmed.data;
      planner.mark(document, `${field} does not fit the card and stays in the old document`);
      return undefined;
    },
    /** What a card must have: cut where it is too long, and then marked. */
    must(value: string | undefined, field: string, schema: z.ZodMiniType<string>, instead: string, max = 120): string {
      const text = value?.trim();
      if (text !== undefined && schema.safeParse(text).success) return text;
      if (text !== undefined && text !== '') {
        const plain = [...text.replace(/[^\P{Cc}\t\n\r]|\p{Cs}|[\u202A-\u202E\u2066-\u2069]/gu, '')]
          .slice(0, max)
          .join('');
        const cut = plain.slice(0, max).trim();
        if (schema.safeParse(cut).success) {
          planner.mark(document, `${field} is shorter on the card than in the old document`);
          return cut;
        }
      }
      planner.mark(document, `${field} is missing or cannot be shown`);
      return instead;
    },
  };
}

/** A field only where there is something in it. */
export function some<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

/** A code that can be printed and typed. */
export function codeOf(text: string): string {
  const ascii = text
    .normalize('NFKD')
    .replace(/[^\x20-\x7E]/g, '')
    .replace(/[^A-Za-z0-9 ._/-]+/g, '-')
    .trim();
  return ascii
    .replace(/^[^A-Za-z0-9]+/, '')
    .slice(0, 40)
    .trim();
}
