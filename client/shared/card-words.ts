import type { CardEntry } from '#contracts/card-history.ts';
import type { HistoryEntry } from '../ui/history-list.tsx';
import { authorWords } from './author-words.ts';
import type { Lines } from './changes.ts';
import { when } from './time.ts';

/** How a field of a card is called, and how what stands in it is written; as it is unless told. */
export interface FieldWords {
  readonly label: string;
  readonly words?: (value: never) => string;
}
export type CardWords<Field extends string> = Readonly<Record<Field, FieldWords>>;

/** A card in words, field by field. */
export function cardLines<Field extends string>(words: CardWords<Field>, card: object): Lines {
  const values = card as Readonly<Record<string, unknown>>;
  const fields = Object.entries<FieldWords>(words);
  return Object.fromEntries(fields.map(([field, one]) => [one.label, valueWords(one, values[field])]));
}

/** The history of a card as rows to read, the newest first. */
export function cardEntries<Field extends string>(
  words: CardWords<Field>,
  entries: readonly CardEntry[],
): readonly HistoryEntry[] {
  return entries.map((entry) => ({
    key: entry.sequence,
    at: entry.at,
    time: when(entry.at),
    title: titleOf(words, entry),
    sub: [authorWords(entry.user), entry.reason].filter(Boolean).join(' · '),
  }));
}

function titleOf<Field extends string>(words: CardWords<Field>, { kind, changes }: CardEntry): string {
  switch (kind) {
    case 'registered':
      return 'Put on the list';
    case 'retired':
      return 'Taken off the list';
    case 'reactivated':
      return 'Put back on the list';
    case 'revised':
      return changes.map((change) => changeWords(words, change)).join(' · ');
    default:
      kind satisfies never;
      return kind;
  }
}

/** "Phone 02 5550 0100, was 02 5550 0001" */
export function changeWords<Field extends string>(
  words: CardWords<Field>,
  change: CardEntry['changes'][number],
): string {
  const field: FieldWords = (words as Readonly<Record<string, FieldWords>>)[change.field] ?? { label: change.field };
  const [from, to] = [valueWords(field, change.from), valueWords(field, change.to)];
  const now = `${field.label} ${to === '' ? 'taken off' : to}`;
  return from === '' ? now : `${now}, was ${from}`;
}

function valueWords({ words }: FieldWords, value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  return words === undefined ? String(value) : words(value as never);
}
