import { roleWords } from '#contracts/permissions.ts';
import { search } from '#contracts/search.ts';
import { Age } from '../../shared/fetched.tsx';
import { listView, NotCalled, SearchedList } from '../../shared/searched-list.tsx';
import { model } from '../../sync/models.ts';
import { Empty } from '../../ui/empty.tsx';
import { AccountRow } from './account-row.tsx';

const view = listView<'open' | 'closed'>('open');

/** Every account, by name. */
export function AccountsList({ openId }: { readonly openId: string | undefined }) {
  const accounts = model('people');
  const states = model('sign-ins').rows.value;
  const all = accounts.list.value;
  const open = all.filter(({ active }) => active);
  const chosen = view.filter.value === 'open' ? open : all.filter(({ active }) => !active);
  const found = search(chosen, view.typed.value, ({ name, username, email, role }) => [
    ...[name, username, email, roleWords[role]],
  ]);
  return (
    <SearchedList
      title="Accounts"
      of={accounts}
      view={view}
      beside={<Age of={accounts} />}
      searchLabel="Name, user name or role"
      add={{ href: '/accounts/new', label: 'New account' }}
      filters={[
        { value: 'open', label: 'Open', count: open.length },
        { value: 'closed', label: 'Closed', count: all.length - open.length },
      ]}
      rows={found}
      openId={openId}
      nothing={
        view.typed.value === '' ? (
          <Empty title="No account is closed">
            Accounts of people who left are closed here. What they did stays on record.
          </Empty>
        ) : (
          <NotCalled view={view} words="No account is called" all="Show all accounts" />
        )
      }
    >
      {(one, isOpen) => <AccountRow account={one} state={states.get(one.id)} open={isOpen} />}
    </SearchedList>
  );
}
