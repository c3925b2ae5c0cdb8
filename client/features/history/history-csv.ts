import { clockTimeAt } from '#contracts/dates.ts';
import { authorWords } from '../../shared/author-words.ts';
import { handOverCsv } from '../../shared/hand-over.ts';
import { dateOf } from '../../shared/time.ts';
import { timeZone } from '../../sync/session.ts';
import { fieldWords } from './field-words.ts';
import type { Past } from './past.ts';
import { valueWords } from './value-words.ts';

interface Chosen {
  readonly kind: string;
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

const head = ['Field', 'Name in the log', 'Before', 'After', 'Who', 'Date', 'Time', 'UTC', 'Command', 'Why'];

/** What differs between two moments, for a spreadsheet. */
export function handOverChanges(past: Past, { kind, id, from, to }: Chosen): void {
  const [before, after] = [past.stateAt(from), past.stateAt(to)];
  const rows = past.between(from, to).map(({ field, step, ...change }) => [
    ...[fieldWords(field, after.has(field) ? after : before), field],
    ...[valueWords(field, change.before, before), valueWords(field, change.after, after)],
    authorWords({ ...step.user, device: step.device }),
    // The hour that comes twice in autumn is told apart by UTC.
    ...[dateOf(step.at), clockTimeAt(new Date(step.at), timeZone.value), step.at, step.command, step.reason ?? ''],
    ...[String(step.sequence), String(step.position)],
  ]);
  handOverCsv(`history-${kind}-${id.replaceAll('/', '-')}.csv`, [...head, 'Version', 'Position in the log'], rows);
}
