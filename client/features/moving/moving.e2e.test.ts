import type { Page } from 'playwright-core';
import { TestApp } from '../../../src/testing/app.ts';
import { oldClient, oldCompany, oldOrder } from '../../../src/testing/legacy/old-company.ts';
import { countIs } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { barriers } from '../../testing/barriers.ts';
import { filledWrongly } from '../../testing/filled.ts';
import { misfits } from '../../testing/sizes.ts';

suite('what was moved in', (test) => {
  let app: TestApp;
  let page: Page;
  test.before(async () => {
    app = await TestApp.start({ empty: true });
    const clients = [oldClient('c1', 'Quill'), oldClient('c2', 'Bluewattle'), oldClient('c1', 'Quill again')];
    await app.moveIn(oldCompany({ clients, orders: [oldOrder('o1', 'ADM-2026-0030', 'c1')] }));
    page = await app.tablet();
    await page.goto(await app.addAdministrator('imogen-here', 'Imogen Field'));
    await page.getByLabel('Your password').fill('paper cores on a rainy day');
    await page.getByRole('button', { name: 'Choose it and go in' }).click();
    await page.getByRole('navigation', { name: 'Screens', exact: true }).waitFor();
  });
  test.after(() => app?.close());
  test.after.each(() => app.requireNoSurprises());

  async function isSound(): Promise<void> {
    assert.equal(await barriers(page), []);
    assert.equal(await filledWrongly(page), []);
    assert.equal(await misfits(page), []);
  }

  test('stands on a screen: what became of each collection, and what was rejected beside what is here instead', async () => {
    await page.goto(`${app.url}/moving`);
    await page.getByText('Every document is accounted for').waitFor();
    const clients = page.getByRole('row', { name: /^Clients/ });
    assert.match(await clients.innerText(), /Clients\s+3\s+2\s+0\s+0\s+0\s+1/);
    const rejected = page.getByRole('region', { name: 'Rejected' });
    await countIs(rejected.getByRole('group'), 1);
    await rejected.getByText('another client has the same id').first().click();
    const old = rejected.getByRole('region', { name: 'The old document' });
    await old.getByText('Quill again', { exact: true }).waitFor();
    await old.getByText('Nothing else was made of it: id: another client has the same id.').waitFor();
    const here = rejected.getByRole('region', { name: 'Here' });
    await here.getByText('Client Quill', { exact: true }).waitFor();
    await here.getByText('30 days', { exact: true }).waitFor();
    await isSound();
    await here.getByRole('link', { name: 'Open it' }).click();
    await page.getByRole('heading', { name: 'Quill', exact: true }).first().waitFor();
  });

  test('is mended by rules, which the next run goes by', async () => {
    await page.goto(`${app.url}/moving`);
    await page.getByLabel('What is to be mended').selectOption({ label: 'This role is that role' });
    await page.getByLabel('Role in the old documents').fill('foreman');
    await page.getByLabel('Role here').selectOption({ label: 'Production manager' });
    await page.getByRole('button', { name: 'Keep the rule' }).click();
    await page.getByText('This role is that role: foreman → Production manager').waitFor();
    // Figures are read as everywhere.
    await page.getByLabel('What is to be mended').selectOption({ label: 'This much of that item was counted' });
    await page.getByLabel('Id of the old stock document').fill('s1');
    await page.getByLabel('Counted, in its unit').fill('97,5');
    await page.getByText(/Use a point/).waitFor();
    await page.getByLabel('Counted, in its unit').fill('1,200');
    await page.getByRole('button', { name: 'Keep the rule' }).click();
    await page.getByText('This much of that item was counted: s1 → 1200').waitFor();
    await isSound();
  });

  test('is found by anything that stands in it, and on what it belongs to', async () => {
    await page.goto(`${app.url}/old-records`);
    await page.getByRole('searchbox').fill('kraftwharf');
    await page.getByRole('group').filter({ hasText: 'Kraftwharf Mills' }).locator('summary').click();
    await page.getByText('Not shown, as it is secret: bank_account_number.').waitFor();
    await isSound();
    // The order shows what the old application kept about it, and holds what it held there.
    await page.goto(`${app.url}/orders/orders-o1`);
    await page.getByRole('heading', { name: 'Quill' }).waitFor();
    await page.getByText('ADM-2026-0030', { exact: true }).first().waitFor();
    await page.getByRole('img', { name: '0 issued, 40 allocated, 100 pieces required' }).waitFor();
    const old = page.getByRole('region', { name: 'From the old application' });
    await old.locator('summary').click();
    await old.getByText('7', { exact: true }).waitFor();
    await isSound();
  });
});
