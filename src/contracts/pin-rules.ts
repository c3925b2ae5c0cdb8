export const PIN_DIGITS_MIN = 4;
export const PIN_DIGITS_MAX = 8;
export const PIN_SHAPE = new RegExp(`^\\d{${PIN_DIGITS_MIN},${PIN_DIGITS_MAX}}$`);
export const NO_PIN = 'must be four to eight digits';

/** Why a PIN is refused. It must be four to eight digits, and not one of the first guesses. */
export function pinTrouble(pin: string): string | undefined {
  if (!PIN_SHAPE.test(pin)) return NO_PIN;
  return isEasy(pin) ? 'is too easy to guess: no years, no repeats, no digits in a row' : undefined;
}

function isEasy(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  // 0000, 1234, 9876 and 8901 go on in equal steps; 1212 and 123123 repeat themselves.
  if ([0, 1, 9].some((step) => steps.every((one) => one === step))) return true;
  if (/^(\d{2,4})\1+$/.test(pin) || /^(\d)\1+(\d)\2+$/.test(pin)) return true;
  return /^(19|20)\d\d$/.test(pin);
}
