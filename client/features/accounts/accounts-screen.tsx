import './accounts.css';
import { useRoute } from 'preact-iso';
import { ListScreen } from '../../shared/list-screen.tsx';
import { AccountPanel } from './account-panel.tsx';
import { AccountsList } from './accounts-list.tsx';
import { NewAccount } from './new-account.tsx';

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
