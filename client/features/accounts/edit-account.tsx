import type { UserRow } from '#contracts/user.ts';
import { EditEnd } from '../../shared/edit-end.tsx';
import { refusedFields } from '../../shared/field-errors.ts';
import { useEdit } from '../../shared/use-edit.ts';
import { model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { accountCard, accountErrors, accountLines } from './account-draft.ts';
import { AccountFields } from './account-fields.tsx';
import { accountWinner } from './account-words.ts';

interface EditAccountProps {
  readonly account: UserRow;
  readonly onClose: () => void;
}

/** An edit of the card from the version that was on screen. Another administrator's is shown, and never written over. */
export function EditAccount({ account, onClose }: EditAccountProps) {
  const { id, name, username, email = '' } = account;
  const edit = useEdit(useCommand('ReviseUser'), {
    kept: `account/${id}`,
    now: { version: account.version, base: { name, username, email } },
    check: accountErrors,
    refused: refusedFields,
    wish: (mine) => ({ userId: id, ...accountCard(mine) }),
    // What the other one changed is told from the account, which may be a moment behind the refusal.
    refresh: () => model('people').refresh(),
    onClose,
  });
  return (
    <SidePanel title={`Edit ${name}`} onClose={onClose}>
      <div class="form">
        <AccountFields draft={edit.mine} base={edit.base} errors={edit.errors} onChange={edit.change} />
        <EditEnd label="Save the account" edit={edit} lines={accountLines} winnerWords={accountWinner} />
      </div>
    </SidePanel>
  );
}
