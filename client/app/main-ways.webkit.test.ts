import type { ClockState } from '../../src/contracts/clock.ts';
import { calendarDateAt } from '../../src/contracts/dates.ts';
import type { StockLevel } from '../../src/contracts/stock.ts';
import type { Timesheet } from '../../src/contracts/timesheet.ts';
import { addDays, mondayOf } from '../../src/contracts/week.ts';
import { demoPassword } from '../../src/demo/people.ts';
import { TestApp, type Username } from '../../src/testing/app.ts';
import { Asking } from '../../src/testing/asking.ts';
import { type CutLine, cutLine } from '../../src/testing/cut-line.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { askedWords } from '../features/approvals/approval-words.ts';
import { type Sought, WebkitTablet } from '../testing/webkit-tablet.ts';

const phone = { width: 390, height: 844 };
const thisMonday = mondayOf(calendarDateAt(new Date(), 'Australia/Sydney'));

suite('the main ways, in the engine of iPhone and iPad', (test) => {
  let app: TestApp;
  let line: CutLine;
  let url: string;
  const tablets: WebkitTablet[] = [];
  test.before(async () => {
    app = await TestApp.start({ keepsShell: true });
    line = await cutLine(app.url);
    url = line.uri.replace(/\/$/, '');
  });
  test.after(async () => {
    await line?.close();
    await app?.close();
  });
  test.after.each(async () => {
    line.mend();
    for (const tablet of tablets.splice(0)) await tablet.close();
  });

  const blank = async (size?: typeof phone): Promise<WebkitTablet> => {
    const tablet = await WebkitTablet.of(url, size);
    tablets.push(tablet);
    return tablet;
  };
  const enter = async (username: Username, at = '/', size?: typeof phone): Promise<WebkitTablet> => {
    const tablet = await blank(size);
    await tablet.enter(username, at);
    return tablet;
  };
  const level = async (id: string) => (await app.ask<{ item: StockLevel }>('priya', `/api/stock-levels/${id}`)).item;

  test('one signs in, and is told where it is wrong', async () => {
    const tablet = await blank();
    await tablet.open('/stock');
    await tablet.fill(field('User name'), 'priya');
    await tablet.fill(field('Password'), 'kraft-and-tape');
    await tablet.tap(button('Sign in'));
    await tablet.sees(text(/^Wrong user name or password/));
    await tablet.fill(field('Password'), demoPassword);
    await tablet.tap(button('Sign in'));
    await tablet.sees({ role: 'heading', name: 'Stock' });
    await tablet.sees(text('Live', banner));
  });

  test('stock is allocated; who is second reads who was first, and takes the rest', async () => {
    await kraftFor(app, 'webkit');
    const tablet = await enter('priya', '/stock/webkit', phone);
    await tablet.choose(field('For which order'), 'webkit-1/1');
    await tablet.sees({ role: 'heading', name: 'History' });
    assert.equal(await tablet.looseParts(), []);
    await tablet.tap(button('Allocate 40 rolls'));
    await tablet.sees(text(/^Allocated 40 to ADM-/));
    await tablet.choose(field('For which order'), 'webkit-2/1');
    await tablet.tapWhile(button('Allocate 20 rolls'), 'AllocateStock', () =>
      app.send('ben', 'IssueStock', { itemId: 'webkit', quantity: 18, reason: 'Export' }),
    );
    await tablet.sees({ role: 'heading', name: /^Ben Okafor issued 18 at \d/ });
    await tablet.sees(text('Your attempt is kept. It is not done.'));
    await tablet.tap(button('Allocate the remaining 5'));
    await tablet.sees(text(/^Allocated 5 to ADM-/));
    const { allocated, onHand } = await level('webkit');
    assert.equal([allocated, onHand], [45, 45]);
  });

  test('one clocks in and out', async () => {
    const tablet = await enter('dave', '/', phone);
    assert.equal(await tablet.looseParts(), []);
    await tablet.tap(button('Clock in'));
    await tablet.sees(text(/^On since \d.* [ap]m$/));
    await tablet.tap(button('Clock out'));
    await tablet.sees({ role: 'link', name: /^[01] min, (not )?on this week’s sheet/ });
    const { open, last } = (await app.ask<{ item: ClockState }>('dave', '/api/clock/dave')).item;
    assert.equal([open, typeof last?.end], [undefined, 'string']);
  });

  test('a week is filled on a phone, saves itself, and is submitted', async () => {
    const monday = addDays(thisMonday, -7 * 5);
    const tablet = await enter('kylie', `/timesheets?week=${monday}`, phone);
    await tablet.tap(button(new RegExp(`^Mon ${Number(monday.slice(8))}`)));
    await tablet.tap(button('Worked: more'));
    await tablet.sees(text(/^Draft, saved/));
    await tablet.tap(button(new RegExp(`^Tue ${Number(addDays(monday, 1).slice(8))}`)));
    await tablet.tap(button('More'));
    await tablet.pick(field('Start'), '22:00');
    await tablet.pick(field('End'), '06:00');
    await tablet.sees(text('On the next day'));
    await tablet.sees(text('15 h 06 min'));
    await tablet.tap(button('Submit week'));
    await tablet.tap(button('Submit it as it is'));
    await tablet.sees(text(/Waits for Priya Raman\./));
    const row = (await app.ask<{ item: Timesheet }>('kylie', `/api/timesheet-weeks/kylie.${monday}`)).item;
    const [first, night] = row.entries;
    assert.equal([row.status, first?.minutes, night?.start, night?.end], ['submitted', 456, '22:00', '06:00']);
  });

  test('a week is approved', async () => {
    const asking = await Asking.of(app);
    const { which, card } = await asking.week('sione');
    const tablet = await enter('priya', '/approvals');
    await tablet.tap(button('Approve', { role: 'region', name: `Sione Tavita, ${askedWords(card)}` }));
    await tablet.sees(text(/^You approved Sione Tavita’s timesheet at/));
    const row = (await app.ask<{ item: Timesheet }>('sione', `/api/timesheet-weeks/sione.${which.monday}`)).item;
    assert.is(row.status, 'approved');
  });

  test('what was tapped without a connection and is refused says who was first, hours later too', async () => {
    await kraftFor(app, 'later');
    const tablet = await enter('priya', '/stock/later');
    await tablet.choose(field('For which order'), 'later-1/1');
    line.cut();
    await tablet.sees(text(/^Offline/, banner));
    await tablet.tap(button('Allocate 40 rolls'));
    await tablet.sees(outbox('1 waiting'));
    await app.send('ben', 'IssueStock', { itemId: 'later', quantity: 60, reason: 'Export' });
    line.mend();
    await tablet.tap(outbox('1 refused'));
    await tablet.sees({ role: 'heading', name: /^Ben Okafor issued 60 at / });
    await tablet.tap(button('Discard'));
    await tablet.sees(outbox('All sent'));
    assert.equal([(await level('later')).allocated, (await level('later')).onHand], [0, 3]);
  });
});

const banner: Sought = { role: 'banner', name: /./ };
const button = (name: string | RegExp, inside?: Sought): Sought => ({
  role: 'button',
  name,
  ...(inside && { inside }),
});
const field = (name: string): Sought => ({ role: 'field', name });
const text = (name: string | RegExp, inside?: Sought): Sought => ({ role: 'text', name, ...(inside && { inside }) });
const outbox = (words: string): Sought => ({ role: 'link', name: `Outbox: ${words}` });

/** An item of its own with 63 rolls, and orders that want 40 and 20 of them. */
async function kraftFor(app: TestApp, itemId: string): Promise<void> {
  await app.send('priya', 'RegisterStockItem', {
    ...{ itemId, kind: 'raw-material', code: itemId.toUpperCase(), name: `Kraft ${itemId}`, bay: 'A1' },
    ...{ unit: 'roll', scale: 0, reorderPoint: 0 },
  });
  await app.send('dave', 'ReceiveStock', { itemId, quantity: 63 });
  for (const [number, quantity] of [
    [1, 40],
    [2, 20],
  ] as const) {
    const lines = [{ lineId: '1', itemId, quantity }];
    const order = { orderId: `${itemId}-${number}`, clientId: 'ironbark', dueDate: '2031-01-31', lines };
    await app.send('ana', 'PlaceOrder', { ...order, priority: 'normal' });
  }
}
