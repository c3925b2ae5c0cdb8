import type { Page } from 'playwright-core';
import type { OrderDetail } from '../../../src/contracts/order.ts';
import { TestApp } from '../../../src/testing/app.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

suite('history in the browser', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start();
  });
  test.after(() => app?.close());
  test.after.each(() => app.requireNoSurprises());

  const changed = (page: Page) => page.getByRole('table', { name: 'What changed' });
  const rowOf = (page: Page, field: string) => changed(page).getByRole('row').filter({ hasText: field });

  test('one tap from an order; both ends move by finger, keys and buttons; one field is put back with its lineage', async () => {
    const orderId = 'demo-15';
    const { item: before } = await app.ask<{ item: OrderDetail }>('priya', `/api/order-details/${orderId}`);
    const revised = { orderId, reference: 'BW-9001', reason: 'The client sent another number' };
    await app.send('priya', 'ReviseOrder', revised, before.version);

    const nerida = await app.enter('nerida', { at: `/orders/${orderId}` });
    await nerida.getByRole('link', { name: 'History of this' }).click();
    // What changed last stands there at once: who, and why.
    const row = rowOf(nerida, 'Their reference');
    await row.getByText('The client sent another number').waitFor();
    await row.getByText('Priya Raman', { exact: false }).waitFor();

    const from = nerida.getByRole('slider', { name: 'From' });
    await from.press('Home');
    await nerida.getByText(/ events between, version 0 to /).waitFor();
    await nerida.getByRole('button', { name: 'To, one event earlier' }).click();
    await rowOf(nerida, 'Their reference')
      .getByText(before.reference ?? 'nothing')
      .first()
      .waitFor();
    const box = await nerida.locator('.past-track').boundingBox();
    assert.ok(box);
    await nerida.mouse.move(box.x + 2, box.y + 14);
    await nerida.mouse.down();
    await nerida.mouse.move(box.x + box.width * 0.5, box.y + 14, { steps: 5 });
    await nerida.mouse.up();
    assert.not.equal(await from.getAttribute('aria-valuenow'), '0');

    await nerida.getByRole('slider', { name: 'To', exact: true }).press('End');
    await from.press('End');
    await from.press('ArrowLeft');
    await row.getByRole('button', { name: /^(Back to|Take it off again)/ }).click();
    await row.getByText(/^Their reference put back to what it was before commit \d+$/).waitFor();
    const { item: after } = await app.ask<{ item: OrderDetail }>('priya', `/api/order-details/${orderId}`);
    assert.is(after.reference, before.reference);
  });

  test('what one command did stands over all its records, and the way leads back into each', async () => {
    const lachlan = await app.enter('lachlan', { at: '/history?kind=stock-item' });
    const table = lachlan.getByRole('table', { name: 'What was recorded' });
    await table.getByRole('link', { name: 'Allocate stock' }).first().click();
    await lachlan.getByRole('heading', { name: /^Stock item / }).waitFor();
    await lachlan.getByRole('heading', { name: /^Order / }).waitFor();
    await lachlan.getByRole('link', { name: 'History of this' }).first().click();
    await lachlan.getByRole('heading', { name: 'What changed between two moments' }).waitFor();
    assert.is(await lachlan.getByRole('button', { name: /^Back to/ }).count(), 0, 'an auditor changes nothing');
    await lachlan.goto(`${app.url}/history/order/never-was`);
    await lachlan.getByText('Nothing was ever recorded under this name').waitFor();
    await lachlan.goto(`${app.url}/history/commit/99999999`);
    await lachlan.getByText('The log has no such commit').waitFor();
  });
});
