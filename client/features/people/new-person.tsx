import { useLocation } from 'preact-iso';
import { NewForm } from '../../shared/new-form.tsx';
import { today } from '../../shared/time.ts';
import { useForm } from '../../shared/use-form.ts';
import { item, model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { showFirstError } from '../../ui/focus.ts';
import { Loading } from '../../ui/loading.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { personWinner } from './people-words.ts';
import { cardOf, emptyPerson, numberAfter, type PersonDraft, personErrors, refusedInCard } from './person-draft.ts';
import { PersonFields } from './person-fields.tsx';

interface NewPersonProps {
  readonly onClose: () => void;
}

/** Somebody starts to work here. */
export function NewPerson({ onClose }: NewPersonProps) {
  const employees = model('employees');
  const company = item('settings', 'company').row.value;
  // The next number and the company's week are filled in, so both are waited for.
  const known = employees.asOf.value !== undefined && company !== undefined;
  return (
    <SidePanel title="New person" onClose={onClose}>
      {known ? (
        <NewCard
          empty={emptyPerson(
            numberAfter(employees.list.value.map(({ number }) => number)),
            today(),
            company.weekdayMinutes,
          )}
          onClose={onClose}
        />
      ) : (
        <Loading what="The card" lines={8} />
      )}
    </SidePanel>
  );
}

function NewCard({ empty, onClose }: { readonly empty: PersonDraft; readonly onClose: () => void }) {
  const { route } = useLocation();
  const form = useForm(useCommand('RegisterEmployee'), {
    kept: 'new-person',
    opens: () => empty,
    check: personErrors,
    refused: refusedInCard,
    onClose,
    onDone: (_, id) => route(`/people/${id}`, true),
    onRefused: () => showFirstError('.side-panel'),
  });
  const card = form.entered;
  const name = card.name.trim();
  return (
    <NewForm
      title="New person"
      label={name === '' ? 'Put on the list' : `Put ${name} on the list`}
      form={form}
      wish={() => ({ employeeId: form.id, ...cardOf(card) })}
      disabledBecause={onlineOnly()}
      winnerWords={personWinner}
    >
      <PersonFields draft={card} errors={form.errors} onChange={form.change} />
      <p class="meta second">Pay rate, manager, tax file number and bank account come next, on their page.</p>
    </NewForm>
  );
}
