import type * as z from 'zod/mini';
import { privateValues } from '../contracts/private-details.ts';
import type { PrivateField } from '../contracts/private-fields.ts';

/** What is sealed in each field. */
export type PrivateValue = { readonly [key: string]: string };

/** The opened value, if it fits that field. */
export function valueIn(field: PrivateField, opened: unknown): PrivateValue {
  return (privateValues[field] as z.ZodMiniType<PrivateValue>).parse(opened);
}

/** Enough to recognise a value and never enough to use it: "••• ••• 782", "BSB 062-•••, account ••••4321". */
export function mask(field: PrivateField, value: PrivateValue): string {
  if (field === 'tax-file-number') return grouped(hidden(value['taxFileNumber'] ?? '', 3));
  const { bsb = '', accountNumber = '' } = value;
  // Four digits would be the whole of the shortest numbers.
  const shown = Math.min(4, accountNumber.length - 3);
  return `BSB ${bsb.slice(0, 3)}-•••, account ${hidden(accountNumber, shown)}`;
}

function hidden(digits: string, shown: number): string {
  return '•'.repeat(digits.length - shown) + digits.slice(-shown);
}

/** In threes from the end, as tax file numbers are written. */
function grouped(text: string): string {
  return text.replace(/(?<=.)(?=(...)+$)/gu, ' ');
}
