import { signal } from '@preact/signals';
import { roleWords } from '#contracts/permissions.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { search } from '../../shared/search.ts';
import { model } from '../../sync/models.ts';
import { onPersonLeaves } from '../../sync/session.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ListRows } from '../../ui/list-rows.tsx';
import { ListTools } from '../../ui/list-tools.tsx';
import { AccountRow } from './account-row.tsx';

/** Kept while an account is open, and when one comes back from another screen. */
const typed = signal('');
const filter = signal<'open' | 'closed'>('open');
onPersonLeaves(showAll);

/** Every account, by name. */
export function AccountsList({ openId }: { readonly openId: string | undefined }) {
  const accounts = model('people');
  const states = model('sign-ins').rows.value;
  const all = accounts.list.value;
  const open = all.filter(({ active }) => active);
  const chosen = filter.value === 'open' ? open : all.filter(({ active }) => !active);
  const found = search(chosen, typed.value, ({ name, username, email, role }) => [
    ...[name, username, email, roleWords[role]],
  ]);
  const count = (word: string, of: number) => (accounts.asOf.value === undefined ? word : `${word} ${of}`);
  return (
    <div class="list">
      <ListTools
        title="Accounts"
        beside={<Age of={accounts} />}
        searchLabel="Name, user name or role"
        typed={typed.value}
        onType={(text) => {
          typed.value = text;
        }}
        add={{ href: '/accounts/new', label: 'New account' }}
        filter={filter.value}
        onFilter={(value) => {
          filter.value = value;
        }}
        filters={[
          { value: 'open', label: count('Open', open.length) },
          { value: 'closed', label: count('Closed', all.length - open.length) },
        ]}
      />
      <Fetched of={accounts} what="Accounts" lines={9}>
        {found.length > 0 ? (
          <ListRows rows={found} openId={openId}>
            {(one, isOpen) => <AccountRow account={one} state={states.get(one.id)} open={isOpen} />}
          </ListRows>
        ) : typed.value === '' ? (
          <Empty title="No account is closed">Whoever leaves is shut out here; what they did stays on record.</Empty>
        ) : (
          <Empty
            title={`No account is called “${typed.value.trim()}”`}
            action={<Button onPress={showAll}>Show all accounts</Button>}
          />
        )}
      </Fetched>
    </div>
  );
}

function showAll(): void {
  typed.value = '';
  filter.value = 'open';
}
