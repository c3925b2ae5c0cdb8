import type { EmployeeRow, PayTerms } from '#contracts/employee.ts';
import { employmentWords } from '#contracts/employment.ts';
import type { Winner } from '#contracts/problems.ts';
import { type Dated, datedOn } from '#contracts/terms.ts';
import { calendarDay, lengthOf, moment } from '../../shared/time.ts';

/** "Winding operator · Production"; the number where neither is known. */
export function workWords({ position, department, number }: EmployeeRow): string {
  return [position, department].filter((part) => part !== undefined).join(' · ') || number;
}

/** "Full time, 38 h a week" */
export function employedWords({ employmentType, weeklyMinutes }: Pick<PayTerms, 'employmentType' | 'weeklyMinutes'>) {
  const type = employmentWords[employmentType];
  return weeklyMinutes === 0 ? type : `${type}, ${lengthOf(weeklyMinutes)} a week`;
}

/** What the terms of today say, and those to come where they say something else: "Casual\nFull time from 16 Nov". */
export function termsWords<Terms>(
  all: readonly Dated<Terms>[],
  today: string,
  say: (terms: Terms) => string,
): string | undefined {
  const now = datedOn(all, today);
  const lines = [say(now.terms)];
  let before = lines[0];
  for (const { from, terms } of all.slice(all.indexOf(now) + 1)) {
    const words = say(terms);
    if (words !== before) lines.push(`${words === '' ? 'The company’s days' : words} from ${calendarDay(from ?? '')}`);
    before = words;
  }
  return lines.filter((line) => line !== '').join('\n') || undefined;
}

/** What somebody else did, as a title: "Ben Okafor took Kylie Tran off the list at 10:42 am". */
export function personWinner({ user, at, event, data }: Winner): string {
  const name = typeof data['name'] === 'string' ? data['name'] : 'this person';
  const done: Readonly<Record<string, string>> = {
    EmployeeRegistered: `put ${name} on the list`,
    EmployeeRevised: `changed the card of ${name}`,
    EmployeePlaced: `changed ${name}’s place in the company`,
    EmployeeDeactivated: `took ${name} off the list`,
    EmployeeReactivated: `took ${name} back on the list`,
    TermsSet: `changed the terms of ${name}`,
    PayRateSet: `set a pay rate for ${name}`,
    PrivateDetailChanged: `changed a private detail of ${name}`,
    PrivateDetailErased: `erased a private detail of ${name}`,
    NameClaimed: 'took this number',
  };
  return `${user.name} ${done[event.type] ?? 'changed it'} at ${moment(at)}`;
}
