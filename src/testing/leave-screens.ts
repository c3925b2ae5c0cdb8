import type { Page } from 'playwright-core';
import { addDays, mondayOf } from '../contracts/week.ts';
import type { ScreenState } from './screen-state.ts';
import { today } from './weeks.ts';

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
    name: 'leave, somebody else was first',
    at: '/leave',
    async reach(page, app) {
      const monday = weeksAhead(24);
      // Ben asks in her place for the second day while her own wish is on its way.
      const days = [{ date: addDays(monday, 1), minutes: 456 }];
      const other = { employeeId: 'priya', requestId: 'overtaken', type: 'annual' as const, days };
      await page.route(
        '**/api/commands/RequestLeave',
        async (route) => {
          await app.send('ben', 'RequestLeave', other);
          await route.continue();
        },
        { times: 1 },
      );
      await chooseWeek(page, 24, 3);
      await page.getByRole('button', { name: 'Request 3 days' }).click();
      return page.getByText('Your attempt is kept. It is not done.');
    },
    main: (page) => page.getByRole('button', { name: 'Request the other 2 days' }),
    leave: async (page) => await page.getByRole('button', { name: 'Discard' }).click(),
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
  const first = weeksAhead(weeks);
  await page.getByLabel('First day').fill(first);
  await page.getByLabel('Last day').fill(addDays(first, days - 1));
}

function weeksAhead(weeks: number): string {
  return addDays(mondayOf(today()), 7 * weeks);
}
