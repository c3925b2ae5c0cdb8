import { useState } from 'preact/hooks';
import type { UserRow } from '#contracts/user.ts';
import { changesBetween } from '../../app/changes.ts';
import { editOf } from '../../app/edit.ts';
import { refusedFields } from '../../app/field-errors.ts';
import { onlineOnly } from '../../app/online.ts';
import { isSame } from '../../app/rebase.ts';
import { Refusal } from '../../app/refusal.tsx';
import { model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { EditFoot } from '../../ui/edit-foot.tsx';
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
  const { id, version: newest, name, username, email = '' } = account;
  const now = { version: newest, base: { name, username, email } };
  const edit = editOf<AccountDraft>(`account/${id}`, now);
  const [checked, setChecked] = useState(false);
  const save = useCommand('ReviseUser');
  const { base, mine, version } = edit;
  const { problem } = save;
  const changed = changesBetween(accountLines(base), accountLines(now.base), true).join(' · ');

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
  function answer(how: () => void): void {
    how();
    save.forget();
  }
  return (
    <SidePanel title={`Edit ${name}`} onClose={onClose}>
      <div class="form">
        <AccountFields
          draft={mine}
          base={base}
          errors={{ ...refusedFields(problem), ...(checked && accountErrors(mine)) }}
          onChange={edit.change}
        />
        <EditFoot
          label="Save the account"
          command={save}
          disabledBecause={onlineOnly()}
          attempt={changesBetween(accountLines(base), accountLines(mine)).join(' · ')}
          title={problem?.winner === undefined ? 'Somebody changed it' : accountWinner(problem.winner)}
          what={changed || undefined}
          onSave={() => void submit()}
          onDiscard={discard}
          onKeepMine={() => answer(edit.keepMine)}
          onTakeTheirs={() => answer(edit.takeTheirs)}
        >
          {problem !== undefined && problem.code !== 'stale-version' && (
            <Refusal problem={problem} winnerWords={accountWinner} />
          )}
          {problem === undefined && version !== newest && (
            <p class="pencil meta" role="status">
              Changed meanwhile: {changed || 'and back again'}
            </p>
          )}
        </EditFoot>
      </div>
    </SidePanel>
  );
}
