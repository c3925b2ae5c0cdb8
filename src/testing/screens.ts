import type { Locator, Page } from 'playwright-core';
import { accountStates } from './account-screens.ts';
import type { EnterOptions, TestApp } from './app.ts';
import { approvalStates } from './approval-screens.ts';
import { catalogueStates } from './catalogue-screens.ts';
import { deviceStates, sharedTablet, tabletStates } from './device-screens.ts';
import { historyStates } from './history-screens.ts';
import { leaveStates } from './leave-screens.ts';
import { paletteStates } from './palette-screens.ts';
import { paperStates } from './paper-screens.ts';
import { passkeyStates } from './passkey-screens.ts';
import { payStates } from './pay-screens.ts';
import { peopleStates } from './people-screens.ts';
import { privateStates } from './private-screens.ts';
import { reportStates } from './report-screens.ts';
import { gone } from './screen.ts';
import type { ScreenState, Whose } from './screen-state.ts';
import { timesheetStates } from './timesheet-screens.ts';

/** A tablet for each person, on which they sign in when it is first wanted; Priya's unless told. */
export function tabletsOf(app: TestApp, options: EnterOptions = {}): (whose?: Whose) => Promise<Page> {
  const known = new Map<Whose, Promise<Page>>();
  return (whose = 'priya') => {
    const shared = () => sharedTablet(app, 'Winding bay, tablet 1', ['kylie', 'sione'], options);
    const tablet = known.get(whose) ?? (whose === 'shared' ? shared() : app.enter(whose, options));
    known.set(whose, tablet);
    return tablet;
  };
}

/** Opens the address and reaches the state. The page belongs to the person whom the state names. */
export async function reachState(state: ScreenState, page: Page, app: TestApp): Promise<void> {
  await page.goto(`${app.url}${state.at}`);
  // The door says it in its frame.
  const strip = state.as === 'shared' ? page.getByRole('main') : page.getByRole('banner');
  await strip.getByText('Live', { exact: true }).waitFor();
  await (await state.reach(page, app)).waitFor();
}

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const button = (within: Page | Locator, name: string | RegExp) => within.getByRole('button', { name });

const itemForms: readonly (readonly [doing: string, form: string])[] = [
  ['receive', 'Receive'],
  ['issue', 'Issue'],
  ['count', 'Count'],
  ['release', 'Release'],
  ['return', 'Return'],
  ['adjust', 'Adjust'],
  ['reorder', 'Reorder point'],
  ['expect', 'Expect a delivery'],
  ['retire', 'Retire'],
];

/** Every screen and its main states, with the demo company. */
export const screenStates: readonly ScreenState[] = [
  {
    name: 'today',
    at: '/',
    reach: async (page) => page.getByRole('region', { name: 'Do this next' }),
    main: (page) => button(page.getByRole('region', { name: 'Do this next' }), /^Allocate/),
  },
  {
    name: 'today, at a station',
    at: '/',
    as: 'dave',
    async reach(page) {
      await page.getByLabel('Where I work').selectOption({ label: 'Delivery' });
      return page.getByRole('region', { name: 'In Delivery' }).getByRole('listitem').first();
    },
  },
  { name: 'stock', at: '/stock', reach: async (page) => page.getByRole('link', { name: /^Pallet/ }) },
  {
    name: 'stock, nothing found',
    at: '/stock',
    async reach(page) {
      await page.getByRole('searchbox').fill('sandpaper');
      return button(page, 'Show all');
    },
  },
  {
    name: 'item',
    at: '/stock/k120-980',
    async reach(page) {
      await page.getByRole('button', { name: 'More to do with this item' }).click();
      return panel(page, 'Kraft 120 gsm 980 mm').getByRole('listitem').first();
    },
    main: (page) => button(page, /^Allocate \d+ rolls$/),
  },
  ...itemForms.map(
    ([doing, form]): ScreenState => ({
      name: `item, ${form}`,
      at: `/stock/w140-980?do=${doing}`,
      reach: async (page) => page.getByRole('form', { name: form }),
      main: (page) => page.getByRole('form', { name: form }).locator('[type=submit]'),
    }),
  ),
  {
    name: 'item, somebody else was first',
    at: '/stock/k120-1040',
    async reach(page, app) {
      // Ben takes all but three while Priya's wish is on its way.
      await page.route(
        '**/api/commands/AllocateStock',
        async (route) => {
          await app.send('ben', 'IssueStock', { itemId: 'k120-1040', quantity: 45, reason: 'Export' }).catch(() => 0);
          await route.continue();
        },
        { times: 1 },
      );
      await page.getByLabel('For which order').selectOption('demo-19/2');
      await button(page, 'Allocate 30 rolls').click();
      return page.getByText('Your attempt is kept. It is not done.');
    },
    main: (page) => button(page, /^Allocate the remaining 3$/),
  },
  { name: 'outbox', at: '/outbox', reach: async (page) => page.getByText('Nothing of yours waits on this device.') },
  {
    name: 'outbox, something waits',
    at: '/stock/wrap?do=receive',
    async reach(page) {
      await page.route('**/api/commands/*', (route) => route.abort('connectionreset'));
      const form = page.getByRole('form', { name: 'Receive' });
      await form.getByRole('textbox', { name: 'Received, in rolls' }).fill('2');
      await form.getByRole('button', { name: 'Receive 2 rolls' }).click();
      await form.waitFor({ state: 'detached' });
      await page.getByRole('link', { name: 'Outbox: 1 waiting' }).click();
      return page.getByText(/^Receive 2 rolls of /);
    },
    async leave(page) {
      await page.unroute('**/api/commands/*');
      await page.getByText('Nothing of yours waits on this device.').waitFor({ timeout: 60_000 });
    },
  },
  {
    name: 'new item',
    at: '/stock/new',
    async reach(page) {
      const form = page.getByRole('form', { name: 'New stock item' });
      await button(form, 'Finished goods').click();
      return form.getByLabel('Client');
    },
    main: (page) => button(page, 'Put it on the list'),
  },
  {
    name: 'orders',
    at: '/orders',
    reach: async (page) =>
      button(page, 'Another stage for ADM-2026-0019')
        .or(button(page, /^Another stage/))
        .first(),
  },
  {
    name: 'orders, another stage',
    at: '/orders',
    async reach(page) {
      await button(page, /^Another stage/)
        .first()
        .click();
      const form = page.getByRole('form', { name: /^Another stage/ });
      await form.getByLabel('Move to').selectOption({ label: 'Delivery' });
      await form.locator('[type=submit]').click();
      return form.getByText('A reason is required.');
    },
    main: (page) => button(page, 'Move to Delivery'),
  },
  {
    name: 'orders, one just moved',
    at: '/orders',
    async reach(page) {
      await button(page, /^Move .* to Material$/)
        .first()
        .click();
      return page.getByText(/^Moved .* from Entered to Material$/);
    },
  },
  {
    name: 'orders that are through',
    at: '/orders?show=cleared',
    reach: async (page) => page.getByRole('main').getByRole('listitem').first(),
  },
  {
    name: 'order',
    at: '/orders/demo-15',
    reach: async (page) => panel(page, 'Details and history').getByRole('listitem').first(),
  },
  {
    name: 'order, allocating a line',
    at: '/orders/demo-15',
    async reach(page) {
      await button(page, 'Allocate 24 of Kraft 120 gsm 980 mm').click();
      return page.getByLabel('From which stock');
    },
    main: (page) => button(page, /^Allocate \d+ rolls$/),
  },
  {
    name: 'order, more for a line',
    at: '/orders/demo-15',
    async reach(page) {
      await button(page, 'More for White liner 140 gsm 980 mm').click();
      await button(page, /^Release/).click();
      return page.getByLabel('How many rolls to release', { exact: true });
    },
    main: (page) => button(page, /^Release \d+ rolls$/),
  },
  {
    name: 'order, recording a delivery of more than was ordered',
    at: '/orders/demo-07',
    async reach(page) {
      await button(page, 'Record a delivery').click();
      const form = page.getByRole('form', { name: 'Record a delivery' });
      await form.getByRole('textbox').first().fill('500');
      await form.getByLabel('Packing slip').fill('PS-20152');
      return form.getByText('Packing slip PS-20152 was used before');
    },
    main: (page) => button(page, 'Record more than was ordered'),
  },
  {
    name: 'order, taking a delivery back',
    at: '/orders/demo-07',
    async reach(page) {
      await button(page, /^Take back…/).click();
      await button(page, /^Take back \d+ pieces$/).click();
      return page.getByText('A reason is required.');
    },
    main: (page) => button(page, /^Take back \d+ pieces$/),
  },
  {
    name: 'order, still to be delivered',
    at: '/orders/demo-08',
    async reach(page) {
      await button(page, 'To Invoicing').click();
      return button(page, 'To Invoicing all the same');
    },
  },
  {
    name: 'order, changing the client',
    at: '/orders/demo-19',
    as: 'ana',
    async reach(page) {
      await button(page, 'Change the client…').click();
      await page.getByRole('searchbox', { name: 'Name of the client' }).fill('salt');
      await button(page, /^Saltbush/).click();
      return button(page, /^It is for Saltbush/);
    },
  },
  {
    name: 'order, copied',
    at: '/orders/new?copy=demo-15',
    reach: async (page) => button(page, 'Place order'),
  },
  {
    name: 'order, editing',
    at: '/orders/demo-15?edit=1',
    async reach(page) {
      const edit = panel(page, 'Edit order');
      await edit.getByLabel('Their reference').fill('BW-7720');
      await edit.getByLabel('Discount').fill('lots');
      await button(edit, 'Add a line').click();
      await button(edit, 'Save changes').click();
      return edit.getByRole('alert').first();
    },
    main: (page) => button(page, 'Save changes'),
  },
  {
    name: 'order, asked whether to cancel it',
    at: '/orders/demo-15',
    async reach(page) {
      await button(page, 'Cancel order…').click();
      return page.getByRole('dialog');
    },
    async leave(page) {
      await page.keyboard.press('Escape');
      await gone(page.getByRole('dialog'));
    },
  },
  {
    name: 'new order',
    at: '/orders/new',
    async reach(page) {
      await button(page, /^Banksia Logistics/).click();
      await button(page, 'Add a line').click();
      await page.getByRole('searchbox', { name: 'Product or material' }).fill('C76-800');
      await button(page, /^Core 76 × 800 mm/).click();
      await button(page, 'Place order').click();
      return page.getByText('Something is missing above.');
    },
    main: (page) => button(page, 'Place order'),
    leave: async (page) => await button(page, 'Discard').click(),
  },
  ...catalogueStates,
  ...approvalStates,
  ...leaveStates,
  ...timesheetStates,
  ...peopleStates,
  ...privateStates,
  ...payStates,
  ...deviceStates,
  ...tabletStates,
  ...passkeyStates,
  ...accountStates,
  ...reportStates,
  ...paperStates,
  ...paletteStates,
  { name: 'training card', at: '/training', reach: async (page) => page.getByRole('heading', { name: 'Every day' }) },
  ...historyStates,
  {
    name: 'moving in, before anybody has',
    as: 'nerida',
    at: '/moving',
    async reach(page) {
      await page.getByText('Nobody has moved in yet').waitFor();
      await page.getByLabel('What is to be mended').selectOption({ label: 'This role is that role' });
      await page.getByLabel('Role in the old documents').fill('foreman');
      return page.getByLabel('Role here');
    },
  },
  {
    name: 'old records',
    as: 'nerida',
    at: '/old-records',
    reach: async (page) => page.getByText('Nothing was moved in'),
  },
  { name: 'more', at: '/more', reach: async (page) => page.getByText('Chrome on Linux').first() },
  { name: 'no such page', at: '/nothing', reach: async (page) => page.getByRole('link', { name: 'Go to Today' }) },
];
