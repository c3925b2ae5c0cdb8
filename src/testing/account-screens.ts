import type { Page } from 'playwright-core';
import { demoPassword } from '../demo/people.ts';
import { testPin } from './device-screens.ts';
import { gone } from './screen.ts';
import type { ScreenState } from './screen-state.ts';

const asked = (name: string, verb: string): ScreenState => ({
  name: `account, ${name}`,
  at: '/accounts/jai',
  as: 'nerida',
  async reach(page) {
    await page.getByRole('button', { name: verb }).click();
    return page.getByRole('dialog');
  },
  async leave(page) {
    await page.keyboard.press('Escape');
    await gone(page.getByRole('dialog'));
  },
});
const submit = (page: Page, name: string) => page.getByRole('button', { name });

/** Accounts, one's own sign-in and the security log, with the demo company. */
export const accountStates: readonly ScreenState[] = [
  { name: 'accounts', at: '/accounts', as: 'nerida', reach: async (page) => page.getByText('Lachlan Webb') },
  {
    name: 'account',
    at: '/accounts/nerida',
    as: 'nerida',
    reach: async (page) => page.getByText('Last signed in'),
  },
  {
    name: 'account, editing',
    at: '/accounts/jai?do=edit',
    as: 'nerida',
    async reach(page) {
      await page.getByRole('textbox', { name: 'User name' }).fill('jai singh');
      await submit(page, 'Save the account').click();
      return page.getByRole('alert').first();
    },
    main: (page) => submit(page, 'Save the account'),
    leave: async (page) => await page.getByRole('button', { name: 'Discard' }).click(),
  },
  {
    name: 'account, another role',
    at: '/accounts/jai?do=role',
    as: 'nerida',
    async reach(page) {
      await page.getByRole('combobox', { name: 'Role' }).selectOption({ label: 'Auditor' });
      return page.getByText('Changes nothing.');
    },
    main: (page) => submit(page, 'Auditor from now on'),
  },
  {
    name: 'account, a one-time link',
    at: '/accounts/jai?do=link',
    as: 'nerida',
    reach: async (page) => submit(page, 'Make a one-time link'),
    main: (page) => submit(page, 'Make a one-time link'),
  },
  {
    name: 'account, a link that was made',
    at: '/accounts/jai?do=link',
    as: 'nerida',
    async reach(page) {
      await submit(page, 'Make a one-time link').click();
      return page.getByRole('button', { name: 'Done' });
    },
  },
  {
    name: 'welcome, by a one-time link',
    at: '/accounts/jai?do=link',
    as: 'nerida',
    async reach(page) {
      await submit(page, 'Make a one-time link').click();
      await page.goto(await page.getByText(/\/welcome#/).innerText());
      return page.getByRole('heading', { name: 'Jai Singh' });
    },
    main: (page) => submit(page, 'Choose it and go in'),
  },
  {
    name: 'welcome, by a link that is over',
    at: '/accounts',
    as: 'nerida',
    async reach(page) {
      await page.goto(`${new URL(page.url()).origin}/welcome#over`);
      return page.getByRole('heading', { name: 'This link does not open' });
    },
  },
  {
    name: 'account, asked whether to take the PIN away',
    at: '/accounts/lachlan',
    as: 'nerida',
    async reach(page, app) {
      await app.post('lachlan', '/api/auth/pin', { password: demoPassword, pin: testPin });
      await page.getByRole('button', { name: 'Take the PIN away…' }).click();
      return page.getByRole('dialog');
    },
    async leave(page) {
      await page.keyboard.press('Escape');
      await gone(page.getByRole('dialog'));
    },
  },
  asked('asked whether to close it', 'Close the account…'),
  asked('asked whether to sign somebody out', 'Sign out everywhere…'),
  {
    name: 'new account',
    at: '/accounts/new',
    as: 'nerida',
    async reach(page) {
      await submit(page, 'Make the account').click();
      return page.getByText('A name is needed.');
    },
    main: (page) => submit(page, 'Make the account'),
    leave: async (page) => await page.getByRole('button', { name: 'Discard' }).click(),
  },
  {
    name: 'more, another password',
    at: '/more',
    async reach(page) {
      await page.getByRole('button', { name: 'Change the password' }).click();
      const form = page.getByRole('form', { name: 'Change the password' });
      await form.getByLabel('New password').fill('reel');
      await submit(page, 'Change the password').click();
      return form.getByRole('alert').first();
    },
    main: (page) => submit(page, 'Change the password'),
  },
  {
    name: 'health',
    at: '/settings?show=health',
    as: 'nerida',
    reach: async (page) => page.getByRole('heading', { name: 'Read models' }),
  },
  {
    name: 'security log',
    at: '/security',
    as: 'lachlan',
    reach: async (page) => page.getByText('Signed in with the password').first(),
  },
];
