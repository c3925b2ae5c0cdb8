import type { Locator, Page } from 'playwright-core';
import type { StockLevel } from '../../../src/contracts/stock.ts';
import { TestApp } from '../../../src/testing/app.ts';
import { countIs, gone, hasFocus } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';

suite('stock', (test) => {
  let app: TestApp;
  let page: Page;
  test.before(async () => {
    app = await TestApp.start();
    // One tablet for all of it, as in a shop; each test begins at the address it needs.
    page = await app.enter('priya', { at: '/stock' });
  });
  test.after(() => app?.close());
  test.after.each(() => app.requireNoSurprises());

  const open = async (at: string): Promise<void> => {
    await page.goto(`${app.url}${at}`);
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
  };

  test('is searched by name, code and bay', async () => {
    await open('/stock');
    const search = page.getByRole('searchbox', { name: 'Name, code or bay' });
    await rows(page).first().waitFor();
    const all = await rows(page).count();

    await search.fill('kraft 120');
    await countIs(rows(page), 2);
    await search.fill('b3');
    await countIs(rows(page), 1);
    await rows(page).filter({ hasText: 'Slit kraft 102 mm' }).waitFor();
    await search.fill('CTN-480');
    await rows(page).filter({ hasText: 'Carton' }).waitFor();

    await search.fill('sandpaper');
    await page.getByText('Nothing is called “sandpaper”').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await countIs(rows(page), all);
    await search.fill('pva');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await countIs(rows(page), all);
  });

  test('shows what is low, and counts on while others take stock out', async () => {
    await open('/stock');
    const low = page.getByRole('group', { name: 'Show' }).getByRole('button', { name: /^Low \d+$/ });
    await rows(page).first().waitFor();
    const before = Number((await low.innerText()).replace(/\D/g, ''));
    await low.click();
    await countIs(rows(page), before);
    for (const row of await rows(page).all()) assert.match(await row.innerText(), /Below [\d,]+|At [\d,]+|None free/);

    await app.send('sione', 'IssueStock', { itemId: 'pallet', quantity: 20, reason: 'Export' });
    await rows(page).filter({ hasText: 'Pallet' }).filter({ hasText: 'Below 15' }).waitFor();
    assert.is(await low.innerText(), `Low ${before + 1}`);
    await page.getByRole('button', { name: /^All / }).click();
  });

  test('is received, with supplier and docket; the history grows by it', async () => {
    await open('/stock/pallet');
    const pallet = panel(page, 'Pallet 1,165 × 1,165 mm');
    await pallet.getByRole('link', { name: 'Receive' }).click();
    const form = pallet.getByRole('form', { name: 'Receive' });
    await form.getByLabel('Received, in pallets', { exact: true }).fill('26');
    await form.getByLabel('Docket').fill('77120');
    assert.is(await form.getByLabel('From').inputValue(), 'Boxworks');
    await form.getByRole('button', { name: 'Receive 26 pallets' }).click();

    await figures(pallet, '40 pallets free, 0 allocated, 40 on hand').waitFor();
    await gone(form);
    const first = history(pallet).first();
    await first.getByText('Received 26 from Boxworks').waitFor();
    assert.match(await first.innerText(), /Priya Raman · docket 77120[\s\S]*40 free/);

    // The same docket once more, as another hand types it.
    await pallet.getByRole('link', { name: 'Receive' }).click();
    await form.getByLabel('Docket').fill('77-120');
    await form.getByText('Docket 77-120 is received already: 26 pallets').waitFor();
    await form.getByRole('button', { name: 'Cancel' }).click();
    await gone(form);
  });

  test('is counted blind; what was recorded is told afterwards, with the difference', async () => {
    await open('/stock/carton?do=count');
    const carton = panel(page, 'Carton 480 × 480 × 600 mm');
    const form = carton.getByRole('form', { name: 'Count' });
    const counted = form.getByLabel('Counted, in pieces', { exact: true });
    assert.is(await counted.inputValue(), '', 'nothing is said before it is counted');
    await page.getByText('being counted').waitFor();
    const seen = await page.getByRole('main').innerText();
    assert.not.match(seen, /\b620\b/, 'the recorded figure is nowhere on the screen');
    const record = form.getByRole('button', { name: 'Record' });
    assert.is(await record.getAttribute('aria-disabled'), 'true');

    await counted.fill('600');
    await form.getByRole('button', { name: 'Record 600 pieces' }).click();
    await carton.getByText('620 were recorded: 20 fewer.').waitFor();
    await figures(carton, '600 pieces free, 0 allocated, 600 on hand').waitFor();
    await carton.getByRole('button', { name: 'Done' }).click();
    await history(carton).first().getByText('Counted 600, was 620').waitFor();
  });

  test('a count that somebody else overtook is asked about once more, and again when a third comes in between', async () => {
    await open('/stock/carton?do=count');
    const carton = panel(page, 'Carton 480 × 480 × 600 mm');
    const form = carton.getByRole('form', { name: 'Count' });
    const counted = form.getByLabel('Counted, in pieces', { exact: true });
    await counted.fill('598');
    await app.send('sione', 'IssueStock', { itemId: 'carton', quantity: 50, reason: 'Packing bench' });
    await form.getByRole('button', { name: 'Record 598 pieces' }).click();
    const card = form.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
    await card.getByRole('heading', { name: /^Sione Tavita issued 50 at / }).waitFor();
    await card.getByText('598 pieces counted').waitFor();

    // Another person takes some while the card is read: what was not read is not agreed to.
    const { position } = await app.send('dave', 'IssueStock', { itemId: 'carton', quantity: 7, reason: 'Sample' });
    await app.ask('priya', `/api/stock-levels?after=${position}`);
    await card.getByRole('button', { name: 'Record 598 all the same' }).click();
    await card.getByRole('heading', { name: /issued 7 at / }).waitFor();
    const { item } = await app.ask<{ item: { onHand: number } }>('priya', '/api/stock-levels/carton');
    assert.is(item.onHand, 543, 'nothing was written over');

    await card.getByRole('button', { name: 'Enter it anew' }).click();
    await counted.fill('540');
    await form.getByRole('button', { name: 'Record 540 pieces' }).click();
    await carton.getByText('543 were recorded: 3 fewer.').waitFor();
    await carton.getByRole('button', { name: 'Done' }).click();
    await history(carton).first().getByText('Counted 540, was 543').waitFor();
  });

  test('is adjusted only with a reason', async () => {
    await open('/stock/wrap');
    const wrap = panel(page, 'Stretch wrap 500 mm');
    await wrap.getByRole('button', { name: 'More to do with this item' }).click();
    await wrap.getByRole('link', { name: 'Adjust…' }).click();
    const form = wrap.getByRole('form', { name: 'Adjust' });
    await form.getByLabel('By how much, in rolls', { exact: true }).fill('4');
    const button = form.getByRole('button', { name: 'Take off 4 rolls' });
    assert.is(await button.getAttribute('aria-disabled'), 'true');
    await form.getByText('Say why it is adjusted.').waitFor();
    const before = await figures(wrap, '').getAttribute('aria-label');
    // A finger does not know that the button rests.
    await button.click({ force: true });
    assert.is(await figures(wrap, '').getAttribute('aria-label'), before, 'nothing happens without a reason');

    await form.getByRole('button', { name: 'Damaged' }).click();
    assert.is(await form.getByLabel('Why is it adjusted?', { exact: true }).inputValue(), 'Damaged');
    await button.click();
    const first = history(wrap).first();
    await first.getByText('Adjusted by −4').waitFor();
    assert.match(await first.innerText(), /Priya Raman · Damaged/);
  });

  test('refuses a count below what is allocated, in words, and keeps what was typed', async () => {
    await open('/stock/k120-1040?do=count');
    const kraft = panel(page, 'Kraft 120 gsm 1,040 mm');
    const form = kraft.getByRole('form', { name: 'Count' });
    const counted = form.getByLabel('Counted, in rolls', { exact: true });
    await counted.fill('7');
    await form.getByRole('button', { name: 'Record 7 rolls' }).click();
    await form.getByText('10 are allocated. Release some before counting fewer.').waitFor();
    await form
      .getByRole('button', { name: 'Discard' })
      .or(form.getByRole('button', { name: 'Cancel' }))
      .first()
      .click();
    await figures(kraft, '48 rolls free, 10 allocated, 58 on hand').waitFor();
  });

  test('is issued to the order that holds it, released and returned', async () => {
    await open('/stock/w140-980?do=issue');
    const liner = panel(page, 'White liner 140 gsm 980 mm');
    const before = await freeOf(liner);
    const issue = liner.getByRole('form', { name: 'Issue' });
    await issue.getByLabel('For', { exact: true }).selectOption({ label: await firstOption(issue, 'For') });
    await issue.getByLabel('To issue, in rolls', { exact: true }).fill('5');
    await issue.getByRole('button', { name: 'Issue 5 rolls' }).click();
    await history(liner)
      .first()
      .getByText(/^Issued 5 to ADM-/)
      .waitFor();
    assert.is(await freeOf(liner), before, 'what was allocated goes out; what is free stays');

    await liner.getByRole('button', { name: 'More to do with this item' }).click();
    await liner.getByRole('link', { name: 'Release' }).click();
    const release = liner.getByRole('form', { name: 'Release' });
    await release.getByLabel('To release, in rolls', { exact: true }).fill('2');
    await release.getByRole('button', { name: 'Release 2 rolls' }).click();
    await history(liner)
      .first()
      .getByText(/^Released 2 from ADM-/)
      .waitFor();
    assert.is(await freeOf(liner), before + 2);

    await page.goto(`${app.url}/stock/w140-980?do=return`);
    const back = liner.getByRole('form', { name: 'Return' });
    await back.getByLabel('From', { exact: true }).selectOption({ index: 1 });
    await back.getByLabel('To return, in rolls', { exact: true }).fill('1');
    await back.getByRole('button', { name: 'Return 1 roll' }).click();
    await history(liner)
      .first()
      .getByText(/^Returned 1 from ADM-/)
      .waitFor();
  });

  test('what others do changes no form that is open: line, figure and limit stay, and what is gone is said', async () => {
    const held = 'held-board';
    await app.send('priya', 'RegisterStockItem', {
      ...{
        itemId: held,
        kind: 'raw-material',
        code: 'HELD-1',
        name: 'Held board',
        unit: 'roll',
        scale: 0,
        reorderPoint: 0,
      },
    });
    await app.send('dave', 'ReceiveStock', { itemId: held, quantity: 100 });
    const orders = { ironbark: 25, warrigal: 40 } as const;
    for (const [clientId, quantity] of Object.entries(orders)) {
      await app.send('ana', 'PlaceOrder', {
        ...{ orderId: `held-${clientId}`, clientId, dueDate: '2031-01-31', priority: 'normal' },
        lines: [{ lineId: '1', itemId: held, quantity }],
      });
    }
    const allocation = { itemId: held, orderId: 'held-ironbark', lineId: '1', quantity: 25 };
    await app.send('kylie', 'AllocateStock', allocation);

    await open(`/stock/${held}?do=release`);
    const board = panel(page, 'Held board');
    const release = board.getByRole('form', { name: 'Release' });
    const button = release.getByRole('button', { name: 'Release 25 rolls' });
    await button.waitFor();
    await app.send('sione', 'ReleaseAllocation', { ...allocation, quantity: 10 });
    await release.getByText(/^Only 15 are allocated to ADM-\d+-\d+ now\.$/).waitFor();
    await app.send('sione', 'ReleaseAllocation', { ...allocation, quantity: 15 });
    await app.send('sione', 'AllocateStock', { ...allocation, orderId: 'held-warrigal', quantity: 40 });
    await figures(board, '60 rolls free, 40 allocated').waitFor();
    await release.getByText(/^Nothing is allocated to ADM-\d+-\d+ any more\.$/).waitFor();
    const chosen = release.getByLabel('From', { exact: true });
    assert.match(await chosen.locator('option:checked').innerText(), /Ironbark/);
    await button.click();
    await release.getByRole('heading', { name: /^Sione Tavita released 15 at / }).waitFor();
    await figures(board, '60 rolls free, 40 allocated').waitFor();
    await release.getByRole('button', { name: 'Discard' }).click();

    // A wish beyond what is free is refused in words, and the figure stays.
    await page.goto(`${app.url}/stock/${held}?do=adjust`);
    const adjust = board.getByRole('form', { name: 'Adjust' });
    await adjust.getByLabel('By how much, in rolls', { exact: true }).fill('50');
    await app.send('sione', 'IssueStock', { itemId: held, quantity: 30, reason: 'Trial' });
    await adjust.getByText('30 are free to take off.').waitFor();
    await adjust.getByRole('button', { name: 'Take off 50 rolls' }).waitFor();
    await adjust.getByRole('button', { name: 'Cancel' }).click();

    // Of several lines none is taken for granted.
    await app.send('kylie', 'AllocateStock', { ...allocation, quantity: 5 });
    await open(`/stock/${held}?do=issue`);
    const issue = board.getByRole('form', { name: 'Issue' });
    await issue.getByText('For which order is it?').waitFor();
    assert.is(await issue.getByLabel('For', { exact: true }).inputValue(), '');
    await issue.getByRole('button', { name: 'Cancel' }).click();

    // What comes back: the line that it was opened on stays, with its figure and its limit.
    const issued = { ...allocation, quantity: 5 };
    await app.send('sione', 'IssueStock', issued);
    await open(`/stock/${held}?do=return`);
    const back = board.getByRole('form', { name: 'Return' });
    const amount = back.getByLabel('To return, in rolls', { exact: true });
    const give = back.getByRole('button', { name: 'Return 5 rolls' });
    await give.waitFor();
    await app.send('sione', 'ReturnStock', { ...issued, quantity: 2 });
    await back.getByText(/^Only 3 are issued to ADM-\d+-\d+ now\.$/).waitFor();
    assert.is(await amount.inputValue(), '5');
    // Beyond what was issued is refused, and not made less.
    await amount.fill('9');
    await back.getByText('At most 5').waitFor();
    await give.click();
    await hasFocus(amount);
    assert.is(await amount.inputValue(), '9');
    await amount.fill('5');
    await app.send('sione', 'ReturnStock', { ...issued, quantity: 3 });
    await app.send('sione', 'IssueStock', { ...allocation, orderId: 'held-warrigal', quantity: 40 });
    await back.getByText(/^Nothing is issued to ADM-\d+-\d+ any more\.$/).waitFor();
    assert.match(await back.getByLabel('From', { exact: true }).locator('option:checked').innerText(), /Ironbark/);
    await give.click();
    await back.getByRole('heading', { name: /^Sione Tavita returned 3 at / }).waitFor();
    await back.getByRole('button', { name: 'Discard' }).click();

    // What comes in: the figure that was expected stays, and that somebody else was quicker is said.
    await app.send('priya', 'ExpectStock', { itemId: held, quantity: 24, dueDate: '2031-01-31', supplier: 'Boxworks' });
    await open(`/stock/${held}?do=receive`);
    const receive = board.getByRole('form', { name: 'Receive' });
    await receive.getByText('As expected').waitFor();
    await app.send('priya', 'ExpectStock', { itemId: held, quantity: 30, dueDate: '2031-01-31', supplier: 'Visy' });
    await receive.getByText('30 are expected now.').waitFor();
    await app.send('dave', 'ReceiveStock', { itemId: held, quantity: 30 });
    await receive.getByText('It is not expected any more. Look below whether somebody has received it.').waitFor();
    await receive.getByRole('button', { name: 'Receive 24 rolls' }).waitFor();
    assert.is(await receive.getByLabel('From').inputValue(), 'Boxworks');
    await receive.getByRole('button', { name: 'Cancel' }).click();
  });

  test('gets a new item, which can be received at once; the same code is refused', async () => {
    await open('/stock');
    await page.getByRole('link', { name: 'New item' }).click();
    const form = page.getByRole('form', { name: 'New stock item' });
    const put = form.getByRole('button', { name: 'Put it on the list' });
    assert.is(await put.getAttribute('aria-disabled'), 'true');
    await form.getByLabel('Name').fill('Kraft 140 gsm 1,200 mm');
    await form.getByLabel('Code').fill('k120-980');
    await form.getByLabel('Bay').fill('A11');
    await form.getByLabel('Reorder at').fill('12');
    await put.click();
    await form
      .getByRole('status')
      .filter({ hasText: /K120-980/i })
      .waitFor();

    await form.getByLabel('Code').fill('K140-1200');
    await put.click();
    const item = panel(page, 'Kraft 140 gsm 1,200 mm');
    await figures(item, '0 rolls free, 0 allocated, 0 on hand, reorder at 12').waitFor();
    await history(item).first().getByText('Put on the list').waitFor();
    await item.getByRole('link', { name: 'Receive' }).click();
    await item.getByLabel('Received, in rolls', { exact: true }).fill('30');
    await item.getByRole('button', { name: 'Receive 30 rolls' }).click();
    await figures(item, '30 rolls free').waitFor();
    await rows(page).filter({ hasText: 'Kraft 140 gsm 1,200 mm' }).filter({ hasText: '30 rolls' }).waitFor();
  });

  test('has its card edited: bay, supplier, figures and specification, and its history says what they were', async () => {
    await open('/stock/w140-980');
    const liner = panel(page, 'White liner 140 gsm 980 mm');
    await liner.getByRole('button', { name: 'More to do with this item' }).click();
    await liner.getByRole('link', { name: 'Edit the card' }).click();
    const edit = panel(page, 'Edit White liner 140 gsm 980 mm');
    await edit.getByLabel('Bay').fill('B12');
    await edit.getByLabel('Supplier', { exact: true }).fill('Huon Papers');
    await edit.getByLabel('Comes after').fill('9');
    await edit.getByLabel('Cost of one').fill('41,5');
    await edit.getByRole('button', { name: 'Save the card' }).click();
    await edit.getByText(/Use a point/).waitFor();
    await edit.getByLabel('Cost of one').fill('41.5');
    await edit.getByLabel('In words').fill('One side white');
    // Somebody else corrects another field meanwhile: both stay.
    const { item: row } = await app.ask<{ item: StockLevel }>('priya', '/api/stock-levels/w140-980');
    await app.send('ben', 'SetReorderPoint', { itemId: 'w140-980', reorderPoint: 17 }, row.cardVersion);
    await edit.getByRole('button', { name: 'Save the card' }).click();
    const conflict = page.locator('.conflict');
    await conflict.getByText(/^Ben Okafor set its reorder point/).waitFor();
    await conflict.getByRole('button', { name: 'Keep mine on top of theirs' }).click();
    await edit.getByRole('button', { name: 'Save the card' }).click();
    await liner.getByRole('img', { name: /reorder at 17$/ }).waitFor();
    await liner.getByText('W140-980 · bay B12 · in rolls').waitFor();
    await history(liner)
      .first()
      .getByText(/Bay B12, was /)
      .waitFor();
    await liner.getByText('Huon Papers').first().waitFor();
  });

  test('is retired only after it was said which open lines ask for it', async () => {
    const card = { kind: 'raw-material', unit: 'roll', scale: 0, reorderPoint: 0 } as const;
    await app.send('priya', 'RegisterStockItem', { itemId: 'tissue', code: 'TI-20', name: 'Tissue 20 gsm', ...card });
    const { result } = await app.send('ana', 'PlaceOrder', {
      ...{ orderId: 'asks', clientId: 'warrigal', dueDate: '2031-03-14', priority: 'normal' },
      lines: [{ lineId: '1', itemId: 'tissue', quantity: 7 }],
    });
    await open('/stock/tissue?do=retire');
    const form = panel(page, 'Tissue 20 gsm').getByRole('form', { name: 'Retire' });
    await form.getByText('One open line asks for it').waitFor();
    await form
      .getByRole('listitem')
      .filter({ hasText: `${result?.['orderNumber']} · Warrigal Print, 7 rolls` })
      .waitFor();
    await form.getByRole('button', { name: 'Not bought any more' }).click();
    await form.getByRole('button', { name: 'Retire Tissue 20 gsm' }).click();
    await gone(form);
    const tissue = panel(page, 'Tissue 20 gsm');
    await tissue.getByText('Retired', { exact: true }).first().waitFor();
    // It was a mistake: it is put back where it was retired.
    await tissue.getByRole('button', { name: 'Put back on the list' }).click();
    await tissue.getByRole('link', { name: 'Receive' }).waitFor();
    await gone(tissue.getByText('Retired', { exact: true }));
    await history(tissue).first().getByText('Put back on the list').waitFor();
  });

  test('has its reorder point set from what was on screen: a stale one is refused, and may be set all the same', async () => {
    await open('/stock/w140-980?do=reorder');
    const liner = panel(page, 'White liner 140 gsm 980 mm');
    const form = liner.getByRole('form', { name: 'Reorder point' });
    await form.getByLabel('Reorder at, in rolls', { exact: true }).fill('30');
    const { item: row } = await app.ask<{ item: StockLevel }>('priya', '/api/stock-levels/w140-980');
    await app.send('ben', 'SetReorderPoint', { itemId: 'w140-980', reorderPoint: 25 }, row.cardVersion);
    await form.getByRole('button', { name: 'Reorder at 30 rolls' }).click();
    await form.getByText(/^Ben Okafor set its reorder point/).waitFor();
    await form.getByText('Stock item was modified by another user. Please refresh and try again.').waitFor();
    await form.getByRole('button', { name: 'Set mine all the same' }).click();
    await liner.getByRole('img', { name: /reorder at 30$/ }).waitFor();
  });

  test('is worked with by keyboard alone', async () => {
    await open('/stock');
    await rows(page).first().waitFor();
    await page.keyboard.press('/');
    const search = page.getByRole('searchbox', { name: 'Name, code or bay' });
    await hasFocus(search);
    await page.keyboard.type('slit');
    await countIs(rows(page), 4);
    await page.keyboard.press('ArrowDown');
    await hasFocus(rows(page).nth(0));
    await page.keyboard.press('ArrowDown');
    await hasFocus(rows(page).nth(1));
    await page.keyboard.press('End');
    await hasFocus(rows(page).nth(3));
    await page.keyboard.press('ArrowUp');
    await hasFocus(rows(page).nth(2));
    const row = rows(page).nth(2);
    const name = (await row.locator('strong').innerText()).trim();

    await page.keyboard.press('Enter');
    await hasFocus(panel(page, name).getByRole('heading', { name, exact: true }));
    await page.keyboard.press('Escape');
    await gone(panel(page, name));
    await hasFocus(row);
    assert.ok(page.url().endsWith('/stock'), page.url());

    // A form closes first, then the item.
    await page.goto(`${app.url}/stock/pva?do=receive`);
    const pva = panel(page, 'PVA adhesive 20 L');
    await pva.getByRole('form', { name: 'Receive' }).waitFor();
    await page.keyboard.press('Escape');
    await gone(pva.getByRole('form', { name: 'Receive' }));
    await hasFocus(pva.getByRole('heading', { name: 'PVA adhesive 20 L' }));
    await page.keyboard.press('Escape');
    await gone(pva);

    await page.keyboard.press('/');
    await page.keyboard.type('pva');
    await countIs(rows(page), 1);
    await page.keyboard.press('Escape');
    assert.is(await search.inputValue(), '');
  });
});

/** The rows of the list: every item is a link that tells its figures. */
function rows(page: Page): Locator {
  return page
    .getByRole('main')
    .getByRole('listitem')
    .getByRole('link')
    .filter({ has: page.getByRole('img') });
}

function panel(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

function history(panelOfItem: Locator): Locator {
  return panelOfItem.getByRole('region', { name: 'History' }).getByRole('listitem');
}

/** The bar of the open item, when it begins with these words. */
function figures(panelOfItem: Locator, words: string): Locator {
  return panelOfItem.getByRole('img', { name: new RegExp(`^${words}`) });
}

async function freeOf(panelOfItem: Locator): Promise<number> {
  const words = await figures(panelOfItem, '[\\d,]+ rolls? free').getAttribute('aria-label');
  return Number.parseInt((words ?? '').replaceAll(',', ''), 10);
}

async function firstOption(form: Locator, label: string): Promise<string> {
  return (await form.getByLabel(label, { exact: true }).locator('option').first().innerText()).trim();
}
