import { clockTimeAt } from '#contracts/dates.ts';
import type { SecurityEntry } from '#contracts/security-log.ts';
import { csvText } from '../../shared/csv.ts';
import { byWords, entryWords } from './security-words.ts';

const head = ['Date', 'Time', 'Account', 'What', 'By', 'Device', 'Network', 'Why', 'Position in the log'];

/** The security log for a spreadsheet, in the company's time. `dateOf` is its calendar date. */
export function securityCsv(
  entries: readonly SecurityEntry[],
  timeZone: string,
  dateOf: (at: string) => string,
): string {
  return csvText(
    head,
    entries.map((entry) => [
      ...[dateOf(entry.at), clockTimeAt(new Date(entry.at), timeZone), entry.userName, entryWords(entry)],
      ...[byWords(entry), entry.device ?? '', entry.network ?? '', entry.reason ?? '', String(entry.position)],
    ]),
  );
}
