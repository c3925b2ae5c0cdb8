import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';

/** Whether somebody is on the clock; `none` where this person may not know it. */
export interface AtWork {
  readonly ring: 'work' | 'away' | 'none';
  /** ISO 8601. */
  readonly since?: string;
}

/** A look at the clock of everybody whose clock this person may read. */
export function atWork(): (employeeId: string) => AtWork {
  const role = session.value?.user.role ?? 'employee';
  if (!may(role, 'own.clock')) return () => ({ ring: 'none' });
  const clocks = model('clock');
  const rows = clocks.rows.value;
  // A reader of all clocks knows that a person without one has never clocked in.
  const unknown = may(role, 'decide.all') && clocks.asOf.value !== undefined ? 'away' : 'none';
  return (employeeId) => {
    const clock = rows.get(employeeId);
    if (clock?.open) return { ring: 'work', since: clock.open.since };
    return { ring: clock === undefined ? unknown : 'away' };
  };
}
