import type { Role } from '#contracts/permissions.ts';
import type { Winner } from '#contracts/problems.ts';
import type { AccountSignIns } from '#contracts/sign-in.ts';
import { atMoment, moment, now } from '../../shared/time.ts';

/** What a role may do, in a line. */
export const roleDuties: Record<Role, string> = {
  admin: 'Everything, with accounts and settings.',
  manager: 'The whole shop and everybody’s leave, weeks and pay. No accounts, no settings.',
  production_manager: 'Stock and orders, and leave and weeks of their own team.',
  sales: 'Orders, clients and products, and allocates stock.',
  production_team: 'Moves stock, and moves orders on.',
  employee: 'Their own clock, weeks, leave and pay.',
  auditor: 'Reads stock, orders, people, settings and the security log. Changes nothing.',
};

/** "Here Wed 10:42 am" */
export function lastWords(state: AccountSignIns | undefined): string {
  return state?.last === undefined ? 'Not signed in yet' : `Signed in ${atMoment(state.last.at)}`;
}

/** "5 wrong tries since", where there were any. */
export function failedWords(state: AccountSignIns | undefined): string | undefined {
  const { failed = 0, last } = state ?? {};
  if (failed === 0) return undefined;
  return `${failed} wrong ${failed === 1 ? 'try' : 'tries'}${last === undefined ? '' : ' since'}`;
}

/** Whether a one-time link can still be used. */
export function isOut(link: AccountSignIns['link']): link is NonNullable<AccountSignIns['link']> {
  return link !== undefined && Date.parse(link.expiresAt) > now.value.getTime();
}

/** What another administrator did, as a title: "Nerida Gale changed this account at 10:42 am". */
export function accountWinner({ user, at, event }: Winner): string {
  return `${user.name} ${done[event.type] ?? 'changed it'} ${atMoment(at)}`;
}

const done: Readonly<Record<string, string>> = {
  UserRegistered: 'made this account',
  UserRevised: 'changed this account',
  UserRoleChanged: 'changed the role',
  UserDeactivated: 'closed this account',
  UserReactivated: 'opened this account',
  AdminDismissed: 'took another administrator away',
  NameClaimed: 'took this name',
};

/** "Sun 29 Nov, 10:42 am" */
export function untilWords(at: string): string {
  return moment(at);
}
