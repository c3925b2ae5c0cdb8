import type { ScreenState } from './screen-state.ts';

/** The reports: as charts, as tables, and with what only the office sees. */
export const reportStates: readonly ScreenState[] = [
  {
    name: 'reports',
    at: '/reports?item=k120-980',
    async reach(page) {
      await page.getByRole('slider', { name: /^Free stock over time/ }).waitFor();
      await page.getByRole('slider', { name: 'On time, by month' }).waitFor();
      return page.getByRole('slider', { name: 'Hours by week' });
    },
  },
  {
    name: 'reports, as tables',
    at: '/reports?item=k120-980',
    async reach(page) {
      const tables = page.getByRole('button', { name: 'Table', exact: true });
      await page.getByRole('slider', { name: 'Hours by week' }).waitFor();
      for (const table of await tables.all()) await table.click();
      return page.getByRole('table', { name: 'Hours by week' });
    },
  },
  {
    name: 'reports of pay',
    at: '/reports',
    as: 'ben',
    reach: async (page) => page.getByRole('slider', { name: 'Pay by month' }),
  },
];
