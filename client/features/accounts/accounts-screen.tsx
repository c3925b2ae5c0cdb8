import './accounts.css';
import { useLocation, useRoute } from 'preact-iso';
import { Panes } from '../../ui/side-panel.tsx';
import { AccountPanel } from './account-panel.tsx';
import { AccountsList } from './accounts-list.tsx';
import { NewAccount } from './new-account.tsx';

/** Who may sign in, and beside the list the account of the address: /accounts/<user>, or /accounts/new. */
export function AccountsScreen() {
  const { route } = useLocation();
  const userId = useRoute().params['userId'];
  const close = () => route('/accounts');
  return (
    <Panes
      list={<AccountsList openId={userId} />}
      panel={
        userId === 'new' ? (
          <NewAccount onClose={close} />
        ) : (
          userId !== undefined && <AccountPanel key={userId} userId={userId} onClose={close} />
        )
      }
    />
  );
}
