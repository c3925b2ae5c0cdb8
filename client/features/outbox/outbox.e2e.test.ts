import type { Page } from 'playwright-core';
import type { ClockState } from '../../../src/contracts/clock.ts';
import type { StockLevel } from '../../../src/contracts/stock.ts';
import { demoPassword } from '../../../src/demo/people.ts';
import { TestApp, type Username, until } from '../../../src/testing/app.ts';
import { gone, hasFocus } from '../../../src/testing/screen.ts';
import { storedCount } from '../../../src/testing/stored.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { sidewaysPhoto } from '../../testing/photo.ts';

// Each test has an item of its own, so that none depends on what another one did.

suite('the outbox', (test) => {
  let app: TestApp;
  test.before(async () => {
    app = await TestApp.start({ keepsShell: true });
  });
  test.after(() => app?.close());
  test.after.each(async () => {
    app.requireNoSurprises();
    await app.closeTablets();
  });

  test('what is given without a connection waits, changes no figure, and is done once when the line is back', async () => {
    const page = await app.enter('priya', { at: '/stock/wrap?do=receive' });
    const before = await onHand(app, 'wrap');
    await formIsHere(page);
    await goOff(page);
    await receive(page, 7);
    await outboxSays(page, '1 waiting');
    await page.getByText('1 of yours will be tried when the connection is back.').waitFor();
    await page.reload();
    await outboxSays(page, '1 waiting');
    await page.getByRole('link', { name: /^Outbox/ }).click();
    await page.getByText(/^Receive 7 rolls of /).waitFor();
    assert.is(await onHand(app, 'wrap'), before);
    // Its figure can be changed; one that cannot be read is mended first.
    await page.getByRole('button', { name: 'Change' }).click();
    const figure = page.getByRole('textbox', { name: /^How many/ });
    await figure.fill('8,5');
    await page.getByRole('button', { name: 'Keep 7 rolls' }).click();
    await hasFocus(figure);
    await page.getByText(/^Receive 7 rolls of /).waitFor();
    await figure.fill('8');
    await page.getByRole('button', { name: 'Keep 8 rolls' }).click();
    await page.getByText(/^Receive 8 rolls of /).waitFor();
    await page.context().setOffline(false);
    await outboxSays(page, 'All sent');
    await page.getByText('Nothing of yours waits on this device.').waitFor();
    assert.is(await onHand(app, 'wrap'), before + 8);
  });

  test('it outlives a page that is killed, and the answer that got lost', async () => {
    const page = await app.enter('priya', { at: '/stock/carton?do=receive' });
    const before = await onHand(app, 'carton');
    const ids: (string | undefined)[] = [];
    await page.context().route('**/api/commands/ReceiveStock', async (route) => {
      ids.push(route.request().headers()['idempotency-key']);
      // It arrives and is done, and the page dies before it hears of it.
      if (ids.length === 1) {
        await route.fetch();
        await page.close();
      } else await route.continue();
    });
    await receive(page, 3, 'pieces').catch(() => undefined);
    await until('the first try', () => ids.length === 1);
    await until(
      'it is done',
      () => onHand(app, 'carton'),
      (now) => now === before + 3,
    );
    const again = await page.context().newPage();
    await again.goto(`${app.url}/outbox`);
    await until('the second try', () => ids.length === 2);
    await outboxSays(again, 'All sent');
    assert.is(new Set(ids).size, 1);
    assert.is(await onHand(app, 'carton'), before + 3);
  });

  test('a photo that is attached without a connection waits with its size, outlives a reload, and is there once', async () => {
    const page = await app.enter('priya', { at: '/stock/wrap' });
    const files = page.getByRole('region', { name: 'Files', exact: true });
    await files.getByText('Nothing is attached yet.').waitFor();
    const photo = await sidewaysPhoto(page, [400, 200]);
    await goOff(page);
    await files
      .locator('input[type=file]')
      .last()
      .setInputFiles({ name: 'Label.jpg', mimeType: 'image/jpeg', buffer: photo });
    await files.getByRole('button', { name: /^Attach, / }).click();
    await files.getByText('Waits').waitFor();
    await page.reload();
    await outboxSays(page, '1 waiting');
    await page.getByRole('link', { name: /^Outbox/ }).click();
    await page.getByText(/^Attach Label, \d+ kB, to /).waitFor();
    await page.context().setOffline(false);
    await outboxSays(page, 'All sent');
    const { item } = await app.ask<{ item: { files: { name: string }[] } }>('priya', '/api/stock-files/wrap');
    assert.equal(
      item.files.map(({ name }) => name),
      ['Label'],
    );
  });

  test('what somebody who signs out leaves is not sent as another person, and goes when they come back', async () => {
    const page = await app.enter('priya', { at: '/stock/pallet?do=receive' });
    const before = await onHand(app, 'pallet');
    const senders: unknown[] = [];
    await page.route('**/api/commands/ReceiveStock', async (route) => {
      senders.push(route.request().headers()['misty-user']);
      await route.continue();
    });
    await formIsHere(page);
    await goOff(page);
    await receive(page, 2, 'pallets');
    await outboxSays(page, '1 waiting');
    await page.route('**/api/commands/*', (route) => route.abort('connectionreset'));
    await page.context().setOffline(false);
    await page.goto(`${app.url}/sign-in`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
    await page.unroute('**/api/commands/*');
    await signInAs(page, app, 'dave');
    await outboxSays(page, 'All sent');
    assert.is(await onHand(app, 'pallet'), before);
    await page.goto(`${app.url}/sign-in`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signInAs(page, app, 'priya');
    await until(
      'it is done',
      () => onHand(app, 'pallet'),
      (now) => now === before + 2,
    );
    assert.equal(new Set(senders), new Set(['priya']));
  });

  test('a refusal hours later says who was first, and what can be done', async () => {
    const page = await app.enter('priya', { at: '/stock/k120-1040' });
    await page.getByLabel('For which order').selectOption('demo-19/2');
    await goOff(page);
    await page.getByRole('button', { name: 'Allocate 30 rolls' }).click();
    await outboxSays(page, '1 waiting');
    await app.send('ben', 'IssueStock', { itemId: 'k120-1040', quantity: 45, reason: 'Export' });
    await page.context().setOffline(false);
    await outboxSays(page, '1 refused');
    await page.getByRole('link', { name: /^Outbox/ }).click();
    const card = page.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
    await card.getByRole('heading', { name: /^Ben Okafor issued 45 at / }).waitFor();
    await card.getByText(/^30 rolls for ADM-.*, tried at /).waitFor();
    await card.getByRole('button', { name: 'Allocate the remaining 3' }).click();
    await gone(card);
    await outboxSays(page, 'All sent');
    const { allocated } = await level(app, 'k120-1040');
    assert.ok(allocated >= 3);
  });

  test('what is about one thing goes in order; a refusal holds up nothing else, and is discarded for good', async () => {
    const page = await app.enter('priya', { at: '/stock/w140-980?do=receive' });
    const lost = '**/api/commands/*';
    await page.route(lost, (route) => route.abort('connectionreset'));
    await receive(page, 4);
    await page.goto(`${app.url}/stock/k120-980?do=receive`);
    await receive(page, 2);
    await outboxSays(page, '2 waiting');
    await page.route('**/api/commands/ReceiveStock', async (route) => {
      const { itemId } = route.request().postDataJSON() as { itemId: string };
      if (itemId !== 'w140-980') return await route.continue();
      const problem = {
        type: 'about:blank',
        title: 'Not allowed',
        status: 403,
        code: 'not-allowed',
        detail: 'Ask Ben.',
      };
      await route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) });
    });
    await page.unroute(lost);
    await outboxSays(page, '1 refused');
    await page.getByRole('link', { name: /^Outbox/ }).click();
    await page.getByText('Ask Ben.').waitFor();
    await page.getByRole('button', { name: 'Discard', exact: true }).click();
    await page.getByRole('button', { name: 'Discard for good' }).click();
    await page.getByText('Nothing of yours waits on this device.').waitFor();
  });

  test('clock in and out without a connection: both count from their taps, in order', async () => {
    const page = await app.enter('dave');
    const clock = page.getByRole('region', { name: 'Clock' });
    await clock.getByRole('button', { name: 'Clock in' }).waitFor();
    await goOff(page);
    await clock.getByRole('button', { name: 'Clock in' }).click();
    await clock.getByText(/^On from .*, when you tapped$/).waitFor();
    await page.waitForFunction(() => document.querySelector('[data-rest]') === null);
    await clock.getByRole('button', { name: 'Clock out' }).click();
    await clock.getByText(/^Off from .*, when you tapped$/).waitFor();
    await outboxSays(page, '2 waiting');
    await page.context().setOffline(false);
    await outboxSays(page, 'All sent');
    const { open, last } = (await app.ask<{ item: ClockState }>('dave', '/api/clock/dave')).item;
    assert.is(open, undefined);
    assert.ok(last !== undefined);
    // Somebody at the office clocks him in while he taps without a line.
    await goOff(page);
    await page.waitForFunction(() => document.querySelector('[data-rest]') === null);
    await clock.getByRole('button', { name: 'Clock in' }).click();
    await outboxSays(page, '1 waiting');
    await app.send('ben', 'ClockIn', { employeeId: 'dave' });
    await page.context().setOffline(false);
    await outboxSays(page, '1 refused');
    await page.getByRole('link', { name: /^Outbox/ }).click();
    const card = page.getByRole('status').filter({ hasText: 'You are already clocked in.' });
    await card.getByRole('heading', { name: /^Ben Okafor clocked you in at \d/ }).waitFor();
    await card.getByText(/^Clock in, .*, given /).waitFor();
    await card.getByRole('button', { name: 'Discard', exact: true }).click();
    await card.getByRole('button', { name: 'Discard for good' }).click();
    await outboxSays(page, 'All sent');
  });

  test('an order that somebody else moved meanwhile: where it is now, and the same move from there', async () => {
    await app.send('ana', 'PlaceOrder', {
      ...{ orderId: 'moved-1', clientId: 'gumnut', dueDate: '2031-01-31', priority: 'normal' },
      lines: [{ lineId: '1', itemId: 'pallet', quantity: 1 }],
    });
    const page = await app.enter('priya', { at: '/orders/moved-1' });
    await page.getByRole('button', { name: 'To Material' }).waitFor();
    await goOff(page);
    await page.getByRole('button', { name: 'To Material' }).click();
    await outboxSays(page, '1 waiting');
    await app.send('ben', 'MoveOrderStage', { orderId: 'moved-1', to: 'winding', note: 'The paper is here' });
    await page.context().setOffline(false);
    await outboxSays(page, '1 refused');
    await page.getByRole('link', { name: /^Outbox/ }).click();
    const card = page.getByRole('status').filter({ hasText: 'Your attempt is kept. It is not done.' });
    await card.getByRole('heading', { name: /^Ben Okafor moved the order to Winding at / }).waitFor();
    await card.getByText('It is in Winding now. You moved it from Entered to Material.').waitFor();
    await card.getByRole('button', { name: 'Move it from Winding to Material' }).waitFor();
    await card.getByRole('button', { name: 'Discard', exact: true }).click();
    await card.getByRole('button', { name: 'Discard for good' }).click();
    await outboxSays(page, 'All sent');
  });

  test('what a later version of Misty has kept is said to be there, and stays', async () => {
    const page = await app.enter('priya', { at: '/stock/wrap?do=receive' });
    await page.route('**/api/commands/*', (route) => route.abort('connectionreset'));
    await receive(page, 6);
    await outboxSays(page, '1 waiting');
    await page.evaluate(asLaterVersion);
    await page.reload();
    await outboxSays(page, 'Not known');
    await page.getByRole('link', { name: /^Outbox/ }).click();
    await page.getByText(/was kept by a newer version of Misty than this one. Nothing of it is lost/).waitFor();
    assert.is(await storedCount(page, 'outbox'), 1);
    // With a connection one works on.
    await page.unroute('**/api/commands/*');
    const before = await onHand(app, 'pallet');
    await page.goto(`${app.url}/stock/pallet?do=receive`);
    await receive(page, 2, 'pallets');
    assert.is(await onHand(app, 'pallet'), before + 2);
  });

  test('a browser that refuses to keep anything says so, and sends at once', async () => {
    const page = await app.tablet();
    await page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('None here.', 'SecurityError');
      };
    });
    await app.postFrom(page, '/api/auth/login', { username: 'priya', password: demoPassword });
    await page.goto(`${app.url}/outbox`);
    await page.getByText('This browser keeps nothing, as in a private window.').waitFor();
    const before = await onHand(app, 'pallet');
    await page.goto(`${app.url}/stock/pallet?do=receive`);
    await receive(page, 2, 'pallets');
    assert.is(await onHand(app, 'pallet'), before + 2);
  });

  test('what was half entered and is opened late, on a slow device, comes into its form', async () => {
    const page = await app.enter('priya', { at: '/stock/carton?do=receive' });
    const docket = page.getByRole('form', { name: 'Receive' }).getByLabel('Docket');
    await docket.fill('LATE-1');
    await until('it is kept', () => page.evaluate(() => sessionStorage.getItem('misty-kept') !== null));
    await page.addInitScript(opensLate);
    await page.reload();
    assert.is(await docket.inputValue(), '');
    await page.evaluate('mistyOpens()');
    await until(
      'it is in the form',
      () => docket.inputValue(),
      (entered) => entered === 'LATE-1',
    );
  });
});

/** A later version of Misty has opened the database, and has been taken back. It runs in the page. */
function asLaterVersion(): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('misty', 99);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
    opening.onerror = () => reject(opening.error);
  });
}

/** Nothing that was sealed is opened before the test says so. It runs in the page. */
function opensLate(): void {
  const { decrypt } = SubtleCrypto.prototype;
  const said = new Promise<void>((resolve) => {
    Object.assign(globalThis, { mistyOpens: resolve });
  });
  SubtleCrypto.prototype.decrypt = async function (...given) {
    await said;
    return await decrypt.apply(this, given);
  };
}

async function formIsHere(page: Page): Promise<void> {
  await page.getByRole('form', { name: 'Receive' }).waitFor();
}

async function goOff(page: Page): Promise<void> {
  await until('the worker', () => page.evaluate(() => navigator.serviceWorker.controller !== null));
  await page.context().setOffline(true);
  await page.getByRole('banner').getByText('Offline').waitFor();
}

async function receive(page: Page, quantity: number, unit = 'rolls'): Promise<void> {
  const form = page.getByRole('form', { name: 'Receive' });
  await form.getByRole('textbox', { name: `Received, in ${unit}` }).fill(String(quantity));
  await form.getByRole('button', { name: `Receive ${quantity} ${unit}` }).click();
  await form.waitFor({ state: 'detached' });
}

/** Where the line was lost, it is tried again after pauses that grow. */
async function outboxSays(page: Page, words: string): Promise<void> {
  await page.getByRole('link', { name: `Outbox: ${words}` }).waitFor({ timeout: 45_000 });
}

async function signInAs(page: Page, app: TestApp, username: Username): Promise<void> {
  await page.getByRole('heading', { name: 'Who’s here?' }).waitFor();
  await app.signIn(page, username);
}

async function level(app: TestApp, id: string): Promise<StockLevel> {
  return (await app.ask<{ item: StockLevel }>('priya', `/api/stock-levels/${id}`)).item;
}

async function onHand(app: TestApp, id: string): Promise<number> {
  return (await level(app, id)).onHand;
}
