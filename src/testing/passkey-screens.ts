import type { Page } from 'playwright-core';
import type { ScreenState } from './screens.ts';

const card = (page: Page) => page.getByRole('region', { name: 'Passkeys' });

/** One's own passkeys, on More. */
export const passkeyStates: readonly ScreenState[] = [
  {
    name: 'passkeys, none yet',
    at: '/more',
    as: 'ben',
    reach: async (page) => card(page).getByText('You have none yet'),
  },
  {
    name: 'passkeys, adding one',
    at: '/more',
    as: 'ben',
    async reach(page) {
      await card(page).getByRole('button', { name: 'Add a passkey' }).click();
      return page.getByRole('form', { name: 'Add a passkey' }).getByLabel('Your password');
    },
    main: (page) => page.getByRole('form', { name: 'Add a passkey' }).getByRole('button', { name: 'Add a passkey' }),
    leave: async (page) => page.getByRole('button', { name: 'Cancel' }).click(),
  },
];
