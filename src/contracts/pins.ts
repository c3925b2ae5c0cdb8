import * as z from 'zod/mini';

const DIGITS = /^\d{4,8}$/;

/** Why a PIN is none: it must be four to eight digits, and not among those that anybody would try first. */
export function pinTrouble(pin: string): string | undefined {
  if (!DIGITS.test(pin)) return 'must be four to eight digits';
  return isEasy(pin) ? 'is too easy to guess: no years, no repeats, no digits in a row' : undefined;
}

/** A PIN that somebody chooses. */
export const newPin = z.string().check((check) => {
  const trouble = pinTrouble(check.value);
  if (trouble !== undefined) check.issues.push({ code: 'custom', input: check.value, message: trouble });
});

/** A PIN that somebody shows: it is right or wrong, and nothing else is said of it. */
export const shownPin = z.string().check(z.regex(DIGITS, 'must be four to eight digits'));

function isEasy(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  // 0000, 1234, 9876 and 8901 go by one and the same step; 1212 and 123123 say the same twice.
  if ([0, 1, 9].some((step) => steps.every((one) => one === step))) return true;
  if (/^(\d{2,4})\1+$/.test(pin) || /^(\d)\1+(\d)\2+$/.test(pin)) return true;
  return /^(19|20)\d\d$/.test(pin);
}
