import type { Locator, Page } from 'playwright-core';
import { nameOf } from './app.ts';
import { gone } from './screen.ts';
import type { ScreenState } from './screen-state.ts';
import { approvedAgain, approvedWeek, oldMonday } from './weeks.ts';

const finalise = (within: Page | Locator) => within.getByRole('button', { name: /^Finalise \d/ });

async function openRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Review/ }).click();
  await finalise(page).waitFor();
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await gone(page.getByRole('dialog'));
}

/** Pay, as the office and as somebody of the floor have it with the demo company. */
export const payStates: readonly ScreenState[] = [
  {
    name: 'pay runs, one open and a week to open',
    at: '/pay',
    as: 'ben',
    async reach(page, app) {
      await approvedWeek(app, 'kylie', oldMonday(1));
      return page.getByRole('button', { name: /^Open the run/ }).first();
    },
    main: (page) => page.getByRole('button', { name: /^Review/ }),
  },
  {
    name: 'pay run, open',
    at: '/pay',
    as: 'ben',
    async reach(page) {
      await openRun(page);
      return page.getByText('These tables were transcribed at second hand.');
    },
    main: finalise,
  },
  {
    name: 'pay run, asked whether to finalise it',
    at: '/pay',
    as: 'ben',
    async reach(page) {
      await openRun(page);
      await finalise(page).click();
      return page.getByRole('dialog');
    },
    leave: closeDialog,
  },
  {
    name: 'pay run, asked why it is taken back',
    at: '/pay',
    as: 'ben',
    async reach(page) {
      await openRun(page);
      await page.getByRole('button', { name: 'Take back…' }).click();
      await page.getByRole('button', { name: 'Take the run back' }).click();
      return page.getByText('A reason is required.');
    },
    leave: closeDialog,
  },
  {
    name: 'pay run, a week changed while it was reviewed',
    at: '/pay',
    as: 'ben',
    async reach(page, app) {
      const monday = oldMonday(2);
      await approvedWeek(app, 'kylie', monday);
      await app.send('ben', 'OpenPayRun', { period: monday });
      await page.goto(`${app.url}/pay/${monday}`);
      await finalise(page).click();
      await approvedAgain(app, 'kylie', monday, 300);
      await finalise(page.getByRole('dialog')).click();
      await page.getByText('Changed', { exact: true }).waitFor();
      return page.getByText('Your attempt is kept. It is not done.');
    },
    main: finalise,
  },
  {
    name: 'pay run, finalised, with a payslip',
    at: '/pay',
    as: 'ben',
    async reach(page) {
      await page.getByRole('row').filter({ hasText: 'Finalised' }).first().click();
      await page.getByRole('link', { name: nameOf('sione') }).click();
      return page.getByRole('region', { name: nameOf('sione') }).getByText('Net pay');
    },
  },
  {
    name: 'own payslips',
    at: '/pay',
    as: 'kylie',
    reach: async (page) => page.getByText('Finalised', { exact: true }).first(),
  },
  {
    name: 'payslip, to print',
    at: '/pay',
    as: 'kylie',
    async reach(page) {
      await page.getByRole('row').filter({ hasText: 'Finalised' }).first().click();
      await page.getByRole('link', { name: 'Print' }).click();
      return page.getByRole('article').getByText('Net pay');
    },
  },
];
