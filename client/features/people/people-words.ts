import type { EmployeeCard, EmployeeRow } from '#contracts/employee.ts';
import { employmentWords } from '#contracts/employment.ts';
import type { Winner } from '#contracts/problems.ts';
import { lengthOf, moment } from '../../shared/time.ts';

/** "Winding operator · Production"; the number where neither is known. */
export function workWords({ position, department, number }: EmployeeRow): string {
  return [position, department].filter((part) => part !== undefined).join(' · ') || number;
}

/** "Full time, 38 h a week" */
export function employedWords({
  employmentType,
  weeklyMinutes,
}: Pick<EmployeeCard, 'employmentType' | 'weeklyMinutes'>) {
  const type = employmentWords[employmentType];
  return weeklyMinutes === 0 ? type : `${type}, ${lengthOf(weeklyMinutes)} a week`;
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
    PayRateSet: `set a pay rate for ${name}`,
    PrivateDetailChanged: `changed a private detail of ${name}`,
    PrivateDetailErased: `erased a private detail of ${name}`,
    NameClaimed: 'took this number',
  };
  return `${user.name} ${done[event.type] ?? 'changed it'} at ${moment(at)}`;
}
