import { useLocation } from 'preact-iso';
import type { Role } from '#contracts/permissions.ts';
import { refusedFields } from '../../shared/field-errors.ts';
import { NewForm } from '../../shared/new-form.tsx';
import { useForm } from '../../shared/use-form.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { showFirstError } from '../../ui/focus.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { accountCard, accountErrors, emptyAccount } from './account-draft.ts';
import { AccountFields } from './account-fields.tsx';
import { accountWinner } from './account-words.ts';
import { RoleField } from './role-form.tsx';

/** Somebody gets an account, and then a link with which they choose a password. */
export function NewAccount({ onClose }: { readonly onClose: () => void }) {
  const { route } = useLocation();
  const form = useForm(useCommand('RegisterUser'), {
    kept: 'new-account',
    opens: () => ({ card: emptyAccount, role: 'production_team' as Role }),
    check: ({ card }) => accountErrors(card),
    refused: refusedFields,
    onClose,
    onDone: (_, id) => route(`/accounts/${id}?do=link`, true),
    onRefused: () => showFirstError('.side-panel'),
  });
  const { card, role } = form.entered;
  const name = card.name.trim();
  return (
    <SidePanel title="New account" onClose={onClose}>
      <NewForm
        title="New account"
        label={name === '' ? 'Make the account' : `Make the account of ${name}`}
        form={form}
        wish={() => ({ userId: form.id, role, ...accountCard(card) })}
        disabledBecause={onlineOnly()}
        winnerWords={accountWinner}
      >
        <AccountFields
          draft={card}
          errors={form.errors}
          onChange={(part) => form.change({ card: { ...card, ...part } })}
        />
        <RoleField value={role} onChange={(chosen) => form.change({ role: chosen })} />
        <p class="meta second">
          The link for their password comes next. If they work here, put them on the list of people too, with this
          account.
        </p>
      </NewForm>
    </SidePanel>
  );
}
