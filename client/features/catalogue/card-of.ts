import type { Permission } from '#contracts/permissions.ts';
import { item as itemOf, model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';

/** The row of the list where the card is in use; a retired one is asked for by itself. */
export function cardOf<Name extends 'clients' | 'products'>(name: Name, id: string) {
  const all = model(name);
  const listed = all.rows.value.get(id);
  if (listed !== undefined) return { row: listed, of: all, missing: false };
  const single = itemOf(name, id);
  const status = single.problem.value?.status;
  return { row: single.row.value, of: single, missing: status === 404 || status === 400 };
}

export function mayDo(permission: Permission): boolean {
  return may(session.value?.user.role ?? 'employee', permission);
}
