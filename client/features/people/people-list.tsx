import type { EmployeeRow } from '#contracts/employee.ts';
import { search } from '#contracts/search.ts';
import { Age } from '../../shared/fetched.tsx';
import { listView, NotCalled, SearchedList } from '../../shared/searched-list.tsx';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Empty } from '../../ui/empty.tsx';
import { atWork } from './at-work.ts';
import { PersonRow } from './person-row.tsx';

const view = listView<'active' | 'left'>('active');

/** Everybody who works here, by name, with search and those who left. */
export function PeopleList({ openId }: { readonly openId: string | undefined }) {
  const employees = model('employees');
  const all = employees.list.value;
  const clock = atWork();
  const active = all.filter((one) => one.active);
  const chosen = view.filter.value === 'active' ? active : all.filter((one) => !one.active);
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const managerOf = ({ managerId }: EmployeeRow) => (managerId === undefined ? undefined : names.get(managerId));
  const found = search(chosen, view.typed.value, (one) => [
    one.name,
    one.number,
    one.position,
    one.department,
    `Team of ${managerOf(one) ?? ''}`,
  ]);
  const role = session.value?.user.role ?? 'employee';
  const on = active.filter(({ id }) => clock(id).ring === 'work').length;
  return (
    <SearchedList
      title="People"
      of={employees}
      view={view}
      beside={<Age of={employees} {...(on > 0 && { fresh: `${on} on the clock` })} />}
      searchLabel="Name, work or team"
      add={may(role, 'people.manage') ? { href: '/people/new', label: 'New person' } : undefined}
      filters={[
        { value: 'active', label: 'Here', count: active.length },
        { value: 'left', label: 'Left', count: all.length - active.length },
      ]}
      rows={found}
      openId={openId}
      nothing={<Nothing any={all.length > 0} />}
    >
      {(one, open) => <PersonRow person={one} manager={managerOf(one)} clock={clock(one.id)} open={open} />}
    </SearchedList>
  );
}

function Nothing({ any }: { readonly any: boolean }) {
  if (view.typed.value !== '') {
    return (
      <NotCalled view={view} words="Nobody is called" all="Show everybody">
        Names, numbers, work and teams were looked through.
      </NotCalled>
    );
  }
  if (any)
    return <Empty title="Nobody has left">People who leave are kept here, with their leave, weeks and pay.</Empty>;
  return (
    <Empty title="Nobody is on the list yet">The office puts people on it: who they are, and what they work.</Empty>
  );
}
