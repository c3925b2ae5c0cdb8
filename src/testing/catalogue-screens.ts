import type { ClientRow } from '../contracts/client.ts';
import type { ProductRow } from '../contracts/product.ts';
import { gone } from './screen.ts';
import type { ScreenState } from './screen-state.ts';

/** The screens of clients and products, with the demo company. */
export const catalogueStates: readonly ScreenState[] = [
  { name: 'clients', at: '/clients', reach: async (page) => page.getByRole('link', { name: /^Banksia Logistics/ }) },
  {
    name: 'clients, none taken off',
    at: '/clients',
    async reach(page) {
      await page.getByRole('button', { name: 'Taken off' }).click();
      return page.getByText('Nothing was taken off');
    },
    leave: async (page) => await page.getByRole('button', { name: /^On the list/ }).click(),
  },
  {
    name: 'client',
    at: '/clients/ironbark',
    reach: async (page) => page.getByRole('region', { name: 'History' }).getByRole('listitem').first(),
  },
  {
    name: 'client, taking off the lists',
    at: '/clients/ironbark',
    async reach(page) {
      await page.getByRole('button', { name: 'Take off the lists…' }).click();
      return page.getByRole('dialog');
    },
    async leave(page) {
      await page.keyboard.press('Escape');
      await gone(page.getByRole('dialog'));
    },
  },
  {
    name: 'client, editing the card',
    as: 'ana',
    at: '/clients/gumnut?do=edit',
    async reach(page) {
      await page.getByLabel('Lead time').fill('soon');
      await page.getByRole('button', { name: 'Goods go elsewhere' }).click();
      await page.getByRole('button', { name: 'Another contact' }).click();
      await page.getByRole('button', { name: 'Save the card' }).click();
      return page.getByRole('alert').first();
    },
    main: (page) => page.getByRole('button', { name: 'Save the card' }),
    leave: async (page) => await page.getByRole('button', { name: 'Discard' }).click(),
  },
  {
    name: 'client, two edits of one card',
    as: 'ana',
    at: '/clients/warrigal?do=edit',
    async reach(page, app) {
      await page.getByLabel('Website').fill('warrigal.example');
      const { item } = await app.ask<{ item: ClientRow }>('ben', '/api/clients/warrigal');
      const { id: clientId, retired: _, version, ...card } = item;
      await app.send('ben', 'ReviseClient', { clientId, ...card, paymentTerms: '7 days' }, version);
      await page.getByRole('button', { name: 'Save the card' }).click();
      return page.getByText('Your attempt is kept. It is not done.');
    },
    main: (page) => page.getByRole('button', { name: 'Keep mine on top of theirs' }),
    async leave(page) {
      await page.getByRole('button', { name: 'Take theirs' }).click();
      await page.getByRole('button', { name: 'Discard' }).click();
    },
  },
  {
    name: 'new client',
    as: 'ana',
    at: '/clients/new',
    async reach(page) {
      await page.getByRole('button', { name: 'Put on the list' }).click();
      return page.getByText('A name is needed.');
    },
    main: (page) => page.getByRole('button', { name: 'Put on the list' }),
    leave: async (page) => await page.getByRole('button', { name: 'Discard' }).click(),
  },
  { name: 'products', at: '/products', reach: async (page) => page.getByRole('link', { name: /^Core 76 × 500/ }) },
  {
    name: 'product',
    at: '/products/core-76-1000',
    async reach(page, app) {
      const { item } = await app.ask<{ item: ProductRow }>('ben', '/api/products/core-76-1000');
      const { id: productId, unit: _, scale: _s, retired: _r, version, ...card } = item;
      // The screen is looked at more than once: each time it is a little dearer.
      const dearer = { productId, ...card, unitPrice: card.unitPrice + 500 };
      await app.send('ben', 'ReviseProduct', dearer, version);
      return page.getByRole('region', { name: 'Prices' });
    },
  },
  {
    name: 'product, editing the card',
    as: 'ana',
    at: '/products/core-152-900?do=edit',
    async reach(page) {
      await page.getByLabel('Wall').fill('thick');
      await page.getByLabel('Made of').selectOption({ label: 'Kraft 120 gsm 980 mm' });
      await page.getByLabel('Also for').selectOption({ label: 'Banksia Logistics' });
      await page.getByRole('button', { name: 'Save the card' }).click();
      return page.getByRole('alert').first();
    },
    main: (page) => page.getByRole('button', { name: 'Save the card' }),
    leave: async (page) => await page.getByRole('button', { name: 'Discard' }).click(),
  },
  {
    name: 'new product, a service',
    as: 'ana',
    at: '/products/new',
    async reach(page) {
      await page.getByRole('button', { name: 'Service' }).click();
      await page.getByRole('button', { name: 'Put on the list' }).click();
      return page.getByText('A code is needed.');
    },
    main: (page) => page.getByRole('button', { name: 'Put on the list' }),
    leave: async (page) => await page.getByRole('button', { name: 'Discard' }).click(),
  },
];
