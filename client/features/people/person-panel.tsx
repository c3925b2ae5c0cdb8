import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { EmployeeRow } from '#contracts/employee.ts';
import type { Permission } from '#contracts/permissions.ts';
import { HistoryOf } from '../../shared/history-of.tsx';
import { later } from '../../shared/later.tsx';
import { NoRow } from '../../shared/no-row.tsx';
import { OldRecordsOf } from '../../shared/old-records-of.tsx';
import { model } from '../../sync/models.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { atWork } from './at-work.ts';
import { LeavePart } from './leave-part.tsx';
import { LeavingDialog, TakeBack } from './leaving.tsx';
import { ManagerForm } from './manager-form.tsx';
import { isForSomebodyElse, OWN_CARD_WORDS } from './own-card.ts';
import { PayPart } from './pay-part.tsx';
import { workWords } from './people-words.ts';
import { PersonFacts } from './person-facts.tsx';
import { PrivateDetails } from './private-details.tsx';
import { RateForm } from './rate-form.tsx';

/** Most people who look at somebody change nothing. */
const EditPerson = later('The card', () => import('./edit-person.tsx').then((it) => it.EditPerson));

interface PersonPanelProps {
  readonly employeeId: string;
  readonly onClose: () => void;
}

/** One person: who they are, what can be done, their leave, and what they are paid by for those who may see it. */
export function PersonPanel({ employeeId, onClose }: PersonPanelProps) {
  const employees = model('employees');
  const found = employees.rows.value.get(employeeId);
  if (found !== undefined) return <Person person={found} onClose={onClose} />;
  return <NoRow of={employees} word="person" href="/people" all="Show everybody" onClose={onClose} />;
}

/** What can be done in the panel, at /people/<employee>?do=<id>. */
const doings: Readonly<Record<string, Permission>> = {
  edit: 'people.manage',
  manager: 'people.manage',
  rate: 'pay.manage',
  'tax-file-number': 'pay.manage',
  'bank-account': 'pay.manage',
};

interface PersonProps {
  readonly person: EmployeeRow;
  readonly onClose: () => void;
}

function Person({ person, onClose }: PersonProps) {
  const { query, path, route } = useLocation();
  const [leaving, setLeaving] = useState(false);
  const { id, active } = person;
  const role = session.value?.user.role ?? 'employee';
  const permission = doings[query['do'] ?? ''];
  // Nothing of a person who left is changed, and an address can be passed on to somebody who may not do that.
  const mayDo = active && permission !== undefined && may(role, permission);
  const own = isForSomebodyElse(person);
  const doing = mayDo && (!own || query['do'] === 'edit') ? query['do'] : undefined;
  const close = () => route(path);
  if (doing === 'edit') return <EditPerson key={id} person={person} onClose={close} />;
  return (
    <SidePanel
      title={person.name}
      sub={`${person.number} · ${workWords(person)}`}
      onClose={doing === undefined ? onClose : close}
      aside={!active && <Chip>Left</Chip>}
    >
      <PersonFacts person={person} clock={atWork()(id)} />
      {doing === 'manager' && <ManagerForm key={id} person={person} onClose={close} />}
      {doing === 'rate' && <RateForm key={id} person={person} onClose={close} />}
      {doing === undefined && may(role, 'people.manage') && (
        <div class="actions">
          {active ? (
            <>
              <Button icon="pencil" href={`${path}?do=edit`}>
                Edit
              </Button>
              {!own && <Button href={`${path}?do=manager`}>Manager</Button>}
              {!own && may(role, 'pay.manage') && <Button href={`${path}?do=rate`}>Pay rate</Button>}
              {!own && <Button onPress={() => setLeaving(true)}>Has left…</Button>}
            </>
          ) : (
            <TakeBack person={person} />
          )}
        </div>
      )}
      {own && doing === undefined && may(role, 'people.manage') && <p class="second meta">{OWN_CARD_WORDS}</p>}
      {leaving && <LeavingDialog person={person} onDone={() => setLeaving(false)} />}
      <LeavePart employeeId={id} />
      <PayPart employeeId={id} />
      <HistoryOf kind="employee" id={id} />
      <OldRecordsOf about={`employee/${id}`} />
      <PrivateDetails employeeId={id} own={own} />
    </SidePanel>
  );
}
