import './accounts.css';
import { useRoute } from 'preact-iso';
import { later } from '../../shared/later.tsx';
import { ListScreen } from '../../shared/list-screen.tsx';
import { AccountsList } from './accounts-list.tsx';

// The list is there before what opens beside it.
const AccountPanel = later('The account', () => import('./account-panel.tsx').then((it) => it.AccountPanel));
const NewAccount = later('The card of a new account', () => import('./new-account.tsx').then((it) => it.NewAccount));

/** Who may sign in, and beside the list the account of the address: /accounts/<user>, or /accounts/new. */
export function AccountsScreen() {
  const userId = useRoute().params['userId'];
  return (
    <ListScreen
      at="/accounts"
      openId={userId}
      list={<AccountsList openId={userId} />}
      adding={{
        title: 'New account',
        permission: 'users.manage',
        back: 'Show all accounts',
        panel: (close) => <NewAccount onClose={close} />,
      }}
    >
      {(id, close) => <AccountPanel userId={id} onClose={close} />}
    </ListScreen>
  );
}
