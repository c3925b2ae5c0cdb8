import type { Page } from 'playwright-core';
import { addDays, mondayOf } from '../contracts/week.ts';
import type { ScreenState } from './screens.ts';

/** The Leave screen and its main states, with the demo company. */
export const leaveStates: readonly ScreenState[] = [
  { name: 'leave', at: '/leave', reach: async (page) => page.getByRole('table') },
  {
    name: 'leave, a request day by day',
    at: '/leave',
    async reach(page) {
      await chooseWeek(page, 20);
      const half = page.getByRole('group', { name: /^How much of Wed/ }).getByRole('button', { name: 'Half' });
      await half.click();
      await page.getByRole('button', { name: /^Leave out Fri/ }).click();
      return page.getByRole('button', { name: /^Put Fri/ });
    },
    main: (page) => page.getByRole('button', { name: 'Request 3½ days' }),
    leave: async (page) => await page.getByRole('button', { name: 'Clear' }).click(),
  },
  {
    name: 'leave, more than there is, of a year',
    at: '/leave',
    async reach(page) {
      await page.getByRole('button', { name: 'Other' }).click();
      await page.getByLabel('Which leave').selectOption('long-service');
      await chooseWeek(page, 20, 200);
      return page.getByText('Insufficient long service leave balance.');
    },
    main: (page) => page.getByRole('button', { name: /^Request \d+ days$/ }),
    leave: async (page) => await page.getByRole('button', { name: 'Clear' }).click(),
  },
  {
    name: 'leave, a request that waits',
    at: '/leave?request=leave-10',
    reach: async (page) => page.getByRole('button', { name: 'Withdraw' }),
  },
  {
    name: 'leave of somebody else, cancelling',
    at: '/leave?for=kylie&request=leave-01',
    async reach(page) {
      await page.getByRole('button', { name: 'Cancel this leave…' }).click();
      return page.getByRole('button', { name: 'Plans have changed' });
    },
  },
  {
    name: 'leave, a balance is adjusted',
    as: 'ben',
    at: '/leave?for=kylie&show=balances',
    async reach(page) {
      await page.getByRole('button', { name: 'Adjust annual leave…' }).click();
      await page.getByRole('button', { name: 'Cashed out' }).click();
      return page.getByRole('region', { name: 'History' }).getByRole('listitem').first();
    },
    main: (page) => page.getByRole('button', { name: 'Add 1 h' }),
    leave: async (page) => await page.getByRole('button', { name: 'Cancel' }).click(),
  },
  {
    name: 'leave of an account that belongs to no employee',
    as: 'nerida',
    at: '/leave',
    reach: async (page) => page.getByText('This account belongs to no employee'),
  },
];

/** A week that lies so far ahead that the demo company has nothing in it. */
async function chooseWeek(page: Page, weeks: number, days = 5): Promise<void> {
  const first = addDays(mondayOf(new Date().toISOString().slice(0, 10)), 7 * weeks);
  await page.getByLabel('First day').fill(first);
  await page.getByLabel('Last day').fill(addDays(first, days - 1));
}
