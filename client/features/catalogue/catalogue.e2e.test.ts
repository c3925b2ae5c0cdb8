import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import type { ClientRow } from '../../../src/contracts/client.ts';
import { TestApp } from '../../../src/testing/app.ts';
import { countIs, gone } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

suite('clients and products', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
  const history = (page: Page) => page.getByRole('region', { name: 'History' }).getByRole('listitem');

  test('a client is put on the list with people and addresses, and found by them', async () => {
    const page = await app.enter('ana', { at: '/clients/new' });
    await page.getByLabel('Name', { exact: true }).first().fill('Mallee Seeds');
    await button(page, 'Goods go elsewhere').click();
    await page.getByLabel('Delivers to').fill('Gate 4, 18 Silo Road, Ouyen VIC 3490');
    await button(page, 'Add a contact').click();
    await page.getByLabel('Call first').fill('Dot Verco');
    await page.getByLabel('E-mail').last().fill('dot');
    await button(page, 'Put Mallee Seeds on the list').click();
    await page.getByText('It must be an e-mail address.').waitFor();
    await page.getByLabel('E-mail').last().fill('dot@mallee.example');
    await button(page, 'Put Mallee Seeds on the list').click();

    const panel = page.getByRole('region', { name: 'Mallee Seeds', exact: true });
    await panel.getByText('Gate 4, 18 Silo Road').waitFor();
    await page.getByRole('searchbox').fill('verco');
    await countIs(page.getByRole('link', { name: /^Mallee Seeds/ }), 1);
    await countIs(page.locator('.list-row'), 1);
  });

  test('a card is changed, taken off the lists and put back, and its history says so', async () => {
    const page = await app.enter('ana', { at: '/clients/gumnut' });
    await page.getByRole('searchbox').fill('gumnut');
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Payment terms').fill('21 days');
    await button(page, 'Save the card').click();
    await history(page).filter({ hasText: 'Payment terms 21 days, was 14 days from invoice' }).waitFor();
    await countIs(history(page), 2);
    await button(page, 'Take off the lists…').click();
    await page.getByRole('dialog').getByLabel('Why?', { exact: true }).fill('Entered twice');
    await page.getByRole('dialog').getByRole('button', { name: 'Take off the lists' }).click();
    await gone(page.getByRole('dialog'));
    await history(page).filter({ hasText: 'Entered twice' }).waitFor();
    await countIs(page.locator('.list-row'), 0);
    await button(page, 'Put back on the list').click();
    await countIs(page.locator('.list-row'), 1);
  });

  test('two edits of one card: the second reads the first, and keeps both', async () => {
    const page = await app.enter('ana', { at: '/clients/currawong?do=edit' });
    await page.getByLabel('Payment terms').fill('7 days');
    const { item } = await app.ask<{ item: ClientRow }>('ben', '/api/clients/currawong');
    const { id: clientId, retired: _, version, ...card } = item;
    await app.send('ben', 'ReviseClient', { clientId, ...card, phone: '02 5550 0177' }, version);
    await button(page, 'Save the card').click();
    const conflict = page.locator('.conflict');
    await conflict.getByText(/^Ben Okafor changed the card of Currawong Labels/).waitFor();
    await conflict.getByText('Phone 02 5550 0177, was empty').waitFor();
    await button(page, 'Keep mine on top of theirs').click();
    await button(page, 'Save the card').click();
    await history(page).first().waitFor();
    const { item: after } = await app.ask<{ item: ClientRow }>('ben', '/api/clients/currawong');
    assert.equal([after.phone, after.paymentTerms], ['02 5550 0177', '7 days']);
  });

  test('a product is put on the list with its figures, and its prices are told with who set them', async () => {
    const page = await app.enter('ana', { at: '/products/new' });
    await page.getByLabel('Name', { exact: true }).first().fill('Core 40 × 210 mm');
    await page.getByLabel('Code', { exact: true }).fill('C76-500');
    await page.getByLabel('Price for 1 piece').fill('0.0385');
    await page.getByLabel('Wall').fill('2.5');
    await button(page, /^Put Core 40/).click();
    await page.getByText('The SKU C76-500 is taken. Choose another.').waitFor();
    await page.getByLabel('Code', { exact: true }).fill('C40-210');
    await button(page, /^Put Core 40/).click();

    const panel = page.getByRole('region', { name: 'Core 40 × 210 mm', exact: true });
    await panel.getByText('2.5 mm').waitFor();
    await panel.getByText('$0.0385 for 1 piece').waitFor();
    await panel.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Price for 1 piece').fill('0.04');
    await page.getByText('Was 0.0385').waitFor();
    await button(page, 'Save the card').click();
    const prices = page.getByRole('region', { name: 'Prices' }).getByRole('row');
    await countIs(prices, 3);
    assert.match(await prices.nth(1).innerText(), /Ana Petrović\s+\$0\.04 for 1 piece/);
    assert.match(await prices.nth(2).innerText(), /Ana Petrović\s+\$0\.0385 for 1 piece/);
  });

  test('what is shown goes into a file', async () => {
    const page = await app.enter('ana', { at: '/products' });
    await page.getByRole('searchbox').fill('C152-4000');
    await countIs(page.locator('.list-row'), 1);
    const waiting = page.waitForEvent('download');
    await button(page, 'CSV of what is shown').click();
    const text = await readFile(await (await waiting).path(), 'utf8');
    assert.equal(text.split('\r\n').slice(1), [
      'C152-4000,"Core 152 × 4,000 mm",Core,Kookaburra Carpet Mills,18.60,piece,100,',
      '',
    ]);
  });

  test('those who may not change a card read it, and are told so where an address would change it', async () => {
    const page = await app.enter('kylie', { at: '/products/core-76-500' });
    await page.getByRole('region', { name: 'Core 76 × 500 mm', exact: true }).getByText('$0.68 for 1 piece').waitFor();
    await countIs(page.getByRole('link', { name: 'Edit' }), 0);
    await page.goto(`${app.url}/products/core-76-500?do=edit`);
    await page.getByRole('region', { name: 'Core 76 × 500 mm', exact: true }).waitFor();
    await countIs(button(page, 'Save the card'), 0);
    await page.goto(`${app.url}/clients/new`);
    await page.getByText('Your role does not allow this').waitFor();
  });
});
