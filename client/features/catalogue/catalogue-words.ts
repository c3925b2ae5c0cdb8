import type { Winner } from '#contracts/problems.ts';
import { moment } from '../../shared/time.ts';

/** What somebody else did, as a title: "Ben Okafor changed the card of Core 76 at 10:42 am". */
export function cardWinner({ user, at, event, data }: Winner): string {
  const name = typeof data['name'] === 'string' ? data['name'] : 'it';
  const done: Readonly<Record<string, string>> = {
    Registered: `put ${name} on the list`,
    Revised: `changed the card of ${name}`,
    Retired: `took ${name} off the list`,
    Reactivated: `put ${name} back on the list`,
    Claimed: 'took this code',
  };
  const act = Object.keys(done).find((end) => event.type.endsWith(end));
  return `${user.name} ${(act !== undefined && done[act]) || 'changed it'} at ${moment(at)}`;
}

/** Of the button of a new card: "Put Core 76 on the list". */
export function putLabel(name: string): string {
  return name.trim() === '' ? 'Put on the list' : `Put ${name.trim()} on the list`;
}
