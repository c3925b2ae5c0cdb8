import type { Lines } from '../../shared/changes.ts';
import { weekWords } from '../../shared/week-pattern.ts';
import { choiceWords, minutesOf, type PersonDraft, type PersonField } from './person-draft.ts';

/** How the words of a field are found that are not what was typed. */
export interface ValueWords {
  readonly day: (date: string) => string;
  /** The person behind an account. */
  readonly account: (userId: string) => string;
}

const labels: Record<PersonField, string> = {
  name: 'Name',
  number: 'Number',
  startDate: 'First day',
  position: 'Position',
  department: 'Department',
  phone: 'Phone',
  email: 'E-mail',
  userId: 'Account',
  termsFrom: 'Terms from',
  employmentType: 'Employed',
  weekly: 'Hours a week',
  days: 'Days',
  taxFreeThreshold: 'Tax-free threshold',
  studyLoan: 'Study loan',
};

/** A card in words. */
export function personLines(draft: PersonDraft, words: ValueWords): Lines {
  const fields = (Object.keys(labels) as PersonField[]).map((field) => [
    labels[field],
    field === 'days' && draft.days === 'own' ? weekWords(minutesOf(draft.week)) : valueWords(draft, field, words),
  ]);
  return { ...Object.fromEntries(fields), 'Tax file number': draft.kept.tfnProvided ? 'told' : 'not told' };
}

/** What stands in a field, in words. */
export function valueWords(draft: PersonDraft, field: PersonField, { day, account }: ValueWords): string {
  const value = draft[field];
  if (value === '') return '';
  if (field === 'startDate' || field === 'termsFrom') return day(value);
  if (field === 'userId') return account(value);
  const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = choiceWords;
  return choices[field]?.[value] ?? value;
}
