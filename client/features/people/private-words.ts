import type { PrivateDetailsView } from '#contracts/private-details.ts';
import { isTaxFileNumber, type PrivateField, privateFieldWords } from '#contracts/private-fields.ts';
import { moment } from '../../shared/time.ts';

export type PrivateDetail = PrivateDetailsView['details'][number];

export interface AccountDraft {
  readonly bsb: string;
  readonly accountNumber: string;
  readonly accountName: string;
}

/** "Tax file number" */
export function fieldName(field: PrivateField): string {
  const words = privateFieldWords[field];
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What is on file, masked, or that nothing is. */
export function onFileWords({ masked, unreadable }: PrivateDetail): string {
  return unreadable ? 'On file, but it cannot be read. Set it anew.' : (masked ?? 'Not on file');
}

/** "Set by Ben Okafor at 10:42 am"; nothing where it never was on file. */
export function changedWords({ masked, unreadable, changed }: PrivateDetail): string | undefined {
  if (changed === undefined) return undefined;
  const done = masked === null && !unreadable ? 'Erased' : 'Set';
  return `${done} by ${changed.by.name}, ${moment(changed.at)}`;
}

/** The whole of it, as it is written on paper. */
export function wholeWords(field: PrivateField, value: Readonly<Record<string, unknown>>): string {
  const of = (name: string) => String(value[name] ?? '');
  if (field === 'tax-file-number') return inThrees(of('taxFileNumber'));
  return `BSB ${inThrees(of('bsb')).replace(' ', '-')}, account ${of('accountNumber')}, ${of('accountName')}`;
}

/** Digits as people type them: in groups, with spaces or hyphens between. */
export function digitsIn(text: string): string {
  return text.replace(/[\s-]/g, '');
}

/** What is still wrong with a tax file number. */
export function numberTrouble(text: string): string | undefined {
  const digits = digitsIn(text);
  if (digits === '') return 'Enter the tax file number first.';
  if (!/^\d{8,9}$/.test(digits)) return 'A tax file number has eight or nine digits.';
  return isTaxFileNumber(digits) ? undefined : 'This is not a tax file number. Look at each digit again.';
}

/** What is still wrong with an account. */
export function accountTrouble({ bsb, accountNumber, accountName }: AccountDraft): string | undefined {
  if (bsb.trim() === '' && accountNumber.trim() === '') return 'Enter the account first.';
  if (!/^\d{6}$/.test(digitsIn(bsb))) return 'A BSB has six digits.';
  if (!/^\d{4,9}$/.test(digitsIn(accountNumber))) return 'An account number has four to nine digits.';
  return accountName.trim() === '' ? 'Enter the name that the account is in.' : undefined;
}

function inThrees(digits: string): string {
  return digits.replace(/(?<=\d)(?=(\d{3})+$)/g, ' ');
}
