import type { CDPSession, Page } from 'playwright-core';
import { demoPassword } from '../demo/people.ts';
import type { ScreenState } from './screen-state.ts';

const card = (page: Page) => page.getByRole('region', { name: 'Passkeys' });

/** Adds a passkey of this device through the card on More. */
export async function addPasskey(page: Page, name: string): Promise<void> {
  await card(page).getByRole('button', { name: 'Add a passkey' }).click();
  const form = page.getByRole('form', { name: 'Add a passkey' });
  await form.getByLabel('Name').fill(name);
  await form.getByLabel('Your password').fill(demoPassword);
  await form.getByRole('button', { name: 'Add a passkey' }).click();
}

/** Gives the page a device whose person is always there, with the right finger. */
export async function withFinger(page: Page): Promise<{ client: CDPSession; authenticatorId: string }> {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', { options });
  return { client, authenticatorId };
}

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
  {
    name: 'passkeys, some',
    at: '/more',
    as: 'ben',
    async reach(page) {
      await withFinger(page);
      await addPasskey(page, 'Work phone with a long name');
      return card(page).getByText(/^Added .*, not used yet$/);
    },
  },
  {
    name: 'passkeys, removing one',
    at: '/more',
    as: 'ben',
    async reach(page) {
      await card(page).getByRole('button', { name: 'Remove Work phone' }).click();
      return page.getByRole('form', { name: 'Remove Work phone' }).getByLabel('Your password');
    },
    main: (page) => page.getByRole('form', { name: /^Remove/ }).locator('[type=submit]'),
    leave: async (page) => page.getByRole('button', { name: 'Cancel' }).click(),
  },
];
