import { hoursText } from './hours-text.ts';
import { QUANTITY_MAX, UNIT_PRICE_MAX } from './limits.ts';
import { formatFigure } from './quantity.ts';

// The one reading of figures that people type, paste or scan: quantities, money, percent, hours. A figure that could
// mean two things is never guessed. It is refused with what to type instead, or, where it can be meant, shown back.

/**
 * What a text says, in the smallest unit, or what to do about it, as a sentence. `showBack`: not all read it that way.
 */
export type Reading =
  | { readonly figure: number; readonly showBack: boolean; readonly wrong?: never }
  | { readonly wrong: string; readonly figure?: never; readonly showBack?: never };

export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** "6,300", "97.5" and ".5", in 10^-scale of the unit. */
export function readQuantity(typed: string, scale: number, bounds: Bounds = {}): Reading {
  return readDecimal(plainText(typed), scale, { max: QUANTITY_MAX, ...bounds });
}

/** "$1,825.00" and "0.0385". A scale of 2 gives cents, 4 the 1/10,000 dollar of unit prices. */
export function readDollars(typed: string, scale: 2 | 4, bounds: Bounds = {}): Reading {
  return readDecimal(
    without(plainText(typed), /^([-+]?) ?\$ ?/),
    scale,
    { max: UNIT_PRICE_MAX / 10 ** (4 - scale), ...bounds },
    '$',
  );
}

/** "17.5" and "17.5 %" are 1,750 basis points. */
export function readPercent(typed: string, bounds: Bounds = {}): Reading {
  return readDecimal(without(plainText(typed), / ?%$/), 2, { max: 10_000, ...bounds }, '', ' %');
}

interface HoursBounds extends Bounds {
  /** Three or four figures are hours and minutes, as on a time clock: nobody works 736 hours in a day. */
  readonly asClock?: boolean;
}

/** A length of time in minutes: "7:36", "7.6", "7 h 36" and "456 min" are 456, "38" and "38 h" are 2,280. */
export function readHours(typed: string, { asClock = false, ...bounds }: HoursBounds = {}): Reading {
  const text = plainText(typed).toLowerCase();
  const [, sign = '', length = ''] = /^([-+]?) ?(.*)$/.exec(text) ?? [];
  const minutes = lengthIn(asClock ? length.replace(/^(\d{1,2})(\d\d)$/, '$1:$2') : length);
  if (minutes.wrong !== undefined) return minutes;
  return within(minutes, sign === '-', { max: HOURS_MAX * 60, ...bounds }, hoursText);
}

/** The longest that is read: what one adjustment of leave may be, and more. */
const HOURS_MAX = 99_999;
/** More than any figure here can have, with its decimals. */
const DIGITS_MAX = 15;
const NOT_A_FIGURE = 'This is not a figure. Digits only, such as 12.';
const NOT_HOURS = 'Hours such as 7:36 or 7.6.';

/** As it was meant, from any keyboard or page: no unseen characters, one kind of minus, space and digit. */
function plainText(typed: string): string {
  return typed
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\p{Default_Ignorable_Code_Point}|[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
    .replace(/^\s*[\u2010-\u2015\u2212\uFE63]/, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The mark of a kind may be typed with the figure. A sign before it stays. */
function without(text: string, mark: RegExp): string {
  return text.replace(mark, (_, sign: unknown) => (typeof sign === 'string' ? sign : ''));
}

function readDecimal(text: string, scale: number, bounds: Bounds, before = '', after = ''): Reading {
  const [, sign = '', digits = ''] = /^([-+]?) ?(.*)$/.exec(text) ?? [];
  const unsigned = readDigits(digits, scale);
  if (unsigned.wrong !== undefined) return unsigned;
  return within(unsigned, sign === '-', bounds, (figure) => `${before}${formatFigure(figure, scale)}${after}`);
}

/** Groups of three stand apart by commas or by spaces, and never begin with 0: "0,685" is somebody's 0.685. */
const GROUPED = /^[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+)(?:\.\d*)?$/;
const PLAIN = /^(?:\d+\.?\d*|\.\d+)$/;

function readDigits(text: string, scale: number): Reading {
  const count = text.replace(/\D/g, '').length;
  if (count > DIGITS_MAX && /^[\d., ]+$/.test(text)) return { wrong: `${count} digits are too many for a figure.` };
  const grouped = GROUPED.test(text);
  if (!grouped && !PLAIN.test(text)) return { wrong: whyNot(text, scale) };
  const [whole = '', typedDecimals = ''] = text.replace(/[, ]/g, '').split('.');
  const decimals = typedDecimals.replace(/0+$/, '');
  if (decimals.length > scale) return { wrong: scale === 0 ? 'Whole numbers only.' : `At most ${scale} decimals.` };
  // "1,825" is 1.825 to people from elsewhere. Where there can be no decimals it means one thing only.
  const showBack = grouped && scale > 0 && !text.includes('.');
  return { figure: Number(whole + decimals.padEnd(scale, '0')), showBack };
}

/** What to type instead. */
function whyNot(text: string, scale: number): string {
  const withPoint = pointFor(text);
  if (withPoint === undefined) {
    if (/^[\d,]*\d[\d,]*\.?\d*$/.test(text)) return `A comma stands before groups of three: ${text.replace(/,/g, '')}?`;
    if (/^\d[\d.]*$/.test(text)) return 'Only one point can stand in a figure.';
    return /^[\d.,]+(?: [\d.,]+)+$/.test(text) ? 'There are several figures. Enter one.' : NOT_A_FIGURE;
  }
  if (scale === 0) return `Whole numbers only: ${withPoint.split('.')[0]}?`;
  return `Use a point: ${withPoint}`;
}

/** "97.5" for "97,5", "1825.50" for "1.825,50": where the comma stands as a point. */
function pointFor(text: string): string | undefined {
  const [, whole = '', decimals = ''] = /^(\d*|\d{1,3}(?:[. ]\d{3})+),(\d+)$/.exec(text) ?? [];
  if (decimals === '') return undefined;
  return `${whole === '' ? '0' : whole.replace(/[. ]/g, '')}.${decimals}`;
}

function lengthIn(text: string): Reading {
  const [, hours, mark, minutes] = /^(\d{1,5}) ?([:h]) ?(\d{1,2}) ?(?:h|m|min)?$/.exec(text) ?? [];
  if (hours !== undefined && minutes !== undefined) {
    if (mark === ':' && minutes.length < 2) return { wrong: `Two figures for the minutes: ${hours}:0${minutes}?` };
    if (Number(minutes) > 59) return { wrong: 'Minutes go from 00 to 59.' };
    return { figure: Number(hours) * 60 + Number(minutes), showBack: false };
  }
  const [, alone] = /^(\d{1,5}) ?(?:m|min)$/.exec(text) ?? [];
  if (alone !== undefined) return { figure: Number(alone), showBack: false };
  // A colon or an h at the end is a length that is still being typed.
  const plain = text.replace(/(?: ?h|:)$/, '');
  // A length in hours has two decimals at most: a third is never a whole minute but in tenths of a second.
  const hundredths = readDigits(plain, 2);
  if (hundredths.wrong !== undefined) return hundredths.wrong === NOT_A_FIGURE ? { wrong: NOT_HOURS } : hundredths;
  const figure = (hundredths.figure * 60) / 100;
  if (!Number.isInteger(figure)) return { wrong: `${plain} h is no whole minute. For hours and minutes: 7:36.` };
  // "7.30" is 7:18, which some mean as half past.
  return { figure, showBack: plain.includes('.') || hundredths.showBack };
}

function within(
  { figure, showBack }: Extract<Reading, { readonly figure: number }>,
  negative: boolean,
  { min = 0, max = Number.MAX_SAFE_INTEGER }: Bounds,
  write: (figure: number) => string,
): Reading {
  // Never −0, which is not what it was.
  const signed = negative && figure !== 0 ? -figure : figure;
  if (signed < min) return { wrong: min === 0 ? 'It cannot be below 0.' : `At least ${write(min)}.` };
  if (signed > max) return { wrong: `At most ${write(max)}.` };
  return { figure: signed, showBack };
}
