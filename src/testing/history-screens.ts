import type { ScreenState } from './screen-state.ts';

/** What administrators and auditors see of the past, with the demo company. */
export const historyStates: readonly ScreenState[] = [
  {
    name: 'questions',
    as: 'lachlan',
    at: '/',
    reach: async (page) => page.getByRole('link', { name: /^Who adjusted stock, and why/ }),
  },
  {
    name: 'the answer to a question',
    as: 'lachlan',
    at: '/auditor/roles-changed?from=2020-01-01',
    reach: async (page) => page.getByRole('table').getByText('Account made: Auditor'),
  },
  {
    name: 'history',
    as: 'lachlan',
    at: '/history',
    reach: async (page) => page.getByRole('table', { name: 'What was recorded' }).getByRole('row').nth(3),
  },
  {
    name: 'history, nothing found',
    as: 'lachlan',
    at: '/history?words=sandpaper',
    reach: async (page) => page.getByText('Nothing fits'),
  },
  {
    name: 'history of an order',
    as: 'lachlan',
    at: '/history/order/demo-15?from=0',
    reach: async (page) => page.getByRole('table', { name: 'What changed' }).getByText('Delivery date'),
  },
  {
    name: 'history of an order, as it was',
    as: 'lachlan',
    at: '/history/order/demo-15?show=state',
    reach: async (page) => page.getByRole('table', { name: /^As it was/ }).getByText('Delivery date'),
  },
  {
    name: 'history of an order, what was recorded',
    as: 'lachlan',
    at: '/history/order/demo-15?from=0&show=commits',
    reach: async (page) => page.getByRole('table', { name: 'What was recorded' }).getByText('Order placed'),
  },
  {
    name: 'what one command did',
    as: 'lachlan',
    at: '/history/order/demo-15?from=0&show=commits',
    async reach(page) {
      await page.getByRole('link', { name: 'Place order' }).click();
      return page.getByRole('heading', { name: /^Order ADM-/ });
    },
  },
];
