import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Refusal } from '../../shared/refusal.tsx';
import { today } from '../../shared/time.ts';
import { draft, dropDraft } from '../../sync/drafts.ts';
import { newId } from '../../sync/ids.ts';
import { item, model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { MainButton, QuietButton } from '../../ui/button.tsx';
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

const KEY = 'new-person';

function NewCard({ empty, onClose }: { readonly empty: PersonDraft; readonly onClose: () => void }) {
  const { route } = useLocation();
  const entered = draft(KEY, { id: newId(), card: empty });
  const [checked, setChecked] = useState(false);
  const command = useCommand('RegisterEmployee');
  const { id, card } = entered.value;
  const errors = { ...refusedInCard(command.problem), ...(checked && personErrors(card)) };

  function discard(): void {
    dropDraft(KEY);
    onClose();
  }
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (onlineOnly() !== undefined) return;
    if (personErrors(card) === undefined && (await command.run({ employeeId: id, ...cardOf(card) }))) {
      dropDraft(KEY);
      route(`/people/${id}`, true);
    } else showFirstError('.side-panel');
  }
  return (
    <form class="form" aria-label="New person" onSubmit={(event) => void submit(event)} noValidate>
      <PersonFields
        draft={card}
        errors={errors}
        onChange={(part) => {
          entered.value = { id, card: { ...card, ...part } };
        }}
      />
      <p class="meta second">Pay rate, manager, tax file number and bank account come next, on their page.</p>
      <div class="edit-foot">
        <div class="row">
          <span class="grow">
            <MainButton
              submit
              wide
              label={card.name.trim() === '' ? 'Put on the list' : `Put ${card.name.trim()} on the list`}
              sending={command.sending}
              disabledBecause={onlineOnly()}
            />
          </span>
          <QuietButton onPress={discard}>Discard</QuietButton>
        </div>
        <Refusal winnerWords={personWinner} problem={command.problem} />
      </div>
    </form>
  );
}
