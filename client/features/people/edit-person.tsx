import { useRef } from 'preact/hooks';
import type { EmployeeRow } from '#contracts/employee.ts';
import { EditEnd } from '../../shared/edit-end.tsx';
import { calendarDay, today } from '../../shared/time.ts';
import { type Opened, useEdit } from '../../shared/use-edit.ts';
import { employeeCard } from '../../sync/cards.ts';
import { item, model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Loading } from '../../ui/loading.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { isForSomebodyElse } from './own-card.ts';
import { personWinner } from './people-words.ts';
import { personLines } from './person-changes.ts';
import { type PersonDraft, personDraft, personErrors, refusedInCard, revisionOf } from './person-draft.ts';
import { accountName, PersonFields } from './person-fields.tsx';

interface EditPersonProps {
  readonly person: EmployeeRow;
  readonly onClose: () => void;
}

/** An edit of the card from the version that was on screen. Somebody else's edit is shown, and never written over. */
export function EditPerson({ person, onClose }: EditPersonProps) {
  const now = useCard(person);
  return (
    <SidePanel title={`Edit ${person.name}`} onClose={onClose}>
      {now === undefined ? <Loading what="The card" lines={8} /> : <Card person={person} now={now} onClose={onClose} />}
    </SidePanel>
  );
}

/** The card as it stands. Its parts come from three read models: it is one when they are of the same version. */
function useCard(person: EmployeeRow): Opened<PersonDraft> | undefined {
  const whole = useRef<Opened<PersonDraft>>();
  const card = employeeCard(person.id);
  const pay = model('employee-pay').rows.value.get(person.id);
  const company = item('settings', 'company').row.value;
  const { version } = person;
  const isWhole = card?.version === version && pay?.version === version && company !== undefined;
  if (isWhole && whole.current?.version !== version) {
    whole.current = { version, base: personDraft(person, card, pay, company.weekdayMinutes, today()) };
  }
  return whole.current;
}

interface CardProps extends EditPersonProps {
  readonly now: Opened<PersonDraft>;
}

function Card({ person, now, onClose }: CardProps) {
  const edit = useEdit(useCommand('ReviseEmployee'), {
    kept: `person/${person.id}`,
    now,
    check: personErrors,
    refused: refusedInCard,
    wish: (mine) => ({ employeeId: person.id, ...revisionOf(mine, now.base) }),
    // What the other person changed is told from the card, which may be a moment behind the refusal.
    refresh: () =>
      Promise.all([model('employees').refresh(), model('employee-cards').refresh(), model('employee-pay').refresh()]),
    onClose,
  });
  return (
    <div class="form">
      <PersonFields
        reachOnly={isForSomebodyElse(person)}
        draft={edit.mine}
        base={edit.base}
        errors={edit.errors}
        onChange={edit.change}
      />
      <EditEnd
        label="Save the card"
        edit={edit}
        lines={(draft) => personLines(draft, { day: calendarDay, account: accountName })}
        winnerWords={personWinner}
      />
    </div>
  );
}
