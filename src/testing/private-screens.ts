import type { Locator, Page } from 'playwright-core';
import type { PrivateDetailsView } from '../contracts/private-details.ts';
import type { TestApp } from './app.ts';
import type { ScreenState } from './screen-state.ts';

/** Private details of a person of the demo company, as the office and as the person sees them. */
export const privateStates: readonly ScreenState[] = [
  {
    name: 'private details, all masked and one shown',
    at: '/people/kylie',
    as: 'nerida',
    async reach(page, app) {
      await fill(app);
      await bankAccount(page).getByRole('button', { name: 'Show the bank account' }).click();
      return bankAccount(page).getByText('BSB 062-917, account 84713206, Kylie Tran');
    },
  },
  {
    name: 'private details, changing the account',
    at: '/people/kylie?do=bank-account',
    as: 'nerida',
    reach: async (page) => page.getByRole('form', { name: 'Bank account' }).getByLabel('BSB'),
    main: (page) => page.getByRole('button', { name: 'Set the bank account' }),
  },
  {
    name: 'private details, one’s own',
    at: '/people/kylie',
    as: 'kylie',
    async reach(page, app) {
      await fill(app);
      return bankAccount(page).getByText('BSB 062-•••, account ••••3206');
    },
  },
];

function bankAccount(page: Page): Locator {
  return page.getByRole('region', { name: 'Bank account' });
}

/** Kylie has an account on file, once for all states. */
async function fill(app: TestApp): Promise<void> {
  const { item } = await app.ask<{ item: PrivateDetailsView }>('nerida', '/api/private-details/kylie');
  const account = item.details.find(({ field }) => field === 'bank-account');
  if (account?.masked !== null) return;
  const wish = { employeeId: 'kylie', bsb: '062917', accountNumber: '84713206', accountName: 'Kylie Tran' };
  await app.send('nerida', 'SetBankAccount', wish, account.version);
}
