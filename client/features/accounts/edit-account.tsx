import { useState } from 'preact/hooks';
import type { UserRow } from '#contracts/user.ts';
import { editOf } from '../../shared/edit.ts';
import { EditEnd } from '../../shared/edit-end.tsx';
import { refusedFields } from '../../shared/field-errors.ts';
import { isSame } from '../../shared/rebase.ts';
import { model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { showFirstError } from '../../ui/focus.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { type AccountDraft, accountCard, accountErrors, accountLines } from './account-draft.ts';
import { AccountFields } from './account-fields.tsx';
import { accountWinner } from './account-words.ts';

interface EditAccountProps {
  readonly account: UserRow;
  readonly onClose: () => void;
}

/** An edit of the card from the version that was on screen. Another administrator's is shown, and never written over. */
export function EditAccount({ account, onClose }: EditAccountProps) {
  const { id, name, username, email = '' } = account;
  const now = { version: account.version, base: { name, username, email } };
  const edit = editOf<AccountDraft>(`account/${id}`, now);
  const [checked, setChecked] = useState(false);
  const save = useCommand('ReviseUser');
  const { base, mine, version } = edit;

  function discard(): void {
    edit.drop();
    onClose();
  }
  async function submit(): Promise<void> {
    setChecked(true);
    if (accountErrors(mine) !== undefined) showFirstError('.side-panel');
    else if (isSame(base, mine) || (await save.run({ userId: id, ...accountCard(mine) }, { version }))) discard();
    // What the other one changed is told from the account, which may be a moment behind the refusal.
    else await model('people').refresh();
  }
  return (
    <SidePanel title={`Edit ${name}`} onClose={onClose}>
      <div class="form">
        <AccountFields
          draft={mine}
          base={base}
          errors={{ ...refusedFields(save.problem), ...(checked && accountErrors(mine)) }}
          onChange={edit.change}
        />
        <EditEnd
          label="Save the account"
          edit={edit}
          now={now}
          lines={accountLines}
          command={save}
          winnerWords={accountWinner}
          onSave={() => void submit()}
          onDiscard={discard}
        />
      </div>
    </SidePanel>
  );
}
