import { signal } from '@preact/signals';
import type { EmployeeRow } from '#contracts/employee.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { search } from '../../shared/search.ts';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { onPersonLeaves, session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ListRows } from '../../ui/list-rows.tsx';
import { ListTools } from '../../ui/list-tools.tsx';
import { atWork } from './at-work.ts';
import { PersonRow } from './person-row.tsx';

/** Kept while a person is open, and when one comes back from another screen. */
const typed = signal('');
const filter = signal<'active' | 'left'>('active');
onPersonLeaves(showAll);

/** Everybody who works here, by name, with search and those who left. */
export function PeopleList({ openId }: { readonly openId: string | undefined }) {
  const employees = model('employees');
  const all = employees.list.value;
  const clock = atWork();
  const active = all.filter((one) => one.active);
  const chosen = filter.value === 'active' ? active : all.filter((one) => !one.active);
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const managerOf = ({ managerId }: EmployeeRow) => (managerId === undefined ? undefined : names.get(managerId));
  const found = search(chosen, typed.value, (one) => [
    one.name,
    one.number,
    one.position,
    one.department,
    `Team of ${managerOf(one) ?? ''}`,
  ]);
  const role = session.value?.user.role ?? 'employee';
  const on = active.filter(({ id }) => clock(id).ring === 'work').length;
  // Before anything was fetched there are no figures: "Left 0" would be untrue.
  const count = (word: string, of: number) => (employees.asOf.value === undefined ? word : `${word} ${of}`);
  return (
    <div class="list">
      <ListTools
        title="People"
        beside={<Age of={employees} {...(on > 0 && { fresh: `${on} on the clock` })} />}
        searchLabel="Name, work or team"
        typed={typed.value}
        onType={(text) => {
          typed.value = text;
        }}
        add={may(role, 'people.manage') ? { href: '/people/new', label: 'New person' } : undefined}
        filter={filter.value}
        onFilter={(value) => {
          filter.value = value;
        }}
        filters={[
          { value: 'active', label: count('Here', active.length) },
          { value: 'left', label: count('Left', all.length - active.length) },
        ]}
      />
      <Fetched of={employees} what="People" lines={9}>
        {found.length === 0 ? (
          <Nothing any={all.length > 0} />
        ) : (
          <ListRows rows={found} openId={openId}>
            {(one, open) => <PersonRow person={one} manager={managerOf(one)} clock={clock(one.id)} open={open} />}
          </ListRows>
        )}
      </Fetched>
    </div>
  );
}

function Nothing({ any }: { readonly any: boolean }) {
  if (typed.value !== '') {
    return (
      <Empty
        title={`Nobody is called “${typed.value.trim()}”`}
        action={<Button onPress={showAll}>Show everybody</Button>}
      >
        Names, numbers, work and teams were looked through.
      </Empty>
    );
  }
  if (any) return <Empty title="Nobody has left">Whoever does stands here, with their leave, weeks and pay.</Empty>;
  return (
    <Empty title="Nobody is on the list yet">The office puts people on it: who they are, and what they work.</Empty>
  );
}

function showAll(): void {
  typed.value = '';
  filter.value = 'active';
}
