import type { Locator, Page } from 'playwright-core';
import { TestApp } from '../../../src/testing/app.ts';
import { countIs, gone } from '../../../src/testing/screen.ts';
import { suite } from '../../../src/testing/suite.ts';

const PASSWORD = 'paper cores on a rainy day';

// One company, from nothing to its first order delivered. Each test goes on where the one before it ended.
suite('a new company', (test) => {
  let app: TestApp;
  let page: Page;
  test.before(async () => {
    app = await TestApp.start({ empty: true });
    page = await app.tablet();
  });
  test.after(() => app?.close());
  test.after.each(() => app.requireNoSurprises());

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const field = (label: string) => page.getByLabel(label, { exact: true }).first();
  const steps = () => page.getByRole('region', { name: 'First steps' });
  async function today(): Promise<void> {
    await page.getByRole('navigation', { name: 'Screens', exact: true }).getByRole('link', { name: 'Today' }).click();
  }
  /** Opens Today by the rail and presses the step. */
  async function begin(step: string): Promise<void> {
    await today();
    await steps().getByRole('link', { name: step }).click();
  }

  test('is entered by its first administrator, and says what comes first', async () => {
    await page.goto(await app.addAdministrator('nerida', 'Nerida Gale'));
    await field('Your password').fill(PASSWORD);
    await button('Choose it and go in').click();
    await steps().waitFor();
    await countIs(steps().getByRole('link'), 6);
    await countIs(steps().getByText('Done:'), 0);
  });

  test('says who the employer is, and who works there', async () => {
    await begin('Say who the employer is');
    await page.getByRole('link', { name: 'Change: Employer' }).click();
    await field('Name').fill('Wattle Tubes Pty Ltd');
    await field('ABN').fill('51 824 753 556');
    await button('Save the employer').click();
    await page.getByText('Wattle Tubes Pty Ltd').waitFor();
    await gone(button('Save the employer'));
    await begin('Put people on the list');
    await field('Name').fill('Nerida Gale');
    await field('Number').fill('W-01');
    await button('Put Nerida Gale on the list').click();
    await page.getByRole('region', { name: 'Nerida Gale', exact: true }).waitFor();
    await today();
    await countIs(steps().getByText('Done:'), 2);
  });

  test('has stock, a client and a product', async () => {
    await begin('Register the first item of stock');
    await field('Name').fill('Kraft 120 gsm 980 mm');
    await field('Code').fill('K120-980');
    await button('Put it on the list').click();
    const item = page.getByRole('region', { name: 'Kraft 120 gsm 980 mm', exact: true });
    await item.getByRole('link', { name: 'Receive' }).click();
    await item.getByLabel('Received, in rolls', { exact: true }).fill('20');
    await button('Receive 20 rolls').click();
    await item.getByRole('img', { name: /^20 rolls free/ }).waitFor();

    await begin('Put the first client on the list');
    await field('Name').fill('Mallee Seeds');
    await button('Put Mallee Seeds on the list').click();
    await page.getByRole('region', { name: 'Mallee Seeds', exact: true }).waitFor();

    await begin('Put the first product on the list');
    await field('Name').fill('Core 76 × 500 mm');
    await field('Code').fill('C76-500');
    await field('Price for 1 piece').fill('0.85');
    await button('Put Core 76 × 500 mm on the list').click();
    await page.getByRole('region', { name: 'Core 76 × 500 mm', exact: true }).waitFor();
  });

  test('takes its first order, and the first steps are gone', async () => {
    await begin('Enter the first order');
    await page.getByRole('button', { name: /^Mallee Seeds/ }).click();
    for (const [name, quantity] of [
      [/^Core 76 × 500 mm/, '400'],
      [/^Kraft 120 gsm 980 mm/, '6'],
    ] as const) {
      await button('Add a line').click();
      await page.getByRole('button', { name }).click();
      await page.getByLabel('Quantity').last().fill(quantity);
    }
    await field('Delivery date').fill('2031-03-14');
    await button('Place order').click();
    await page.getByRole('link', { name: 'Open the order' }).waitFor();
    await today();
    await page.getByRole('region', { name: 'Do this next' }).waitFor();
    await gone(steps());
  });

  test('makes it, delivers it in two parts, and clears it', async () => {
    await page.getByRole('region', { name: 'Do this next' }).getByRole('button', { name: 'Allocate 6 rolls' }).click();
    await page.getByText('Allocated 6 rolls of Kraft 120 gsm 980 mm').waitFor();
    await page.getByRole('navigation', { name: 'Screens', exact: true }).getByRole('link', { name: 'Orders' }).click();
    await page.getByRole('link', { name: /^ADM-/ }).click();
    for (const stage of ['Material', 'Slitting', 'Winding', 'Finishing', 'Delivery', 'Invoicing'])
      await button(`To ${stage}`).click();
    // Nothing went out yet, so it does not go on in silence.
    await page.getByText('Still to be delivered: 400 pieces of Core 76 × 500 mm.').waitFor();
    await button('Got it').click();

    const deliveries = page.getByRole('region', { name: 'Deliveries' });
    await deliver('150', 'PS-1');
    await deliveries.getByText('150 of 400 pieces delivered').waitFor();
    await deliver('250', 'ps 1', async (form) => {
      await form.getByText('Packing slip ps 1 was used before').waitFor();
      await form.getByLabel('Packing slip').fill('PS-2');
    });
    await deliveries.getByText('400 of 400 pieces delivered').waitFor();
    await button('To Invoicing').click();
    await button('To Accounts').click();
    await button('To Cleared').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Clear' }).click();
    await page.getByText(/^Cleared .*, Nerida Gale$/).waitFor();
  });

  async function deliver(quantity: string, slip: string, more?: (form: Locator) => Promise<void>): Promise<void> {
    await button('Record a delivery').click();
    const form = page.getByRole('form', { name: 'Record a delivery' });
    await form.getByLabel('Core 76 × 500 mm, in pieces', { exact: true }).fill(quantity);
    await form.getByLabel('Packing slip').fill(slip);
    await more?.(form);
    await form.getByRole('button', { name: 'Record the delivery' }).click();
    await gone(form);
  }
});
