import type { ScreenState } from './screen-state.ts';

/** Labels and papers, before they are printed. */
export const paperStates: readonly ScreenState[] = [
  {
    name: 'label of an item',
    at: '/papers/item/k120-980',
    reach: async (page) => page.getByRole('img', { name: 'QR code of Kraft 120 gsm 980 mm' }),
  },
  {
    name: 'label of a bay',
    at: '/papers/bay/A3',
    reach: async (page) => page.getByRole('img', { name: 'QR code of bay A3' }),
  },
  {
    name: 'label of an order',
    at: '/papers/order/demo-15',
    reach: async (page) => page.getByRole('img', { name: /^QR code of ADM-/ }),
  },
  {
    name: 'job card',
    at: '/papers/job/demo-15',
    reach: async (page) => page.getByRole('img', { name: 'QR code of the receipt' }),
  },
  {
    name: 'packing slip',
    at: '/papers/slip/demo-07',
    reach: async (page) => page.getByRole('img', { name: 'QR code of the receipt' }),
  },
  {
    name: 'what lies in a bay',
    at: '/stock?bay=A3',
    reach: async (page) => page.getByText('In bay A3.'),
  },
];
