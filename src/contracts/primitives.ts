import * as z from 'zod/mini';
import { QUANTITY_MAX, UNIT_PRICE_MAX } from './limits.ts';

export { LINES_MAX, QUANTITY_MAX, UNIT_PRICE_MAX } from './limits.ts';

const CONTROL_CHARACTERS = /[^\P{Cc}\t\n\r]/u;
/** With the u flag a pair of surrogates is one character, so this finds lone halves only. */
const LONE_SURROGATE = /\p{Cs}/u;

/**
 * Characters that nobody sees: spaces, and those without width. Between other characters they are useful, such as in
 * emoji.
 */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Z}\s]/gu;
/** Those of no width among them. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;
const OTHER_ALPHABET = /[^\P{L}A-Za-z]|[^\P{N}0-9]/u;
/** Characters that make the text after them read backwards, so that a reason could look like another one. */
const TURNS_DIRECTION = /[\u202A-\u202E\u2066-\u2069]/;

const BREAKS = /[\t\n\r\u2028\u2029]/;

/** Text that the log keeps byte for byte and that looks like what it is: well-formed Unicode, and not only spaces. */
export function text(lengthMax: number) {
  return z.string().check(
    z.minLength(1, 'must not be empty'),
    z.maxLength(lengthMax, `must be at most ${lengthMax.toLocaleString('en-AU')} characters`),
    z.refine((value) => value.replace(INVISIBLE, '').length > 0, 'must not be only spaces'),
    z.refine((value) => !LONE_SURROGATE.test(value), 'has half of a character'),
    z.refine((value) => !CONTROL_CHARACTERS.test(value), 'has control characters'),
    z.refine((value) => !TURNS_DIRECTION.test(value), 'has characters that turn the direction of writing'),
  );
}

/** Text that stands on one line: a name, a number, a bay. A table that was pasted into it is several things. */
export function line(lengthMax: number) {
  return text(lengthMax).check(z.refine((value) => !BREAKS.test(value), 'must be one line, without tabs'));
}

function whole(min: number, max: number) {
  const words = `must be a whole number from ${min.toLocaleString('en-AU')} to ${max.toLocaleString('en-AU')}`;
  return z.int(words).check(z.gte(min, words), z.lte(max, words));
}

/** Id of a thing, made by the client: a UUID, or a readable word such as kraft-120. */
export const id = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, 'must be an id: letters, digits and hyphens, at most 64'));

/** Id of a command: a UUID. A second command with the same id is the same command. */
export const commandId = z.uuid('must be a UUID');

/** Quantity that moves, in the item's smallest unit. */
export const quantity = whole(1, QUANTITY_MAX);
/** Quantity that may be nothing, in the item's smallest unit. */
export const quantityOrZero = whole(0, QUANTITY_MAX);
/** Change with a sign, in the item's smallest unit; never zero. */
export const quantityChange = whole(-QUANTITY_MAX, QUANTITY_MAX).check(z.refine((n) => n !== 0, 'must not be 0'));
/** Price of one unit, in 1/10,000 dollar. */
export const unitPrice = whole(0, UNIT_PRICE_MAX);
/** Share in basis points: 1,000 is 10 %. */
export const basisPoints = whole(0, 10_000);

/** Calendar date in the company's time zone, YYYY-MM-DD. */
export const calendarDate = z.iso
  .date('must be a date such as 2026-11-23')
  .check(z.refine((date) => date >= '1900' && date < '2200', 'must be a date of the years 1900 to 2199'));

export const name = line(120);
export const note = text(2_000);
export const reason = text(500);
/** Text that is read off a label or typed at a door: nothing in it is unseen, or of an alphabet that looks like ours. */
export function printed(shape: RegExp, words: string) {
  return z.string().check(
    z.refine((value) => !UNSEEN.test(value), { error: 'has a character that nobody sees; type it anew', abort: true }),
    z.refine((value) => !OTHER_ALPHABET.test(value), {
      error: 'has letters of another alphabet, which may look like ours; type it anew',
      abort: true,
    }),
    z.regex(shape, words),
  );
}

/** Code on a label or a bin: printed, typed and scanned. */
export const code = printed(
  /^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,39}$/,
  'must be letters, digits and . _ / - with at most 40 characters',
);
export const email = z.email('must be an e-mail address').check(z.maxLength(254));

/** Marks a field that may be left out. */
export const optional = z.optional;
