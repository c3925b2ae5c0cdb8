import type { EmployeeRow } from '#contracts/employee.ts';
import { addDays, mondayOf } from '#contracts/week.ts';
import { daysInFull, lengthOf, today } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { weekHref } from './week-head.tsx';
import { stateInList } from './week-words.ts';

interface YourWeeksProps {
  readonly person: EmployeeRow;
  readonly own: boolean;
  /** Monday of the week above. */
  readonly open: string;
}

/** As far back as anybody looks for what is missing. */
const WEEKS_MAX = 8;

/** The last weeks with their hours and how they stand; a week in between in which nothing was entered is named too. */
export function YourWeeks({ person, own, open }: YourWeeksProps) {
  const rows = model('timesheets', { employeeId: person.id }).list.value;
  const oldest = rows.at(-1)?.monday ?? open;
  const mondays = Array.from({ length: WEEKS_MAX }, (_, back) => addDays(mondayOf(today()), -7 * back));
  return (
    <section aria-labelledby="your-weeks">
      <h3 id="your-weeks">{own ? 'Your weeks' : `Weeks of ${person.name}`}</h3>
      <ul class="week-rows">
        {mondays
          .filter((monday) => monday >= oldest)
          .map((monday) => {
            const row = rows.find((one) => one.monday === monday);
            const { kind, words } = stateInList(row ?? { status: 'draft', finalised: false, version: 0 });
            return (
              <li key={monday}>
                <a
                  class="today-row"
                  href={weekHref(monday, person.id, own)}
                  aria-current={monday === open || undefined}
                >
                  <strong class="grow">{daysInFull(monday, addDays(monday, 6))}</strong>
                  <Chip kind={kind}>{words}</Chip>
                  <span class="number">{row === undefined ? '' : lengthOf(row.workedMinutes + row.leaveMinutes)}</span>
                  <Icon name="chevron-right" />
                </a>
              </li>
            );
          })}
      </ul>
    </section>
  );
}
