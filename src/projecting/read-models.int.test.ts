import { clients, clientsModel } from '../../projections/clients.ts';
import { orderBoard } from '../../projections/order-board.ts';
import { orderDetails } from '../../projections/order-details.ts';
import { people, peopleModel } from '../../projections/people.ts';
import { stockLevels } from '../../projections/stock-levels.ts';
import { stockMovements } from '../../projections/stock-movements.ts';
import type { OrderCard, OrderDetail } from '../contracts/order.ts';
import type { StockMovement } from '../contracts/stock.ts';
import { canonical } from '../event-store/canonical.ts';
import type { Given } from '../testing/commits.ts';
import { order, placed } from '../testing/given-events.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { busyShop, Shop, type TestProcess } from '../testing/read-models.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import type { Projection } from './definition.ts';
import { BadCursor } from './order.ts';
import type { Page } from './page.ts';
import { ReadModels } from './read-models.ts';

const received = (item: number, quantity = 1): Given => [`stock-item/i${item}`, 'StockReceived', { quantity }];
const idsOf = ({ items }: Page) => items.map((item) => (item as { id: string }).id);

suite('read models', (test) => {
  let mongo: TestMongo;
  const shops: Shop[] = [];
  const shopOf = async (name: string) => {
    const shop = await Shop.open(mongo, name);
    shops.push(shop);
    return shop;
  };
  const pagesOf = async ({ models }: TestProcess, name: string, params: object, limit: number) => {
    const pages: Page[] = [];
    let cursor: string | undefined;
    do {
      const page = await models.list(name, params, { limit, ...(cursor !== undefined && { cursor }) });
      pages.push(page);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return pages;
  };

  test.before(async () => {
    mongo = await testMongo();
  });
  test.after(async () => {
    for (const shop of shops) await shop.close();
    await mongo.close();
  });

  test('a history of 1,000 movements comes in pages, the newest first, none twice and none missing', async () => {
    const shop = await shopOf('history');
    const [first = [], other = []] = busyShop({ items: 2, commits: 2 });
    await shop.log.append(first, other, [received(1)]);
    await shop.log.append(...Array.from({ length: 999 }, (_, index) => [received(0, index + 1)]));
    const running = shop.process([stockMovements]);
    await running.caughtUp();
    const pages = await pagesOf(running, 'stock-movements', { itemId: 'i0' }, 150);
    const rows = pages.flatMap(({ items }) => items as StockMovement[]);
    assert.equal(
      rows.map(({ sequence }) => sequence),
      Array.from({ length: 1_000 }, (_, index) => 1_000 - index),
    );
    assert.equal([rows[0]?.onHand, rows[0]?.quantity, rows[999]?.kind], [499_500, 999, 'registered']);
    assert.equal([pages.length, pages[0]?.total, pages[0]?.items.length, pages[6]?.items.length], [7, 1_000, 150, 100]);
    // What comes in between two pages shifts nothing.
    const { nextCursor } = await running.models.list('stock-movements', { itemId: 'i0' }, { limit: 10 });
    await shop.log.append([received(0)], [received(0)]);
    await running.caughtUp();
    const second = await running.models.list(
      'stock-movements',
      { itemId: 'i0' },
      { limit: 10, cursor: nextCursor ?? '' },
    );
    assert.is((second.items[0] as StockMovement).sequence, 990);
    assert.equal((await running.models.list('stock-movements', { itemId: 'nobody' }, { limit: 10 })).items, []);
  });

  test('a list is in the order that people expect, and its pages hold while rows come and go', async () => {
    const shop = await shopOf('order');
    await shop.log.append(...busyShop({ items: 12, commits: 12 }));
    const running = shop.process([stockLevels]);
    await running.caughtUp();
    const all = await running.models.list('stock-levels', {}, { limit: 200 });
    assert.equal(
      idsOf(all),
      Array.from({ length: 12 }, (_, item) => `i${item}`),
    );
    const first = await running.models.list('stock-levels', {}, { limit: 5 });
    assert.equal([idsOf(first), first.total], [['i0', 'i1', 'i2', 'i3', 'i4'], 12]);
    await shop.log.append([['stock-item/i4', 'StockItemRetired', {}]], [['stock-item/i1', 'StockItemRetired', {}]]);
    await running.caughtUp();
    const second = await running.models.list('stock-levels', {}, { limit: 5, cursor: first.nextCursor ?? '' });
    assert.equal([idsOf(second), second.total], [['i5', 'i6', 'i7', 'i8', 'i9'], 10]);
    const retired = await running.models.list('stock-levels', { retired: true }, { limit: 5 });
    assert.equal([idsOf(retired), retired.nextCursor], [['i1', 'i4'], undefined]);
  });

  test('a list that is kept in memory is the one that would be read anew, through every change', async () => {
    const shop = await shopOf('kept');
    const running = shop.process([orderBoard, stockLevels]);
    await running.caughtUp();
    const asked: [name: string, params: object][] = [
      ['order-board', {}],
      ['order-board', { stage: 'winding' }],
      ['order-board', { stage: 'order_entered' }],
      ['order-board', { archived: true }],
      ['stock-levels', {}],
    ];
    const history: Given[][] = busyShop({ items: 3, commits: 206 });
    history.push(...[0, 3, 7].map((order): Given[] => [[`order/o${order}`, 'OrderArchived', {}]]));
    for (let start = 0; start < history.length; start += 9) {
      await shop.log.append(...history.slice(start, start + 9));
      // Not caught up on purpose now and then: a list may be asked for while it changes.
      if (start % 2 === 0) await running.caughtUp();
      for (const [name, params] of asked) await running.models.list(name, params, { limit: 200 });
    }
    await running.caughtUp();
    const other = shop.process([orderBoard, stockLevels]);
    await other.caughtUp();
    for (const [name, params] of asked) {
      const kept = await running.models.list(name, params, { limit: 200 });
      const fresh = await other.models.list(name, params, { limit: 200 });
      assert.is(canonical(kept.items), canonical(fresh.items));
      assert.is(kept.total, fresh.total);
      assert.ok(kept.total > 0, JSON.stringify(params));
    }
  });

  test('a list that is read while it changes misses nothing', async () => {
    const shop = await shopOf('race');
    await shop.log.append(...busyShop({ items: 150, commits: 150 }));
    const { runner, caughtUp } = shop.process([stockLevels]);
    await caughtUp();
    const page = { limit: 200 };
    for (let round = 0; round < 60; round += 1) {
      const models = new ReadModels({ runner, projections: [stockLevels] });
      const item = round % 150;
      const appended = shop.log.append([received(item)], [received(149 - item)]);
      // Now and then a little later, so that the reading falls before, into and behind the change.
      for (let turn = 0; turn < round % 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      await models.list('stock-levels', {}, page);
      await appended;
      await caughtUp();
      const fresh = new ReadModels({ runner, projections: [stockLevels] });
      const [kept, read] = [await models.list('stock-levels', {}, page), await fresh.list('stock-levels', {}, page)];
      assert.is(canonical(kept.items), canonical(read.items), `round ${round}`);
      models.close();
      fresh.close();
    }
  });

  test('an answer stays the same until something in it changes', async () => {
    const shop = await shopOf('tag');
    await shop.log.append(...busyShop({ items: 3, commits: 20 }));
    const running = shop.process([stockLevels, orderBoard]);
    await running.caughtUp();
    const list = () => running.models.list('stock-levels', {}, { limit: 200 });
    const before = await list();
    assert.is(await list(), before);
    await shop.log.append([['order/o0', 'OrderStageMoved', { from: 'winding', to: 'finishing' }]]);
    await running.caughtUp();
    assert.is(await list(), before);
    await shop.log.append([received(0)]);
    await running.caughtUp();
    assert.is.not(await list(), before);
  });

  test('beyond its bound a list leaves out what comes last, and says so', async () => {
    const list = stockLevels.query?.list;
    if (stockLevels.query === undefined || list === undefined) throw new Error('It has a list.');
    const short: Projection = { ...stockLevels, query: { ...stockLevels.query, list: { ...list, rowsMax: 4 } } };
    const shop = await shopOf('bound');
    await shop.log.append(...busyShop({ items: 6, commits: 6 }));
    const running = shop.process([short]);
    await running.caughtUp();
    const now = async () => {
      await running.caughtUp();
      const page = await running.models.list('stock-levels', {}, { limit: 10 });
      return [idsOf(page), page.truncated];
    };
    assert.equal(await now(), [['i0', 'i1', 'i2', 'i3'], true]);
    await shop.log.append([['stock-item/i1', 'StockItemRetired', {}]]);
    assert.equal(await now(), [['i0', 'i2', 'i3'], true]);
    await shop.log.append([['stock-item/i0', 'StockItemRetired', {}]], [['stock-item/i2', 'StockItemRetired', {}]]);
    assert.equal(await now(), [['i3', 'i4', 'i5'], undefined]);
  });

  test('refuses a cursor that is not from the list', async () => {
    const shop = await shopOf('cursor');
    await shop.log.append(...busyShop({ items: 3, commits: 10 }));
    const running = shop.process([stockLevels, stockMovements]);
    await running.caughtUp();
    const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const cursor of [
      'x',
      '%',
      text({ $gt: '' }),
      text([]),
      text([1, 2, 'i0']),
      text(['a', 'b', 3]),
      text([null, 'i0']),
    ]) {
      await rejects(running.models.list('stock-levels', {}, { limit: 5, cursor }), BadCursor);
    }
    for (const cursor of ['0', '-1', '1.5', 'x', '9'.repeat(30)]) {
      await rejects(running.models.list('stock-movements', { itemId: 'i0' }, { limit: 5, cursor }), BadCursor);
    }
  });

  test('tells who did something by name, also when the name comes later than the deed', async () => {
    const shop = await shopOf('names');
    await shop.log.append(...busyShop({ items: 1, commits: 1 }));
    const running = shop.process([people, stockMovements], { names: { people: peopleModel } });
    await running.caughtUp();
    const name = async () => {
      const { items } = await running.models.list('stock-movements', { itemId: 'i0' }, { limit: 1 });
      return (items[0] as StockMovement).user;
    };
    assert.equal(await name(), { id: 'kylie', name: 'kylie' });
    await shop.log.append([['user/kylie', 'UserRegistered', { username: 'kylie', name: 'Kylie Tran', role: 'sales' }]]);
    await running.caughtUp();
    assert.equal(await name(), { id: 'kylie', name: 'Kylie Tran' });
    const again = shop.process([people, stockMovements], { names: { people: peopleModel } });
    await again.caughtUp();
    assert.is(again.models.nameOf('kylie'), 'Kylie Tran');
  });

  test('a client who is renamed has the new name on open orders, and on closed ones the name of that day', async () => {
    const shop = await shopOf('renamed');
    const client = (type: string, name: string) => [['client/ironbark', type, { name, contacts: [] }]] as const;
    await shop.log.append(client('ClientRegistered', 'Ironbark'), [placed('o1')], [placed('o2')], [placed('o3')]);
    await shop.log.append([order('OrderStageMoved', { from: 'invoicing', to: 'cleared' }, 'o2')]);
    await shop.log.append([order('OrderCancelled', { reason: 'Twice' }, 'o3')]);
    const running = shop.process([clients, orderBoard, orderDetails], { names: { clients: clientsModel } });
    await running.caughtUp();
    let renamed = 0;
    running.models.renamed$.subscribe(() => {
      renamed += 1;
    });
    const names = async () => {
      await running.caughtUp();
      const { items } = await running.models.list('order-board', {}, { limit: 9 });
      const cards = (items as readonly OrderCard[]).map(({ id, clientName }) => `${id} ${clientName}`).sort();
      for (const card of cards) {
        const [id = '', name] = card.split(' ');
        assert.is(((await running.models.one('order-details', id)) as OrderDetail).clientName, name);
      }
      return cards;
    };
    assert.equal(await names(), ['o1 Ironbark', 'o2 Ironbark', 'o3 Ironbark']);
    await shop.log.append(client('ClientRevised', 'Redgum'));
    assert.equal(await names(), ['o1 Redgum', 'o2 Ironbark', 'o3 Ironbark']);
    assert.is(renamed, 1, 'those who follow are told to look again');
    await shop.log.append([order('OrderStageMoved', { from: 'invoicing', to: 'cleared' }, 'o1')]);
    await shop.log.append(client('ClientRevised', 'Banksia'), [placed('o4')]);
    assert.equal(await names(), ['o1 Redgum', 'o2 Ironbark', 'o3 Ironbark', 'o4 Banksia']);
  });

  test('changes are told in position order, as people see them, and only of what is shown', async () => {
    const shop = await shopOf('changes');
    // Nobody follows names as they change, in this company.
    const unfollowed: Projection = { ...(people as Projection), live: false };
    const running = shop.process([stockLevels, stockMovements, unfollowed]);
    await running.caughtUp();
    const heard: [position: number, model: string, id: string][] = [];
    const early: number[] = [];
    running.models.changes$.subscribe((changes) => {
      for (const { position, model, id } of changes) {
        heard.push([position, model, id]);
        if (running.models.position >= position) early.push(position);
      }
    });
    await shop.log.append(
      ...busyShop({ items: 1, commits: 1 }),
      [received(0)],
      [['user/ben', 'UserRegistered', { username: 'ben', name: 'Ben', role: 'sales' }]],
    );
    await running.caughtUp();
    assert.equal(
      heard.map(([position]) => position),
      heard.map(([position]) => position).sort((a, b) => a - b),
    );
    assert.equal(heard.map(([, model, id]) => `${model} ${id}`).sort(), [
      'stock-levels i0',
      'stock-movements i0:1',
      'stock-movements i0:2',
    ]);
    // The rows are told before anybody is told that the position is reached.
    assert.equal(early, []);
  });

  test('say how they are', async () => {
    const shop = await shopOf('status');
    await shop.log.append(...busyShop({ items: 1, commits: 7 }));
    const running = shop.process([stockLevels]);
    await running.caughtUp();
    assert.equal(running.models.status(), [
      { name: 'stock-levels', version: stockLevels.version, generation: 1, position: 7, outdated: false, parked: 0 },
    ]);
    assert.is(running.models.position, 7);
  });
});
