import type { EmployeeRow } from '#contracts/employee.ts';
import type { SettingsView } from '#contracts/settings.ts';
import { listed } from '#contracts/words.ts';
import { deciderOf } from '../../shared/team.ts';
import { today } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { Icon } from '../../ui/icon.tsx';
import { crowdOf, crowdWords } from './calendar.ts';
import { calendarOf } from './calendar-of.ts';
import { leaveDraft } from './leave-draft.ts';
import { planOf } from './plan.ts';

interface WhoElseProps {
  readonly employee: EmployeeRow;
  readonly settings: SettingsView;
}

/** Who is away already on the days that are being asked for, and who decides: so that nobody asks in vain. */
export function WhoElse({ employee, settings }: WhoElseProps) {
  const employees = model('employees');
  const { days } = planOf(leaveDraft(employee.id).value, calendarOf(employee.id, settings));
  if (days.length === 0) return null;
  const people = employees.list.value.filter(({ active }) => active);
  const approved = model('team-calendar').list.value.filter(
    ({ status, employeeId }) =>
      status === 'approved' && employeeId !== employee.id && people.some(({ id }) => id === employeeId),
  );
  const crowd = crowdOf(days, approved);
  const decider = deciderOf(employee, employees.list.value, today());
  const names = crowd === undefined ? '' : `${listed(crowd.names)}. `;
  return (
    <div class="row leave-note">
      <span class="pencil">
        <Icon name="info" />
      </span>
      <div class="grow">
        <p class="strong">
          {crowd === undefined ? 'Nobody else is away on these days' : crowdWords(crowd, people.length, today())}
        </p>
        <p class="second">
          {names}
          {decider?.name ?? 'The office'} decides.
        </p>
      </div>
    </div>
  );
}
