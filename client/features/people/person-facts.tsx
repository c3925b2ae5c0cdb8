import type { CardTerms, EmployeeRow } from '#contracts/employee.ts';
import { formatDays } from '#contracts/week.ts';
import { calendarDay, moment, today } from '../../shared/time.ts';
import { weekWords } from '../../shared/week-pattern.ts';
import { employeeCard } from '../../sync/cards.ts';
import { model } from '../../sync/models.ts';
import { Email } from '../../ui/email.tsx';
import { Fact } from '../../ui/fact.tsx';
import type { AtWork } from './at-work.ts';
import { employedWords, termsWords } from './people-words.ts';

interface PersonFactsProps {
  readonly person: EmployeeRow;
  readonly clock: AtWork;
}

/** Whose team somebody is in. How to reach them, and what they work, for those who may read their card. */
export function PersonFacts({ person, clock }: PersonFactsProps) {
  const { id, active, managerId } = person;
  const card = employeeCard(id);
  const all = model('employees');
  const manager = managerId === undefined ? undefined : all.rows.value.get(managerId);
  const team = all.list.value.filter((one) => one.active && one.managerId === id);
  return (
    <dl class="facts">
      <Fact name="Manager">{manager && <a href={`/people/${manager.id}`}>{manager.name}</a>}</Fact>
      <Fact name="Phone">{card?.phone && <a href={`tel:${card.phone.replace(/\s+/g, '')}`}>{card.phone}</a>}</Fact>
      <Fact name="E-mail">{card?.email && <Email address={card.email} />}</Fact>
      <Fact name="Clock">{active && clockWords(clock)}</Fact>
      <Fact name="Works">{card && termsWords(card.terms, today(), employedWords)}</Fact>
      <Fact name="Days">{card && termsWords(card.terms, today(), daysWords)}</Fact>
      <Fact name="Here since">{card && calendarDay(card.startDate)}</Fact>
      <Fact name="Team">{team.map(({ name }) => name).join(', ')}</Fact>
      <Fact name="Approvals handed over">{handedOver(person, (other) => all.rows.value.get(other)?.name)}</Fact>
    </dl>
  );
}

function daysWords({ weekdayMinutes }: CardTerms[number]['terms']): string {
  return weekdayMinutes === undefined ? '' : weekWords(weekdayMinutes);
}

function clockWords({ ring, since }: AtWork): string | undefined {
  if (since !== undefined) return `On since ${moment(since)}`;
  return ring === 'away' ? 'Not clocked in' : undefined;
}

/** To whom and when, of what is not over. */
function handedOver({ delegations }: EmployeeRow, nameOf: (id: string) => string | undefined): string | undefined {
  const open = delegations.filter(({ until }) => until >= today());
  const words = open.map(({ to, from, until }) => `${nameOf(to) ?? to}, ${formatDays(from, until, today())}`);
  return words.length === 0 ? undefined : words.join('\n');
}
