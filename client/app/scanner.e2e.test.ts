import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { encode } from 'uqr';
import type { OrderDetail } from '../../src/contracts/order.ts';
import type { PrintedReceipt } from '../../src/contracts/receipts.ts';
import { demoPassword } from '../../src/demo/people.ts';
import { TestApp } from '../../src/testing/app.ts';
import { browserArgs, launchBrowser } from '../../src/testing/chromium.ts';
import { scan } from '../../src/testing/scanner.ts';
import { countIs, hasFocus } from '../../src/testing/screen.ts';
import { assert, suite } from '../../src/testing/suite.ts';

suite('a scanner', (test) => {
  let app: TestApp;
  let page: Page;
  test.before(async () => {
    app = await TestApp.start();
    for (const code of ['SCN-10', 'SCN-1']) {
      const itemId = code.toLowerCase();
      const figures = { unit: 'roll', scale: 0, reorderPoint: 0 } as const;
      const item = { itemId, kind: 'raw-material', code, name: `Roll ${code}`, ...figures } as const;
      await app.send('priya', 'RegisterStockItem', item);
    }
    page = await app.enter('priya', { at: '/stock' });
  });
  test.after(() => app?.close());
  test.after.each(() => app.requireNoSurprises());

  const open = async (at: string): Promise<void> => {
    await page.goto(`${app.url}${at}`);
    await page.getByRole('banner').getByText('Live', { exact: true }).waitFor();
    await page.locator('[data-scanner]').waitFor({ state: 'attached' });
  };
  const opened = (path: string) => page.waitForURL(`${app.url}${path}`);

  test('opens the very code from anywhere, and presses nothing on its way', async () => {
    await open('/orders');
    await page.getByRole('button', { name: /^\d+ late$/ }).focus();
    await scan(page, 'SCN-1');
    await opened('/stock/scn-1');
    await page.getByRole('heading', { name: 'Roll SCN-1' }).waitFor();
    await scan(page, 'scn-10');
    await opened('/stock/scn-10');
    // A space in a code would press the button that has the focus.
    await open('/orders');
    const late = page.getByRole('button', { name: /^\d+ late$/ });
    await late.focus();
    await scan(page, 'NOT 1 OF OURS');
    await page.getByText('Nothing on the lists has the code NOT 1 OF OURS.').waitFor();
    assert.is(await late.getAttribute('aria-pressed'), 'false');
    await page.getByRole('button', { name: 'Got it' }).click();
  });

  const receiptOf = async (orderId: string): Promise<PrintedReceipt> => {
    const { item } = await app.ask<{ item: OrderDetail }>('priya', `/api/order-details/${orderId}`);
    const path = `/api/receipts/job/${orderId}?sequence=${item.sequence}`;
    return (await app.ask<{ item: PrintedReceipt }>('priya', path)).item;
  };

  test('tells of a paper whether it still stands, what was changed and by whom, and which one is not ours', async () => {
    const orderId = 'demo-15';
    const { address } = await receiptOf(orderId);
    await open('/orders');
    // Whatever address Misty had when it was printed.
    await scan(page, `https://before.example${address}`);
    await page.getByRole('heading', { name: 'It stands in the log, unchanged since' }).waitFor();
    await page.getByText('What the paper must show').waitFor();
    const { item } = await app.ask<{ item: OrderDetail }>('priya', `/api/order-details/${orderId}`);
    const revised = { orderId, notes: 'Wind them loose', reason: 'The client rang' };
    await app.send('priya', 'ReviseOrder', revised, item.version);
    await scan(page, `${app.url}/orders/${orderId}`);
    await opened(`/orders/${orderId}`);
    await scan(page, `${app.url}${address}`);
    const changed = page.getByRole('table', { name: 'What was changed since' });
    await changed.getByText('Wind them loose').waitFor();
    await changed.getByText('Priya Raman').waitFor();
    await changed.getByText('The client rang').waitFor();
    await scan(page, `${app.url}${address.replace('n=', 'n=9')}`);
    await page.getByRole('heading', { name: 'We never signed this' }).waitFor();
    await scan(page, `${app.url}${address.replace(/k=\w+/, 'k=0123456789abcdef')}`);
    await page.getByRole('heading', { name: 'Another company signed this' }).waitFor();
    await scan(page, `${app.url}${address.slice(0, -9)}`);
    await page.getByRole('heading', { name: 'This is no receipt that can be read' }).waitFor();
  });

  test('in the search, opens the very code and not a longer one', async () => {
    await open('/stock');
    const search = page.getByRole('searchbox');
    await search.fill('kraft');
    await scan(page, 'SCN-1');
    await opened('/stock/scn-1');
    assert.is(await page.getByRole('searchbox').inputValue(), 'SCN-1');
  });

  test('a docket number does not receive anything; it replaces what stood there', async () => {
    await open('/stock/scn-1');
    await page.getByRole('link', { name: 'Receive' }).click();
    await page.getByRole('textbox', { name: /^Received/ }).fill('24');
    const docket = page.getByLabel('Docket');
    await docket.fill('half a numb');
    await scan(page, 'DN-88123');
    await hasFocus(page.getByRole('button', { name: /^Receive \d/ }));
    assert.is(await docket.inputValue(), 'DN-88123');
    const { item } = await app.ask<{ item: { onHand: number } }>('priya', '/api/stock-levels/scn-1');
    assert.is(item.onHand, 0);
  });

  test('a code is no figure, and stays out of one', async () => {
    await open('/stock/scn-1');
    await page.getByRole('link', { name: 'Receive' }).click();
    const figure = page.getByRole('textbox', { name: /^Received/ });
    await figure.fill('12');
    await scan(page, '9312345678901');
    await page.getByText('Nothing on the lists has the code 9312345678901.').waitFor();
    assert.is(await figure.inputValue(), '12');
  });

  test('in the middle of a sentence is taken out of it and followed; the words stay', async () => {
    await open('/stock/new');
    const words = page.getByLabel('Specification');
    await words.fill('Glue side out, ');
    await scan(page, 'SCN-1');
    await opened('/stock/scn-1');
    await page.goBack();
    assert.is(await words.inputValue(), 'Glue side out, ');
    await words.focus();
    await scan(page, 'DN-4711');
    await page.getByText('Nothing on the lists has the code DN-4711.').waitFor();
    assert.is(await words.inputValue(), 'Glue side out, ');
    await page.getByRole('button', { name: 'Got it' }).click();
  });

  test('a table that is pasted into one line stands in it cell by cell, and is no figure', async () => {
    await open('/stock/new');
    const paste = async (label: string, text: string) => {
      const field = page.getByLabel(label, { exact: true });
      await field.fill('');
      await field.focus();
      await page.evaluate(
        ([text]) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', text);
          const pasted = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
          document.activeElement?.dispatchEvent(pasted);
        },
        [text] as const,
      );
      return await field.inputValue();
    };
    assert.is(await paste('Name', 'Kraft\t120 gsm\r\nLiner\t140 gsm\r\n'), 'Kraft 120 gsm Liner 140 gsm');
    assert.is(await paste('Code', 'K120-980\r\n'), 'K120-980');
    await open('/stock/scn-1?do=receive');
    const figure = page.getByRole('textbox', { name: /^Received/ });
    await figure.fill('24 30');
    await page.getByText('There are several figures. Enter one.').waitFor();
    await figure.fill('9'.repeat(40));
    await page.getByText('40 digits are too many for a figure.').waitFor();
    await figure.fill('\u22125');
    await page.getByText('It cannot be below 0.').waitFor();
  });

  test('what is longer than a field may hold stays whole, is said, and is not sent', async () => {
    await open('/stock/new');
    const name = page.getByLabel('Name', { exact: true });
    for (const letter of ['漢', 'م', '😀']) {
      await name.fill(letter.repeat(200));
      await page.getByText('At most 120 characters; this is 200.').waitFor();
      assert.is([...(await name.inputValue())].length, 200);
    }
    await page.getByLabel('Code', { exact: true }).fill('К120');
    await page.getByRole('textbox', { name: 'Reorder at' }).fill('1');
    await page.getByRole('button', { name: 'Put it on the list' }).click();
    await hasFocus(name);
    const most = 'م'.repeat(117);
    await name.fill(`${most} 12`);
    await countIs(page.getByText(/^At most 120 characters/), 0);
    await page.getByRole('button', { name: 'Put it on the list' }).click();
    await page.getByText('It has letters of another alphabet, which may look like ours; type it anew.').waitFor();
    await page.getByLabel('Code', { exact: true }).fill('SCN-l');
    await page.getByRole('button', { name: 'Put it on the list' }).click();
    await page.getByText(/SCN-1/).first().waitFor();
    await page.getByLabel('Code', { exact: true }).fill('ARB-1');
    await page.getByRole('button', { name: 'Put it on the list' }).click();
    // Its figures stand where they belong: a name of another direction moves nothing around it.
    const shown = page.getByRole('heading', { name: `${most} 12` });
    await shown.waitFor();
    assert.equal(await shown.evaluate((it) => getComputedStyle(it).unicodeBidi), 'isolate');
  });

  test('Enter of a hand goes on to the next field', async () => {
    await open('/stock/new');
    await page.getByLabel('Name', { exact: true }).fill('Wrap');
    await page.keyboard.press('Enter');
    await hasFocus(page.getByLabel('Code', { exact: true }));
    await page.getByLabel('Code', { exact: true }).fill('WRP-9');
    await page.keyboard.press('Enter');
    await hasFocus(page.getByLabel('Bay', { exact: true }));
    await scan(page, 'C-11');
    await hasFocus(page.getByLabel('Counted in'));
    assert.is(await page.getByLabel('Bay', { exact: true }).inputValue(), 'C-11');
    await opened('/stock/new');
  });

  test('a figure that is refused holds the button back', async () => {
    await open('/stock/scn-1');
    await page.getByRole('link', { name: 'Receive' }).click();
    const figure = page.getByRole('textbox', { name: /^Received/ });
    await figure.fill('5');
    await figure.fill('97,5');
    await page.getByText('Whole numbers only: 97?').waitFor();
    await page.getByRole('button', { name: /^Receive \d/ }).click();
    await hasFocus(figure);
    assert.is(await figure.inputValue(), '97,5');
    await figure.fill('1,825');
    await page.getByRole('button', { name: 'Receive 1,825 rolls' }).click();
    await page.getByText('1,825', { exact: true }).first().waitFor();
  });

  test('is no hand: what begins with the keys of a screen leads to its code alone, while a hand gets there', async () => {
    await open('/orders');
    await page.locator('main').focus();
    await scan(page, 'GS-77');
    await page.getByText('Nothing on the lists has the code GS-77.').waitFor();
    assert.is(new URL(page.url()).pathname, '/orders');
    await page.getByRole('button', { name: 'Got it' }).click();
    await page.locator('main').focus();
    await page.keyboard.press('g', { delay: 80 });
    await page.keyboard.press('s', { delay: 80 });
    await opened('/stock');
  });

  test('in the palette presses nothing; a hand finds there what may be done', async () => {
    await open('/stock');
    const palette = page.getByRole('dialog', { name: 'What do you want to do?' });
    await page.keyboard.press('Control+k');
    await palette.getByRole('searchbox').fill('new ord');
    await palette.getByText('New order: 1 of 1').waitFor();
    await page.keyboard.press('Enter', { delay: 120 });
    await opened('/orders/new');
    await palette.waitFor({ state: 'detached' });

    await open('/stock');
    await page.keyboard.press('Control+k');
    await palette.getByRole('searchbox').fill('dark');
    await scan(page, 'SCN-1');
    await page.getByText('Close what is open first, then scan again.').waitFor({ state: 'attached' });
    assert.is(new URL(page.url()).pathname, '/stock');
    assert.is.not(await page.locator('html').getAttribute('data-theme'), 'dark');
  });

  test('has labels of the label printer’s size to read, one on a page, and papers of A4', async () => {
    const printed = async (at: string, code: string | RegExp = /^QR code of/) => {
      await open(at);
      await page.getByRole('img', { name: code }).waitFor();
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      const sizes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
      // In points, 72 to the inch.
      return sizes.map(([, ...sides]) => sides.map((side) => Math.round((Number(side) * 25.4) / 72)));
    };
    assert.equal(await printed('/papers/item/k120-980'), [[100, 50]]);
    assert.equal(await printed('/papers/bay/A3'), [[100, 50]]);
    assert.equal(await printed('/papers/job/demo-15', 'QR code of the receipt'), [[210, 297]]);
  });

  test('of the camera opens what the label names, and tells where a foreign code leads without going there', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'misty-camera-'));
    const film = join(folder, 'film.y4m');
    const seen = async (text: string) => {
      await writeFile(film, filmOf(encode(text, { border: 4 })));
      const camera = [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${film}`,
      ];
      const browser = await launchBrowser({ args: [...browserArgs, ...camera] });
      try {
        const context = await browser.newContext({ permissions: ['camera'], locale: 'en-AU' });
        const tablet = await app.prepare(context);
        await app.postFrom(tablet, '/api/auth/login', { username: 'priya', password: demoPassword });
        await tablet.goto(`${app.url}/stock`);
        await tablet.getByRole('button', { name: 'Scan with the camera' }).click();
        const told = tablet.locator('[data-scanner]').getByText(/./).first();
        await Promise.race([tablet.waitForURL(({ pathname }) => pathname !== '/stock'), told.waitFor()]);
        const { pathname } = new URL(tablet.url());
        assert.is(await tablet.getByRole('dialog').count(), 0);
        if (!pathname.startsWith('/receipt/')) return pathname === '/stock' ? await told.textContent() : pathname;
        return await tablet.getByRole('heading', { level: 2 }).first().textContent();
      } finally {
        await browser.close();
      }
    };
    try {
      assert.is(await seen(`${app.url}/stock/scn-1`), '/stock/scn-1');
      assert.is(
        await seen('https://evil.example/stock/scn-1'),
        'This code leads to https://evil.example. It was not opened.',
      );
      const { address } = await receiptOf('demo-15');
      assert.is(await seen(`${app.url}${address}`), 'It stands in the log, unchanged since');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** A film of a QR code on a grey wall, as a camera gives it: YUV4MPEG2, 640 × 480. */
function filmOf({ size, data }: { readonly size: number; readonly data: readonly (readonly boolean[])[] }): Buffer {
  const [width, height] = [640, 480];
  const module = Math.min(9, Math.floor(height / size));
  const light = Buffer.alloc(width * height, 128);
  const [left, top] = [width, height].map((side) => Math.floor((side - size * module) / 2));
  for (let y = 0; y < size * module; y += 1) {
    for (let x = 0; x < size * module; x += 1) {
      const dark = data[Math.floor(y / module)]?.[Math.floor(x / module)] === true;
      light[(y + (top ?? 0)) * width + x + (left ?? 0)] = dark ? 16 : 235;
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc((width * height) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame]);
}
