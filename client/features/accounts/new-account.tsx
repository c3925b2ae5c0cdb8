import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Role } from '#contracts/permissions.ts';
import { refusedFields } from '../../shared/field-errors.ts';
import { Refusal } from '../../shared/refusal.tsx';
import { draft, dropDraft } from '../../sync/drafts.ts';
import { newId } from '../../sync/ids.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { MainButton, QuietButton } from '../../ui/button.tsx';
import { showFirstError } from '../../ui/focus.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { accountCard, accountErrors, emptyAccount } from './account-draft.ts';
import { AccountFields } from './account-fields.tsx';
import { accountWinner } from './account-words.ts';
import { RoleField } from './role-form.tsx';

const KEY = 'new-account';

/** Somebody gets an account, and then a link with which they choose a password. */
export function NewAccount({ onClose }: { readonly onClose: () => void }) {
  const { route } = useLocation();
  const entered = draft(KEY, { id: newId(), card: emptyAccount, role: 'production_team' as Role });
  const [checked, setChecked] = useState(false);
  const command = useCommand('RegisterUser');
  const { id, card, role } = entered.value;
  const name = card.name.trim();

  function discard(): void {
    dropDraft(KEY);
    onClose();
  }
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (onlineOnly() !== undefined) return;
    if (accountErrors(card) === undefined && (await command.run({ userId: id, role, ...accountCard(card) }))) {
      dropDraft(KEY);
      route(`/accounts/${id}?do=link`, true);
    } else showFirstError('.side-panel');
  }
  return (
    <SidePanel title="New account" onClose={onClose}>
      <form class="form" aria-label="New account" onSubmit={(event) => void submit(event)} noValidate>
        <AccountFields
          draft={card}
          errors={{ ...refusedFields(command.problem), ...(checked && accountErrors(card)) }}
          onChange={(part) => {
            entered.value = { ...entered.value, card: { ...card, ...part } };
          }}
        />
        <RoleField
          value={role}
          onChange={(chosen) => {
            entered.value = { ...entered.value, role: chosen };
          }}
        />
        <p class="meta second">
          The link for their password comes next. Whoever works here is put on the list of people too, with this
          account.
        </p>
        <div class="edit-foot">
          <div class="row">
            <span class="grow">
              <MainButton
                submit
                wide
                label={name === '' ? 'Make the account' : `Make the account of ${name}`}
                sending={command.sending}
                disabledBecause={onlineOnly()}
              />
            </span>
            <QuietButton onPress={discard}>Discard</QuietButton>
          </div>
          <Refusal problem={command.problem} winnerWords={accountWinner} />
        </div>
      </form>
    </SidePanel>
  );
}
