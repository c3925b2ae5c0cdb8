import { isSame } from '../../app/rebase.ts';
import { weekWords } from '../../app/week-words.ts';
import { choiceWords, minutesOf, type PersonDraft, type PersonField } from './person-draft.ts';

/** How the words of a field are found that are not what was typed. */
export interface ValueWords {
  readonly day: (date: string) => string;
  /** The person behind an account. */
  readonly account: (userId: string) => string;
}

const labels: Record<Exclude<PersonField, 'days'>, string> = {
  number: 'Number',
  name: 'Name',
  userId: 'Account',
  email: 'E-mail',
  phone: 'Phone',
  department: 'Department',
  position: 'Position',
  startDate: 'First day',
  employmentType: 'Employment',
  weekly: 'Hours a week',
  taxFreeThreshold: 'Tax-free threshold',
  studyLoan: 'Study loan',
};

/** What differs between two cards, as people say it: "Phone 02 5550 0100". With `was`: "…, was empty". */
export function personChanges(base: PersonDraft, mine: PersonDraft, words: ValueWords, was = false): string[] {
  const entries = Object.entries(labels) as [keyof typeof labels, string][];
  const changes = entries.map(([field, label]) => {
    const [before, after] = [base, mine].map((draft) => valueWords(draft, field, words));
    return { label, before, after, same: base[field] === mine[field] };
  });
  const days = [base, mine].map((draft) => daysWords(draft));
  const all = [
    ...changes,
    { label: 'Days', before: days[0], after: days[1], same: days[0] === days[1] },
    { label: 'Tax file number', before: undefined, after: 'changed', same: isSame(base.kept, mine.kept) },
  ];
  return all
    .filter(({ same }) => !same)
    .map(({ label, before, after }) => {
      const now = `${label} ${after || 'taken off'}`;
      return was && before !== undefined ? `${now}, was ${before || 'empty'}` : now;
    });
}

/** What stands in a field, in words. */
export function valueWords(draft: PersonDraft, field: PersonField, { day, account }: ValueWords): string {
  const value = draft[field];
  if (value === '') return '';
  if (field === 'startDate') return day(value);
  if (field === 'userId') return account(value);
  const choices: Readonly<Record<string, Readonly<Record<string, string>>>> = choiceWords;
  return choices[field]?.[value] ?? value;
}

function daysWords({ days, week }: PersonDraft): string {
  return days === 'company' ? choiceWords.days.company : weekWords(minutesOf(week));
}
