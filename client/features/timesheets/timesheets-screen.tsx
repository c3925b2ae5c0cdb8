import './timesheets.css';
import { useLocation } from 'preact-iso';
import type { EmployeeRow } from '#contracts/employee.ts';
import { mondayOf, timesheetId } from '#contracts/week.ts';
import { standsInFor } from '../../shared/deciding.ts';
import { Fetched } from '../../shared/fetched.tsx';
import { teamOf } from '../../shared/team.ts';
import { today } from '../../shared/time.ts';
import { employeeCard } from '../../sync/cards.ts';
import { myself } from '../../sync/me.ts';
import { item, model } from '../../sync/models.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { WeekPage } from './week-page.tsx';

/** /timesheets?week=2026-11-02&of=<employee>: the week as a grid; this week and one's own unless told. */
export function TimesheetsScreen() {
  const { query } = useLocation();
  const employees = model('employees');
  const me = myself();
  const monday = mondayIn(query['week']);
  const people = employees.list.value;
  const team = teamOf(me, session.value?.user.role ?? 'employee', people, standsInFor());
  const whose = query['of'] ?? me?.id ?? team[0]?.id;
  const person = people.find(({ id }) => id === whose);
  if (person !== undefined) return <OneWeek key={person.id} person={person} team={team} monday={monday} />;
  return (
    <div class="page">
      <PageHead title="Timesheet" />
      <Fetched of={employees} what="The week" lines={7}>
        <Empty title="There is no timesheet to show">
          {query['of'] === undefined
            ? 'Your sign-in belongs to nobody on the list of people. The office can change that.'
            : 'Nobody of that address works here.'}
        </Empty>
      </Fetched>
    </div>
  );
}

interface OneWeekProps {
  readonly person: EmployeeRow;
  readonly team: readonly EmployeeRow[];
  readonly monday: string;
}

function OneWeek({ person, team, monday }: OneWeekProps) {
  const id = timesheetId(person.id, monday);
  const week = item('timesheet-weeks', id);
  const settings = item('settings', 'company');
  const terms = employeeCard(person.id)?.terms;
  const row = week.row.value;
  const company = settings.row.value;
  if (row !== undefined && company !== undefined && terms !== undefined) {
    return <WeekPage key={id} week={row} of={week} company={company} person={person} terms={terms} team={team} />;
  }
  const hidden = week.problem.value?.status === 404;
  return (
    <div class="page">
      <PageHead title="Timesheet" />
      {hidden ? (
        <Empty
          title={`The weeks of ${person.name} are not yours to see`}
          action={<Button href="/timesheets">Go to my week</Button>}
        />
      ) : (
        <Fetched
          of={row === undefined ? week : company === undefined ? settings : model('employee-cards')}
          what="The week"
          lines={7}
        >
          {null}
        </Fetched>
      )}
    </div>
  );
}

/** The Monday of the week that an address names; of this week, where it names none. */
function mondayIn(week: string | undefined): string {
  const named = week !== undefined && /^20\d\d-\d\d-\d\d$/.test(week) && !Number.isNaN(Date.parse(week));
  return mondayOf(named ? week : today());
}
