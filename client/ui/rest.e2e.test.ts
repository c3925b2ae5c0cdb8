import type { Locator, Page } from 'playwright-core';
import { TestApp, type Username, until } from '../../src/testing/app.ts';
import { Asking } from '../../src/testing/asking.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { approvedWeek, oldMonday } from '../../src/testing/weeks.ts';
import { REST_MS } from './rest.ts';

/** From a nervous finger to a slow one, in milliseconds. */
const GAPS = [40, 150, 300, 500];

suite('a second tap on one spot', (test) => {
  let app: TestApp;
  let asking: Asking;
  let page: Page;
  /** A manager's tablet, for approvals and pay. */
  let office: Page;
  /** The commands that the tablet has sent. */
  let sent: string[] = [];
  const ids = new Set<string>();
  test.before(async () => {
    app = await TestApp.start();
    asking = await Asking.of(app);
    page = await enter('priya', '/stock');
    office = await enter('ben', '/approvals');
  });
  test.after(() => app?.close());
  test.before.each(() => {
    sent = [];
  });
  test.after.each(() => app.requireNoSurprises());

  const enter = async (username: Username, at: string): Promise<Page> => {
    const tablet = await app.enter(username, { at, hasTouch: true });
    tablet.on('request', (request) => {
      const [, command] = /\/api\/commands\/(\w+)$/.exec(request.url()) ?? [];
      // What is sent again because the line or the server was slow is the same wish, under the same id.
      const id = request.headers()['idempotency-key'] ?? '';
      if (command === undefined || ids.has(id)) return;
      ids.add(id);
      sent.push(command);
    });
    return tablet;
  };
  const open = async (at: string, on = page): Promise<void> => {
    await on.goto(`${app.url}${at}`);
    await on.getByRole('banner').getByText('Live', { exact: true }).waitFor();
  };
  const place = async (orderId: string, itemId: string, quantity: number, number = 1): Promise<void> => {
    for (let one = 1; one <= number; one += 1) {
      await app.send('ana', 'PlaceOrder', {
        ...{ orderId: `${orderId}-${one}`, clientId: 'warrigal', dueDate: '2031-03-14', priority: 'normal' },
        lines: [{ lineId: '1', itemId, quantity }],
      });
    }
  };
  /** Two taps where the thing stands now, and the commands that came of them once all is answered. */
  const twice = async (thing: Locator, gapMs: number, { sends = true } = {}): Promise<readonly string[]> => {
    const spot = await middle(thing);
    const on = thing.page();
    const before = sent.length;
    await on.evaluate(tapTwice, { ...spot, gapMs });
    // It is kept on the device first, and goes a moment later.
    if (sends) {
      await until(
        'the first tap’s command',
        () => sent.length,
        (count) => count > before,
      );
    }
    await on.getByRole('banner').getByText('All sent').waitFor();
    return sent;
  };

  for (const gapMs of GAPS) {
    test(`moves an order by one stage only, ${gapMs} ms apart`, async () => {
      await place(`stage-${gapMs}`, 't170-1200', 5);
      await open(`/orders/stage-${gapMs}-1`);
      const moved = await twice(page.getByRole('button', { name: 'To Material' }), gapMs);
      await page.getByText('Material since').waitFor();
      assert.equal(moved, ['MoveOrderStage']);
    });

    test(`moves no other card of the board, ${gapMs} ms apart`, async () => {
      await open('/orders');
      const moved = await twice(page.getByRole('button', { name: /^Move .* to Material$/ }).first(), gapMs);
      assert.equal(moved, ['MoveOrderStage']);
    });

    test(`allocates to no other order, ${gapMs} ms apart`, async () => {
      const itemId = `tap-${gapMs}`;
      await app.send('priya', 'RegisterStockItem', {
        ...{ itemId, kind: 'raw-material', code: itemId.toUpperCase(), name: `Board ${gapMs}`, unit: 'roll', scale: 0 },
        reorderPoint: 0,
      });
      await app.send('dave', 'ReceiveStock', { itemId, quantity: 200 });
      await place(`alloc-${gapMs}`, itemId, 40, 3);
      await open(`/stock/${itemId}`);
      const done = await twice(page.getByRole('button', { name: 'Allocate 40 rolls' }), gapMs);
      const board = page.getByRole('region', { name: `Board ${gapMs}`, exact: true });
      await board.getByRole('img', { name: /^160 rolls free, 40 allocated/ }).waitFor();
      assert.equal(done, ['AllocateStock']);
    });

    test(`does only the next thing of Today, ${gapMs} ms apart`, async () => {
      await open('/');
      const next = page.getByRole('region', { name: 'Do this next' });
      const done = await twice(next.getByRole('button', { name: /^Allocate/ }), gapMs);
      assert.equal(done, ['AllocateStock']);
    });
  }

  for (const gapMs of GAPS) {
    test(`approves no other card, and takes nothing back, ${gapMs} ms apart`, async () => {
      for (const who of ['sione', 'dave'] as const) await asking.leave(who);
      await open('/approvals', office);
      // The open card, and one that is closed: its next one comes up where it was.
      for (const card of [office.locator('.approval-open'), office.locator('.approval-row').first()]) {
        const before = sent.length;
        const done = await twice(card.getByRole('button', { name: 'Approve', exact: true }), gapMs);
        assert.is(done.length, before + 1, `${done}`);
        await rested(office);
      }
    });

    test(`approves one card by its key, ${gapMs} ms apart`, async () => {
      for (const who of ['sione', 'dave'] as const) await asking.leave(who);
      await open('/approvals', office);
      await office.locator('.approval-open').waitFor();
      await office.evaluate(pressTwice, { key: 'a', afterMs: REST_MS, gapMs });
      await until('it is sent', () => sent.length > 0);
      await office.getByRole('banner').getByText('All sent').waitFor();
      assert.is(sent.length, 1, `${sent}`);
    });

    test(`opens, finalises and takes back a pay run once each, ${gapMs} ms apart`, async () => {
      const monday = oldMonday(1 + GAPS.indexOf(gapMs));
      await approvedWeek(app, 'kylie', monday);
      await app.send('ben', 'OpenPayRun', { period: monday });
      await open(`/pay/${monday}`, office);
      const asked = office.getByRole('dialog');
      await twice(office.getByRole('button', { name: /^Finalise 1 payslip,/ }), gapMs, { sends: false });
      await asked.waitFor();
      assert.equal(sent, [], 'the question is not answered by the tap that asked it');
      await rested(office);
      await twice(asked.getByRole('button', { name: /^Finalise/ }), gapMs);
      await office.getByText('Finalised by').waitFor();
      await rested(office);
      await twice(office.getByRole('button', { name: 'Take back…' }), gapMs, { sends: false });
      await asked.waitFor();
      assert.equal(sent, ['FinalisePayRun']);
      await asked.getByRole('button', { name: 'Wrong pay day' }).click();
      await rested(office);
      await twice(asked.getByRole('button', { name: 'Take the run back' }), gapMs);
      await office.getByText('Taken back by').waitFor();
      assert.equal(sent, ['FinalisePayRun', 'VoidPayRun'], 'and no new run is opened');
    });
  }

  test('also where the answer comes late', async () => {
    await place('late', 't170-1200', 5);
    await open('/orders/late-1');
    let answer: () => void = () => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/commands/MoveOrderStage', async (route) => {
      await answered;
      await route.continue();
    });
    const button = page.getByRole('button', { name: 'To Material' });
    const spot = await middle(button);
    await page.touchscreen.tap(spot.x, spot.y);
    await until('it is on its way', () => sent.length > 0);
    await gap(1_500);
    answer();
    await page.getByText('Material since').waitFor();
    await page.touchscreen.tap(spot.x, spot.y);
    await page.unroute('**/api/commands/MoveOrderStage');
    assert.equal(sent, ['MoveOrderStage']);
    // And it is no more than a moment: a look at what is new, and the next tap counts.
    await page.getByRole('button', { name: 'To Slitting' }).click();
    await page.getByText('Slitting since').waitFor();
  });

  test('clocks in, and not out again', async () => {
    // In the demo company he alone has no clock that may be running, whatever the time of day.
    const tablet = await enter('dave', '/');
    const done = await twice(tablet.getByRole('button', { name: 'Clock in' }), 300);
    await tablet.getByRole('button', { name: 'Clock out' }).waitFor();
    assert.equal(done, ['ClockIn']);
  });

  test('asks before it cancels an order, and does not answer for the person', async () => {
    await place('asked', 't170-1200', 5);
    await open('/orders/asked-1');
    const begin = page.getByRole('button', { name: 'Cancel order…' });
    await begin.scrollIntoViewIfNeeded();
    await twice(begin, 150, { sends: false });
    await page.getByRole('dialog').waitFor();
    assert.equal(sent, []);
  });

  test('nor do two presses of Enter, or one that is held', async () => {
    await place('keys', 't170-1200', 5);
    await open('/orders/keys-1');
    await page.getByRole('button', { name: 'To Material' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Material since').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.getByRole('banner').getByText('All sent').waitFor();
    assert.equal(sent, ['MoveOrderStage']);
  });

  test('takes nothing from a stepper: each tap counts', async () => {
    await open('/stock/pallet?do=receive');
    const more = page.getByRole('button', { name: 'Received, in pallets: more' });
    const spot = await middle(more);
    for (let tap = 0; tap < 5; tap += 1) await page.touchscreen.tap(spot.x, spot.y);
    await page.getByRole('button', { name: 'Receive 5 pallets' }).waitFor();
  });
});

/**
 * In the page, by the page's own time: on a busy machine a tap that is sent from outside comes when it comes, and may be
 * a second wish by then.
 */
async function tapTwice({ x, y, gapMs }: { readonly x: number; readonly y: number; readonly gapMs: number }) {
  const tap = () => {
    const hit = document.elementFromPoint(x, y);
    const where = { bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y };
    for (const type of ['pointerdown', 'pointerup']) hit?.dispatchEvent(new PointerEvent(type, where));
    hit?.dispatchEvent(new MouseEvent('click', where));
  };
  tap();
  await new Promise((resolve) => setTimeout(resolve, gapMs));
  tap();
}

/** By the page's own time as well. */
async function pressTwice(wish: { readonly key: string; readonly afterMs: number; readonly gapMs: number }) {
  const press = (ms: number) =>
    new Promise<void>((resolve) => {
      setTimeout(() => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: wish.key, bubbles: true }));
        resolve();
      }, ms);
    });
  await press(wish.afterMs);
  await press(wish.gapMs);
}

async function middle(thing: Locator): Promise<{ readonly x: number; readonly y: number }> {
  await thing.waitFor();
  const box = await thing.boundingBox();
  if (box === null) throw new Error('It cannot be tapped: it is not on the screen.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Waits until no place of the page rests any more. */
async function rested(page: Page): Promise<void> {
  await page.locator('.rest').waitFor({ state: 'detached' });
}

/** The time between two taps is what is tried here: there is nothing to wait for. */
function gap(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
