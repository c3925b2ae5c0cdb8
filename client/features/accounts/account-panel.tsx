import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { roleWords } from '#contracts/permissions.ts';
import type { UserRow } from '#contracts/user.ts';
import { HistoryOf } from '../../shared/history-of.tsx';
import { later } from '../../shared/later.tsx';
import { NoRow } from '../../shared/no-row.tsx';
import { model } from '../../sync/models.ts';
import { onlineOnly } from '../../sync/online.ts';
import { session } from '../../sync/session.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { CloseDialog, SignOutDialog, TakePinDialog } from './account-dialogs.tsx';
import { AccountFacts } from './account-facts.tsx';
import { LinkForm } from './link-form.tsx';
import { RoleForm } from './role-form.tsx';

const EditAccount = later('The account', () => import('./edit-account.tsx').then((it) => it.EditAccount));

interface AccountPanelProps {
  readonly userId: string;
  readonly onClose: () => void;
}

/** One account: what is known of it, and what an administrator can do with it. */
export function AccountPanel({ userId, onClose }: AccountPanelProps) {
  const accounts = model('people');
  const found = accounts.rows.value.get(userId);
  if (found !== undefined) return <Account account={found} onClose={onClose} />;
  return <NoRow of={accounts} word="account" href="/accounts" all="Show all accounts" onClose={onClose} />;
}

interface AccountProps {
  readonly account: UserRow;
  readonly onClose: () => void;
}

function Account({ account, onClose }: AccountProps) {
  const { query, path, route } = useLocation();
  const { id, name, username, role, active } = account;
  const close = () => route(path);
  // Nothing of a closed account is changed: it is opened first.
  const isOwn = id === session.value?.user.id;
  const doing = active && !(isOwn && query['do'] === 'role') ? query['do'] : undefined;
  if (doing === 'edit') return <EditAccount key={id} account={account} onClose={close} />;
  return (
    <SidePanel
      title={name}
      sub={`${roleWords[role]} · ${username}`}
      onClose={doing === undefined ? onClose : close}
      aside={!active && <Chip>Closed</Chip>}
    >
      <AccountFacts account={account} state={model('sign-ins').rows.value.get(id)} />
      {doing === undefined && <HistoryOf kind="user" id={id} />}
      {doing === 'role' && <RoleForm key={id} account={account} onClose={close} />}
      {doing === 'link' && <LinkForm key={id} account={account} onClose={close} />}
      {doing === undefined && (active ? <Doings account={account} at={path} /> : <OpenAgain account={account} />)}
    </SidePanel>
  );
}

/** What can be done with an account, at /accounts/<user>?do=<doing>. */
function Doings({ account, at }: { readonly account: UserRow; readonly at: string }) {
  const [asking, setAsking] = useState<'close' | 'sign-out' | 'pin'>();
  const done = () => setAsking(undefined);
  const isOwn = account.id === session.value?.user.id;
  const hasPin = model('sign-ins').rows.value.get(account.id)?.pinSetAt !== undefined;
  return (
    <>
      <div class="actions">
        <Button icon="pencil" href={`${at}?do=edit`}>
          Edit
        </Button>
        {!isOwn && <Button href={`${at}?do=role`}>Role</Button>}
        {!isOwn && (
          <Button icon="key" href={`${at}?do=link`}>
            One-time link
          </Button>
        )}
        <Button icon="sign-out" onPress={() => setAsking('sign-out')}>
          Sign out everywhere…
        </Button>
        {hasPin && <Button onPress={() => setAsking('pin')}>Take the PIN away…</Button>}
        {!isOwn && <Button onPress={() => setAsking('close')}>Close the account…</Button>}
      </div>
      {isOwn && <p class="second meta">Your own role is for another administrator to change.</p>}
      {asking === 'pin' && <TakePinDialog account={account} onDone={done} />}
      {asking === 'close' && <CloseDialog account={account} onDone={done} />}
      {asking === 'sign-out' && <SignOutDialog account={account} onDone={done} />}
    </>
  );
}

function OpenAgain({ account }: { readonly account: UserRow }) {
  const open = useCommand('ReactivateUser');
  return (
    <div>
      <Button
        icon="undo"
        sending={open.sending}
        disabledBecause={onlineOnly()}
        onPress={() => void open.run({ userId: account.id })}
      >
        Open the account again
      </Button>
      <NotDone problem={open.problem} />
    </div>
  );
}
