import type { EmployeeRow } from '#contracts/employee.ts';
import { may } from '#contracts/permissions.ts';
import { model } from '../../sync/models.ts';
import { session } from '../../sync/session.ts';

/** What is said where somebody looks at their own card, before they try. */
export const OWN_CARD_WORDS =
  'This is your own card. You change phone and e-mail here; somebody else in the office changes the rest.';

/** Whether it is for somebody else to change this card. Only the server knows for sure. */
export function isForSomebodyElse({ userId }: Pick<EmployeeRow, 'userId'>): boolean {
  return userId !== undefined && userId === session.value?.user.id && !isTheWholeOffice();
}

/** The accounts that may be linked to a card here: one's own is for somebody else to link. */
export function mayLink(userId: string): boolean {
  return userId !== session.value?.user.id || isTheWholeOffice();
}

/** A company begins with one administrator, whose card nobody else could set up. */
function isTheWholeOffice(): boolean {
  const me = session.value?.user;
  if (me === undefined || !may(me.role, 'users.manage')) return false;
  const accounts = model('people').list.value;
  return accounts.length > 0 && accounts.every(({ id, role }) => id === me.id || !may(role, 'people.manage'));
}
