import type { Locator, Page } from 'playwright-core';
import type { ClientRow } from '../../../src/contracts/client.ts';
import type { CommandPayload } from '../../../src/contracts/commands.ts';
import type { OrderDetail } from '../../../src/contracts/order.ts';
import { nameOf, TestApp, until } from '../../../src/testing/app.ts';
import { gone, hasFocus, meetAtServer } from '../../../src/testing/screen.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { PLACE, sidewaysPhoto } from '../../testing/photo.ts';

const NUMBER = /^ADM-\d{4}-\d{4,}$/;

suite('orders', (test) => {
  let app: TestApp;
  let priya: Page;
  let ana: Page;
  test.before(async () => {
    app = await TestApp.start();
    [priya, ana] = await Promise.all([app.enter('priya', { at: '/orders' }), app.enter('ana', { at: '/orders' })]);
  });
  test.after(() => app?.close());
  test.after.each(() => app.requireNoSurprises());

  /** An order of its own for a test; answers its number. */
  const place = async (orderId: string, more: Partial<CommandPayload<'PlaceOrder'>> = {}): Promise<string> => {
    const { result } = await app.send('ana', 'PlaceOrder', {
      ...{ orderId, clientId: 'warrigal', dueDate: '2031-03-14', priority: 'normal' },
      lines: [{ lineId: '1', itemId: 't170-1200', quantity: 5 }],
      ...more,
    });
    // Another browser opens it, and may be quicker than a busy machine's read models.
    const shown = () => app.ask('priya', `/api/order-details/${orderId}`).then(Boolean, () => false);
    await until(`${orderId} can be read`, shown);
    return String(result?.['orderNumber']);
  };
  const open = async (page: Page, at: string): Promise<void> => {
    await page.goto(`${app.url}${at}`);
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
  };

  test('go to the next stage with a tap, on every tablet that shows the board', async () => {
    const number = await place('by-tap');
    await Promise.all([open(priya, '/orders'), open(ana, '/orders')]);
    await card(column(priya, 'Entered'), number).waitFor();
    await card(column(ana, 'Entered'), number).waitFor();
    const before = await mapCount(priya, 'Material');

    await priya.getByRole('button', { name: `Move ${number} to Material` }).click();
    await Promise.all([priya, ana].map((page) => card(column(page, 'Material'), number).waitFor()));
    await Promise.all([priya, ana].map((page) => gone(card(column(page, 'Entered'), number))));
    assert.is(await mapCount(priya, 'Material'), before + 1);
    // Sales may look at the board, and not move what is on it.
    assert.is(await ana.getByRole('button', { name: new RegExp(`^Move ${number}`) }).count(), 0);
  });

  test('go through the board by keyboard, and the focus goes along', async () => {
    const number = await place('by-keys', { priority: 'asap' });
    await open(priya, '/orders');
    const mine = card(priya, number);
    await mine.focus();
    await priya.keyboard.press('ArrowRight');
    await hasFocus(column(priya, 'Material').getByRole('link').first());
    await priya.keyboard.press('ArrowLeft');
    await hasFocus(mine);
    await priya.keyboard.press('Tab');
    await hasFocus(priya.getByRole('button', { name: `Another stage for ${number}` }));
    await priya.keyboard.press('Tab');
    await priya.keyboard.press('Enter');
    await hasFocus(card(column(priya, 'Material'), number));
    // Where the focus went by itself, Enter rests for a moment; a step of one's own ends that.
    await priya.keyboard.press('Tab');
    await priya.keyboard.press('Shift+Tab');
    await hasFocus(card(column(priya, 'Material'), number));
    await priya.keyboard.press('Enter');
    await priya.getByText(`Material since`).waitFor();
    assert.ok(priya.url().endsWith('/orders/by-keys'), priya.url());
  });

  test('carry a photo, upright, smaller and without its place; a page that is called .jpg is refused', async () => {
    await place('with-photo');
    await Promise.all([open(priya, '/orders/with-photo'), open(ana, '/orders/with-photo')]);
    const files = priya.getByRole('region', { name: 'Files', exact: true });
    await files.getByText('Nothing is attached yet.').waitFor();
    const input = files.locator('input[type=file]').last();
    const pick = (name: string, buffer: Buffer) => input.setInputFiles({ name, mimeType: 'image/jpeg', buffer });
    await pick('label.jpg', Buffer.from('<!doctype html><script>alert(1)</script>'));
    await files.getByRole('alert').getByText('This is neither a photo').waitFor();
    await pick('IMG_4711.jpg', await sidewaysPhoto(priya, [3_000, 1_500]));
    await files.getByLabel('Name').fill('Pallet as it left');
    await files.getByRole('button', { name: /^Attach, \d+ kB$/ }).click();
    const opens = files.getByRole('button', { name: 'Open Pallet as it left' });
    await opens.locator('img').waitFor();
    // Whoever looks at the order sees it come.
    await ana.getByRole('button', { name: 'Open Pallet as it left' }).locator('img').waitFor();

    await opens.click();
    const picture = priya.getByRole('dialog', { name: 'Pallet as it left' }).getByRole('img');
    await picture.waitFor();
    const size = await picture.evaluate((img: HTMLImageElement) =>
      img.decode().then(() => [img.naturalWidth, img.naturalHeight]),
    );
    assert.equal(size, [1_280, 2_560]);
    await priya.keyboard.press('Escape');
    const { item } = await app.ask<{ item: { files: { fileId: string }[] } }>('priya', '/api/order-files/with-photo');
    const kept = await priya.evaluate(
      async (address) => new TextDecoder('latin1').decode(await (await fetch(address)).arrayBuffer()),
      `/api/order-files/with-photo/${item.files[0]?.fileId}`,
    );
    assert.match(kept, /^\xff\xd8\xff/);
    assert.not.match(kept, new RegExp(`Exif|${PLACE}`));

    await files.getByRole('button', { name: 'Remove… Pallet as it left' }).click();
    const question = priya.getByRole('dialog');
    await question.getByRole('button', { name: 'Wrong record' }).click();
    await question.getByRole('button', { name: 'Remove', exact: true }).click();
    await gone(opens);
    await files.getByText('1 removed').click();
    await files.getByText(/^Wrong record · Priya/).waitFor();
  });

  test('jump to another stage only with a reason', async () => {
    const number = await place('by-jump');
    await open(priya, '/orders');
    await priya.getByRole('button', { name: `Another stage for ${number}` }).click();
    const chooser = priya.getByRole('form', { name: `Another stage for ${number}` });
    await chooser.getByLabel('Move to').selectOption({ label: 'Winding' });
    await chooser.getByRole('button', { name: 'Move to Winding' }).click();
    await chooser.getByText('A reason is required.').waitFor();
    await chooser.getByRole('button', { name: 'Done already' }).click();
    await chooser.getByRole('button', { name: 'Move to Winding' }).click();
    await card(column(priya, 'Winding'), number).waitFor();
  });

  test('moved by mistake are moved back where it was done: on the board, on their page and on Today', async () => {
    const number = await place('undone');
    const other = await place('undone-jump');
    await open(priya, '/orders');
    const done = (words: string) => priya.getByRole('status').filter({ hasText: words });
    const undo = (words: string) => done(words).getByRole('button', { name: /^Undo/ }).click();

    await priya.getByRole('button', { name: `Move ${number} to Material` }).click();
    await undo(`Moved ${number} from Entered to Material`);
    await card(column(priya, 'Entered'), number).waitFor();
    await gone(done(`Moved ${number}`));
    // A jump needs a reason; taking it back at once does not ask for another.
    await priya.getByRole('button', { name: `Another stage for ${other}` }).click();
    const chooser = priya.getByRole('form', { name: `Another stage for ${other}` });
    await chooser.getByLabel('Move to').selectOption({ label: 'Winding' });
    await chooser.getByRole('button', { name: 'Done already' }).click();
    await chooser.getByRole('button', { name: 'Move to Winding' }).click();
    await undo(`Moved ${other} from Entered to Winding`);
    await card(column(priya, 'Entered'), other).waitFor();

    await open(priya, '/orders/undone');
    await priya.getByRole('button', { name: 'To Material' }).click();
    await undo(`Moved ${number} from Entered to Material`);
    await priya.getByText('Entered since').waitFor();

    // All its material is there, so that Today says that it can go on.
    const item = { itemId: 'undo-roll', kind: 'raw-material', code: 'UNDO-1', name: 'Roll to undo' } as const;
    await app.send('priya', 'RegisterStockItem', { ...item, unit: 'roll', scale: 0, reorderPoint: 0 });
    await app.send('priya', 'ReceiveStock', { itemId: 'undo-roll', quantity: 5 });
    const ready = await place('undone-today', { lines: [{ lineId: '1', itemId: 'undo-roll', quantity: 5 }] });
    const line = { orderId: 'undone-today', lineId: '1', itemId: 'undo-roll', quantity: 5 };
    await app.send('priya', 'AllocateStock', line);
    await open(priya, '/');
    const row = priya.getByRole('listitem').filter({ hasText: `Move ${ready} to Material` });
    await row.getByRole('button', { name: 'To Material' }).click();
    await undo(`Moved ${ready} from Entered to Material`);
    await row.getByRole('button', { name: 'To Material' }).waitFor();
    await gone(done(`Moved ${ready}`));
  });

  test('whose line was marked as made by mistake: that is undone on the spot', async () => {
    await place('made');
    await open(priya, '/orders/made');
    const line = priya.getByRole('listitem').filter({ has: priya.getByRole('button', { name: /^More for/ }) });
    await line.getByRole('button', { name: /^More for/ }).click();
    await line.getByRole('button', { name: 'This line is made' }).click();
    await line.getByText('Made', { exact: true }).waitFor();
    await line.getByRole('status').getByRole('button', { name: /^Undo/ }).click();
    await gone(line.getByText('Made', { exact: true }));
    await gone(line.getByRole('button', { name: /^Undo/ }));
  });

  test('moved by two at once: one moves it, the other is told who did', async () => {
    const number = await place('by-two');
    const ben = await app.enter('ben', { at: '/orders' });
    await open(priya, '/orders');
    const pages = [
      { page: ben, name: nameOf('ben') },
      { page: priya, name: nameOf('priya') },
    ];
    await meetAtServer([ben, priya], '**/api/commands/MoveOrderStage');
    await Promise.all(
      pages.map(({ page }) => page.getByRole('button', { name: `Move ${number} to Material` }).click()),
    );
    const notice = (page: Page) => page.getByRole('status').filter({ hasText: 'moved the order to Material at' });
    const told = await until(
      'one is told',
      async () => {
        const counts = await Promise.all(pages.map(({ page }) => notice(page).count()));
        return pages.filter((_, index) => counts[index] !== 0);
      },
      (who) => who.length === 1,
    );
    const [loser] = told;
    const winner = pages.find((one) => one !== loser);
    assert.ok(loser && winner);
    assert.match(await notice(loser.page).innerText(), new RegExp(winner.name));
    await card(column(loser.page, 'Material'), number).waitFor();
    await notice(loser.page).getByRole('button', { name: 'Got it' }).click();
    await gone(notice(loser.page));
    await ben.context().close();
  });

  test('are placed and get a number; what was entered outlives a reload', async () => {
    await open(ana, '/orders');
    await ana.getByRole('link', { name: 'New order' }).click();
    await ana.getByRole('button', { name: 'Place order' }).click();
    await ana.getByText('Choose for whom it is.').waitFor();

    await ana.getByRole('searchbox', { name: 'Name of the client' }).fill('salt');
    await ana.getByRole('button', { name: /^Saltbush Films/ }).click();
    await addLine(ana, 'C76-800', /^Core 76 × 800 mm/);
    await ana.getByLabel('Quantity').fill('500');
    await addLine(ana, 'k120-980', /^Kraft 120 gsm 980 mm/);
    await ana.getByLabel('Quantity').nth(1).fill('12');
    await ana.getByLabel('Their reference').fill('SF-1000');
    await ana.getByText('$561.00').waitFor();

    await ana.reload();
    assert.is(await ana.getByLabel('Their reference').inputValue(), 'SF-1000');
    assert.is(await ana.getByLabel('Quantity').nth(1).inputValue(), '12');
    await ana.getByRole('button', { name: 'Place order' }).click();
    const placed = ana.getByRole('status').filter({ hasText: 'The order is placed.' });
    const number = await placed.getByText(NUMBER).innerText();
    await placed.getByRole('link', { name: 'Open the order' }).click();
    await ana.getByRole('heading', { name: 'Saltbush Films' }).waitFor();
    await ana.getByText(number, { exact: true }).waitFor();
    await ana.getByRole('heading', { name: '2 lines, 0 covered' }).waitFor();

    const next = await place('the-next');
    assert.is(Number(next.slice(-4)), Number(number.slice(-4)) + 1, 'numbers have no gap');
  });

  test('are copied, and are for another client as long as nobody has begun them', async () => {
    await place('first-one', { reference: 'MR 55', clientId: 'murray-river', notes: 'Ring first' });
    await open(ana, '/orders/first-one');
    await ana.getByRole('link', { name: 'Copy order' }).click();
    await ana.getByText('Testliner 170 gsm 1,200 mm', { exact: true }).waitFor();
    assert.is(await ana.getByLabel('Quantity').inputValue(), '5');
    assert.is(await ana.getByLabel('Notes').inputValue(), 'Ring first');
    assert.is(await ana.getByLabel('Their reference').inputValue(), '', 'a reference belongs to one order');
    await ana.getByLabel('Their reference').fill('mr-55');
    await ana.getByText('Their reference mr-55 stands on').waitFor();
    // What was put away had its reference all the same.
    await place('put-away', { reference: 'MR 56', clientId: 'murray-river' });
    await app.send('priya', 'CancelOrder', { orderId: 'put-away', reason: 'Entered twice' });
    await app.send('priya', 'ArchiveOrder', { orderId: 'put-away' });
    await ana.getByLabel('Their reference').fill('mr 56');
    await ana.getByText('Their reference mr 56 stands on').waitFor();
    await ana.getByLabel('Delivery date').fill('2031-04-01');
    await ana.getByRole('button', { name: 'Place order' }).click();
    await ana.getByRole('link', { name: 'Open the order' }).click();
    await ana.getByRole('heading', { name: /Murray River/ }).waitFor();

    await ana.getByRole('button', { name: 'Change the client…' }).click();
    await ana.getByRole('searchbox', { name: 'Name of the client' }).fill('salt');
    await ana.getByRole('button', { name: /^Saltbush Films/ }).click();
    await ana.getByRole('button', { name: 'It is for Saltbush Films' }).click();
    await ana.getByRole('heading', { name: 'Saltbush Films' }).waitFor();
    await ana.getByText(/^For Saltbush Films, was for Murray River/).waitFor();
    await app.send('kylie', 'AllocateStock', {
      ...{ itemId: 't170-1200', lineId: '1', quantity: 5, orderId: 'first-one' },
    });
    await open(ana, '/orders/first-one');
    await ana.getByText('Covered', { exact: true }).waitFor();
    await gone(ana.getByRole('button', { name: 'Change the client…' }));
  });

  test('begin with the client whose page they are entered from, and offer where their goods go', async () => {
    const { item } = await app.ask<{ item: ClientRow }>('ana', '/api/clients/gumnut');
    const { id: clientId, retired: _, version, ...card } = item;
    const deliveryAddresses = ['Dock 2, 8 Reservoir Road', 'Cool store, 3 Weir Lane'];
    await app.send('ana', 'ReviseClient', { clientId, ...card, deliveryAddresses }, version);
    await open(ana, '/clients/gumnut');
    await ana.getByRole('link', { name: 'New order' }).click();
    await ana.getByRole('heading', { name: 'New order' }).waitFor();
    await ana.getByText(item.name, { exact: true }).waitFor();
    assert.is(await ana.getByLabel('Delivery address').inputValue(), '', 'nobody guesses which');
    await ana.getByRole('button', { name: 'Cool store, 3 Weir Lane' }).click();
    assert.is(await ana.getByLabel('Delivery address').inputValue(), 'Cool store, 3 Weir Lane');
  });

  test('are edited: what was changed is saved as a new version and told in the history', async () => {
    const number = await place('edited', { reference: 'WP-1' });
    await open(ana, '/orders/edited');
    await ana.getByRole('link', { name: 'Edit order' }).click();
    const edit = ana.getByRole('region', { name: 'Edit order' });
    await edit.getByLabel('Their reference').fill('WP-2');
    await edit.getByText('Was WP-1').waitFor();
    await edit.getByLabel('Priority').selectOption({ label: 'ASAP' });
    await edit.getByLabel('Quantity').fill('6');
    await edit.getByRole('button', { name: 'Save changes' }).click();

    const details = ana.getByRole('region', { name: 'Details and history' });
    await details.getByText('WP-2', { exact: true }).waitFor();
    await details
      .getByText(/^Ana Petrović/)
      .first()
      .waitFor();
    const told = await details.getByRole('listitem').first().innerText();
    assert.match(told, /Priority ASAP, was Normal\/Low/);
    assert.not.match(told, /\bv\d/, 'people read who and when, not a version');
    await open(priya, '/orders');
    await card(priya, number).filter({ hasText: 'ASAP' }).waitFor();
  });

  test('edited by two: the second sees what the first changed, and keeps the draft', async () => {
    await place('stale', { reference: 'OLD', notes: 'Ring first.' });
    const [one, two] = [ana, priya].map((page) => page.getByRole('region', { name: 'Edit order' }));
    assert.ok(one && two);
    await Promise.all([open(ana, '/orders/stale?edit=1'), open(priya, '/orders/stale?edit=1')]);
    await two.getByLabel('Notes').fill('Ring before delivery.');
    await one.getByLabel('Their reference').fill('NEW');
    await one.getByRole('button', { name: 'Save changes' }).click();
    // It is said as soon as it happened, and nothing that was typed is taken away.
    await two.getByText(/^Ana Petrović changed it at /).waitFor();
    assert.is(await two.getByLabel('Notes').inputValue(), 'Ring before delivery.');

    await two.getByRole('button', { name: 'Save changes' }).click();
    const conflict = two.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
    await conflict.getByText('Order was modified by another user. Please refresh and try again.').waitFor();
    await conflict.getByRole('heading', { name: /^Ana Petrović changed it at / }).waitFor();
    await conflict.getByText('Yours: Notes').waitFor();
    await conflict.getByRole('button', { name: 'Keep mine on top of theirs' }).click();
    assert.is(await two.getByLabel('Their reference').inputValue(), 'NEW');
    assert.is(await two.getByLabel('Notes').inputValue(), 'Ring before delivery.');
    await two.getByRole('button', { name: 'Save changes' }).click();
    await gone(two);
    await hasFocus(priya.getByRole('heading', { level: 1 }));
    const details = priya.getByRole('region', { name: 'Details and history' });
    await details.getByText('NEW', { exact: true }).waitFor();
    await details.getByText('Ring before delivery.').waitFor();

    // And the other answer.
    await Promise.all([open(ana, '/orders/stale?edit=1'), open(priya, '/orders/stale?edit=1')]);
    await two.getByLabel('Their reference').fill('MINE');
    await app.send('ana', 'ReviseOrder', { orderId: 'stale', reference: 'THEIRS' }, 3);
    await two.getByText(/^Ana Petrović changed it at /).waitFor();
    await two.getByRole('button', { name: 'Save changes' }).click();
    await conflict.getByRole('button', { name: 'Take theirs' }).click();
    assert.is(await two.getByLabel('Their reference').inputValue(), 'THEIRS');
  });

  test('allocate a line in place, and give it back', async () => {
    await place('allocates', { lines: [{ lineId: '1', itemId: 's080-840', quantity: 9 }] });
    await open(priya, '/orders/allocates');
    const lines = priya.getByRole('region', { name: 'Lines' });
    await lines.getByRole('button', { name: 'Allocate 9 of Semi-gloss label stock 840 mm' }).click();
    await lines.getByLabel('How many rolls to allocate', { exact: true }).fill('7');
    await lines.getByRole('button', { name: 'Allocate 7 rolls' }).click();
    await lines.getByRole('img', { name: '0 issued, 7 allocated, 9 rolls required' }).waitFor();
    const theRest = async () => {
      await lines.getByRole('button', { name: 'Allocate 2 of Semi-gloss label stock 840 mm' }).click();
      await lines.getByRole('button', { name: 'Allocate 2 rolls' }).click();
      await lines.getByText('Covered', { exact: true }).waitFor();
    };
    await theRest();
    await lines.getByRole('button', { name: /^Undo allocating 2 rolls/ }).click();
    await lines.getByRole('img', { name: '0 issued, 7 allocated, 9 rolls required' }).waitFor();
    await theRest();
    await lines.getByRole('heading', { name: '1 line, all covered' }).waitFor();

    await lines.getByRole('button', { name: 'More for Semi-gloss label stock 840 mm' }).click();
    await lines.getByRole('button', { name: /^Release/ }).click();
    await lines.getByLabel('How many rolls to release', { exact: true }).fill('4');
    await lines.getByRole('button', { name: 'Release 4 rolls' }).click();
    await lines.getByRole('img', { name: '0 issued, 5 allocated, 9 rolls required' }).waitFor();
    await hasFocus(lines.getByRole('heading', { name: '1 line, 0 covered' }));
  });

  test('keep the forms of their lines as they were opened while others work, and say what changed', async () => {
    const lines = [
      { lineId: '1', itemId: 'held-card', quantity: 30 },
      { lineId: '2', itemId: 'held-tape', quantity: 8 },
    ];
    for (const [itemId, name] of [
      ['held-card', 'Held card'],
      ['held-tape', 'Held tape'],
    ] as const) {
      const card = { itemId, kind: 'raw-material', code: itemId.toUpperCase(), name, unit: 'roll', scale: 0 } as const;
      await app.send('priya', 'RegisterStockItem', { ...card, reorderPoint: 0 });
      await app.send('priya', 'ReceiveStock', { itemId, quantity: 60 });
    }
    await place('others', { lines });
    const given = { itemId: 'held-card', orderId: 'others', lineId: '1' };
    await app.send('kylie', 'AllocateStock', { ...given, quantity: 20 });
    await open(priya, '/orders/others');
    const region = priya.getByRole('region', { name: 'Lines' });
    const more = region.getByRole('button', { name: 'More for Held card' });
    await more.click();

    // Issue and Return: label, figure and limit are those of the opening, and the server says what is there.
    const verbs = [
      { verb: 'Issue', figure: 20, others: () => app.send('sione', 'ReleaseAllocation', { ...given, quantity: 12 }) },
      { verb: 'Return', figure: 8, others: () => app.send('sione', 'ReturnStock', { ...given, quantity: 3 }) },
    ] as const;
    for (const { verb, figure, others } of verbs) {
      if (verb === 'Return') await app.send('sione', 'IssueStock', { ...given, quantity: 8 });
      await region.getByRole('button', { name: `${verb} Held card` }).click();
      const amount = region.getByLabel(`How many rolls to ${verb.toLowerCase()}`, { exact: true });
      const button = region.getByRole('button', { name: `${verb} ${figure} rolls` });
      await button.waitFor();
      await amount.fill(String(figure + 1));
      await region.getByText(`At most ${figure}`).waitFor();
      assert.is(await amount.inputValue(), String(figure + 1), 'it is refused, not made less');
      await amount.fill(String(figure));
      await others();
      await region.getByText(/^Only \d+ are (allocated|issued) to this line now\.$/).waitFor();
      assert.is(await amount.inputValue(), String(figure));
      await button.click();
      await region.getByRole('heading', { name: /^Sione Tavita (released|returned) \d+ at / }).waitFor();
      await region.getByRole('button', { name: 'Discard' }).click();
    }
    await more.click();

    // Allocate: what the line asks for is as it was, also where somebody edits the order.
    await region.getByRole('button', { name: /^Allocate \d+ of Held card$/ }).click();
    const allocate = region.getByRole('button', { name: 'Allocate 25 rolls' });
    await allocate.waitFor();
    await app.send('kylie', 'AllocateStock', { ...given, quantity: 5 });
    await allocate.waitFor();
    await region.getByText('Only 20 are still needed on this line.').waitFor();
    assert.is(await allocate.getAttribute('aria-disabled'), 'true');
    await region.getByRole('button', { name: 'Cancel' }).click();

    await region.getByRole('button', { name: /^Allocate \d+ of Held tape$/ }).click();
    const eight = region.getByRole('button', { name: 'Allocate 8 rolls' });
    await eight.waitFor();
    const kept = { lineId: '1', itemId: 'held-card', quantity: 30 };
    const other = { lineId: '2', itemId: 'held-card', quantity: 8 };
    const revise = async (orderId: string, wished: typeof lines) => {
      const { item } = await app.ask<{ item: OrderDetail }>('ana', `/api/order-details/${orderId}`);
      await app.send('ana', 'ReviseOrder', { orderId, lines: wished }, item.version);
    };
    await revise('others', [kept, other]);
    await region.getByText('The line asks for Held card now. Open it anew.').waitFor();
    assert.is(await eight.getAttribute('aria-disabled'), 'true', 'and is not turned into a substitution');
    await revise('others', [kept]);
    await region.getByText('Held tape is not on the order any more. Nothing was done with it.').waitFor();
  });

  test('say how much was delivered and ordered when that changes under a delivery that is being recorded', async () => {
    const line = { lineId: '1', itemId: 't170-1200', quantity: 10 };
    await place('going', { lines: [line, { lineId: '2', itemId: 's080-840', quantity: 4 }] });
    await app.send('priya', 'MoveOrderStage', { orderId: 'going', to: 'delivery', note: 'Done already' });
    const { item } = await app.ask<{ item: OrderDetail }>('ana', '/api/order-details/going');
    await open(priya, '/orders/going');
    await priya.getByRole('button', { name: 'Record a delivery' }).click();
    const form = priya.getByRole('form', { name: 'Record a delivery' });
    const amount = form.getByLabel('Testliner 170 gsm 1,200 mm, in rolls', { exact: true });
    await amount.waitFor();
    await app.send('ana', 'ReviseOrder', { orderId: 'going', lines: [{ ...line, quantity: 7 }] }, item.version);
    await form.getByText('Semi-gloss label stock 840 mm is not on the order any more.').waitFor();
    await form.getByText('7 of Testliner 170 gsm 1,200 mm are ordered now.').waitFor();
    assert.is(await amount.inputValue(), '10');
    await form.getByRole('button', { name: 'Record the delivery' }).waitFor();
    await form.getByRole('button', { name: 'Enter it anew' }).click();
    assert.is(await amount.inputValue(), '7');
    await app.send('sione', 'DeliverOrder', { orderId: 'going', lines: [{ lineId: '1', quantity: 3 }] });
    await form.getByText('3 of Testliner 170 gsm 1,200 mm are delivered now.').waitFor();
    assert.is(await amount.inputValue(), '7');
    await form.getByRole('button', { name: 'Record the delivery' }).click();
    await form.getByRole('heading', { name: /^Sione Tavita/ }).waitFor();
    await form.getByRole('button', { name: 'Discard' }).click();
  });

  test('have other stock used only as an act with a name, which stands on them for ever and is undone on the spot', async () => {
    const ask = { itemId: 'asked-roll', kind: 'raw-material', code: 'ASK-1', name: 'Asked roll' } as const;
    await app.send('priya', 'RegisterStockItem', { ...ask, unit: 'roll', scale: 0, reorderPoint: 0 });
    const number = await place('instead', { lines: [{ lineId: '1', itemId: 'asked-roll', quantity: 3 }] });
    await open(priya, '/orders/instead');
    const lines = priya.getByRole('region', { name: 'Lines' });
    const use = lines.getByRole('button', { name: 'Use 3 rolls instead of Asked roll' });
    const choose = async () => {
      await lines.getByRole('button', { name: 'Allocate 3 of Asked roll' }).click();
      const stock = lines.getByLabel('From which stock');
      assert.is(await stock.inputValue(), '', 'nothing stands in for it by itself');
      await stock.selectOption('t170-1200');
      await use.click();
      await lines.getByText('Covered', { exact: true }).waitFor();
      await lines.getByText('Testliner 170 gsm 1,200 mm instead of Asked roll', { exact: true }).waitFor();
    };
    await choose();
    await lines.getByRole('button', { name: /^Undo allocating 3 rolls of Testliner/ }).click();
    await lines.getByRole('img', { name: '0 issued, 0 allocated, 3 rolls required' }).waitFor();
    await gone(lines.getByText('instead of Asked roll'));
    await choose();
    const given = { itemId: 't170-1200', orderId: 'instead', lineId: '1', quantity: 3 };
    await app.send('priya', 'IssueStock', given);
    await open(priya, '/orders/instead');
    await lines
      .getByText('All issued')
      .or(lines.getByText('Covered', { exact: true }))
      .first()
      .waitFor();
    await lines.getByText('Testliner 170 gsm 1,200 mm instead of Asked roll', { exact: true }).waitFor();
    // And the item's own history says for what it stood in.
    await open(priya, '/stock/t170-1200');
    const told = priya.getByRole('region', { name: 'History' }).getByRole('listitem').filter({ hasText: number });
    await told.filter({ hasText: 'instead of Asked roll' }).first().waitFor();
  });

  test('cancelled, with a reason, give back what they hold, which is seen on the stock screen at once', async () => {
    const number = await place('cancelled', { lines: [{ lineId: '1', itemId: 'w140-1040', quantity: 8 }] });
    await app.send('kylie', 'AllocateStock', {
      ...{ itemId: 'w140-1040', orderId: 'cancelled', lineId: '1', quantity: 8 },
    });
    await Promise.all([open(priya, '/orders/cancelled'), open(ana, '/stock/w140-1040')]);
    const liner = ana.getByRole('region', { name: 'White liner 140 gsm 1,040 mm' });
    const held = await liner.getByRole('img').getAttribute('aria-label');
    const [, free = ''] = /^(\d+) rolls free/.exec(held ?? '') ?? [];

    const begin = priya.getByRole('button', { name: 'Cancel order…' });
    await begin.click();
    const dialog = priya.getByRole('dialog', { name: `Cancel ${number}?` });
    await dialog.getByText('8 rolls allocated go back to free.').waitFor();
    await hasFocus(dialog.getByRole('button', { name: 'Keep it' }));
    await priya.keyboard.press('Escape');
    await gone(dialog);
    await hasFocus(begin);

    await begin.click();
    await dialog.getByRole('button', { name: 'Cancel order' }).click();
    await dialog.getByText('A reason is required.').waitFor();
    await dialog.getByRole('button', { name: 'Client cancelled' }).click();
    await dialog.getByRole('button', { name: 'Cancel order' }).click();
    await gone(dialog);
    await liner.getByRole('img', { name: new RegExp(`^${Number(free) + 8} rolls free`) }).waitFor();
    await liner.getByText(`Released 8 from ${number}`).waitFor();
    await priya.getByText(/^Cancelled .*Priya Raman: Client cancelled$/).waitFor();
    assert.is(await begin.count(), 0);

    // It was a mistake.
    await priya.getByRole('button', { name: 'Reopen order…' }).click();
    const reopen = priya.getByRole('form', { name: 'Reopen the order' });
    await reopen.getByRole('button', { name: 'Reopen order' }).click();
    await reopen.getByText('A reason is required.').waitFor();
    await reopen.getByRole('button', { name: 'Closed by mistake' }).click();
    await reopen.getByRole('button', { name: 'Reopen order' }).click();
    await begin.waitFor();
    await priya.getByText('Reopened in Entered').waitFor();
    await priya.getByRole('button', { name: 'More for White liner 140 gsm 1,040 mm' }).click();
    await priya.getByRole('button', { name: 'This line is made' }).click();
    await priya.getByText('Made', { exact: true }).waitFor();
    await priya.getByRole('button', { name: 'More for White liner 140 gsm 1,040 mm' }).click();
    await priya.getByRole('button', { name: 'It is not made after all' }).click();
    await gone(priya.getByText('Made', { exact: true }));
    await app.send('priya', 'CancelOrder', { orderId: 'cancelled', reason: 'Client cancelled' });

    await open(priya, '/orders?show=cancelled');
    await priya.getByRole('link').filter({ hasText: number }).waitFor();
  });
});

function column(page: Page, stage: string): Locator {
  return page.getByRole('region', { name: stage, exact: true });
}

function card(within: Page | Locator, number: string): Locator {
  return within.getByRole('link').filter({ hasText: number });
}

/** What the map of the stages says of one of them. */
async function mapCount(page: Page, stage: string): Promise<number> {
  const piece = page.getByRole('group', { name: 'Stages' }).getByRole('button', { name: new RegExp(`^${stage}, `) });
  return Number.parseInt((await piece.getAttribute('aria-label'))?.split(', ')[1] ?? '', 10);
}

async function addLine(page: Page, search: string, choice: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Add a line' }).click();
  await page.getByRole('searchbox', { name: 'Product or material' }).fill(search);
  await page.getByRole('button', { name: choice }).click();
}
