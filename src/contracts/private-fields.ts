/** What is kept of a person apart from the log: sealed, shown masked, and erasable. The words are storage. */
export const privateFields = ['tax-file-number', 'bank-account'] as const;
export type PrivateField = (typeof privateFields)[number];

/** As they are called within a sentence. */
export const privateFieldWords: Record<PrivateField, string> = {
  'tax-file-number': 'tax file number',
  'bank-account': 'bank account',
};

/** Longest title of an account that a bank's payment file takes. */
export const ACCOUNT_NAME_MAX = 32;

const WEIGHTS = [1, 4, 3, 7, 5, 8, 6, 9];

/**
 * Whether these digits can be a tax file number of the Australian Taxation Office: nine digits, or eight as in the
 * oldest ones, the last of which is the weighted sum of the others modulo 11. That is the check with the weights
 * 1 4 3 7 5 8 6 9 10 (nine digits) and 10 7 8 4 6 3 5 1 (eight), the sum of which 11 divides; see "Check digit" of
 * https://en.wikipedia.org/wiki/Tax_file_number. Only noughts would pass, and stand for a number that was not told.
 */
export function isTaxFileNumber(digits: string): boolean {
  if (!/^\d{8,9}$/.test(digits) || /^0+$/.test(digits)) return false;
  const others = [...digits.slice(0, -1)].map(Number);
  const sum = others.reduce((total, digit, at) => total + digit * (WEIGHTS[at] ?? 0), 0);
  return sum % 11 === Number(digits.at(-1));
}
