import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { projections as all } from '../../projections/index.ts';
import { orderDetails } from '../../projections/order-details.ts';
import { stockLevels } from '../../projections/stock-levels.ts';
import { stockMovements } from '../../projections/stock-movements.ts';
import type { StockLevel } from '../contracts/stock.ts';
import { atOf } from '../testing/commits.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { busyShop, Shop } from '../testing/read-models.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { goBack, RebuildUnderWay } from './building.ts';
import { compare } from './compare.ts';
import type { Projection } from './definition.ts';
import { digest } from './digest.ts';
import { pointersOf } from './pointers.ts';
import type { RebuildProgress } from './progress.ts';
import { rebuild } from './rebuild.ts';
import { rowsOf } from './rows.ts';

/** A build notes that it is alive at the first pause after a second. */
const SIGN_OF_LIFE_MS = 1_100;

suite('rebuild', (add) => {
  // There is much to do here: a machine that is busy with other things must not make it fail.
  const test = (name: string, work: () => Promise<void>) => add(name, work, { timeoutMs: 120_000 });
  let mongo: TestMongo;
  const shops: Shop[] = [];
  const shopOf = async (name: string) => {
    const shop = await Shop.open(mongo, name);
    shops.push(shop);
    return shop;
  };
  const pointerOf = async (shop: Shop, name: string) => {
    const pointer = await pointersOf(shop.views).findOne({ _id: name });
    if (pointer === null) throw new Error(`There is no pointer of ${name}.`);
    return pointer;
  };
  const collections = async (shop: Shop, name: string) =>
    (await shop.views.listCollections({}, { nameOnly: true }).toArray())
      .map((one) => one.name)
      .filter((one) => one.startsWith(`${name}.`))
      .sort();
  const until = async (holds: () => Promise<boolean>) => {
    for (let tries = 0; !(await holds()); tries += 1) {
      if (tries > 2_000) throw new Error('It never came to that.');
      await wait(10);
    }
  };

  add.before(async () => {
    mongo = await testMongo();
  });
  add.after(async () => {
    for (const shop of shops) await shop.close();
    await mongo.close();
  });

  test('gives the same digest each time, and the same as rows that were kept up to date commit by commit', async () => {
    const shop = await shopOf('twice');
    const running = shop.process(all);
    await running.caughtUp();
    const history = busyShop({ items: 6, commits: 350 });
    for (let start = 0; start < history.length; start += 35) await shop.log.append(...history.slice(start, start + 35));
    await running.caughtUp();
    await running.close();
    for (const projection of all) {
      const kept = await digest(shop.views, projection.name);
      const place = { log: shop.log.db, views: shop.views, projection };
      const first = await rebuild(place);
      const built = await digest(shop.views, projection.name);
      const second = await rebuild(place);
      assert.is(built, kept, projection.name);
      assert.is(await digest(shop.views, projection.name), kept, projection.name);
      assert.equal([first.position, second.generation - first.generation, second.parked], [350, 1, 0]);
    }
    assert.is.not(await digest(shop.views, 'stock-levels'), await digest(shop.views, 'order-board'));
  });

  test('goes on beside a server that serves the old rows, which then serves the new ones and has lost no change', async () => {
    const shop = await shopOf('beside');
    const history = busyShop({ items: 5, commits: 1_500 });
    await shop.log.append(...history.slice(0, 500));
    const projections = [stockLevels, stockMovements];
    const running = shop.process(projections);
    await running.caughtUp();
    const place = { log: shop.log.db, views: shop.views };
    let building = true;
    const writing = (async () => {
      for (let start = 500; start < history.length; start += 5)
        await shop.log.append(...history.slice(start, start + 5));
    })();
    const reading = (async () => {
      let asked = 0;
      while (building) {
        const page = await running.models.list('stock-levels', {}, { limit: 10 });
        assert.is(page.items.length, 5);
        asked += 1;
        await wait(1);
      }
      return asked;
    })();
    for (const projection of projections) await rebuild({ ...place, projection });
    await writing;
    building = false;
    assert.ok((await reading) > 20);
    await until(async () => running.models.status().every(({ generation }) => generation === 2));
    await running.caughtUp();
    await running.close();
    for (const projection of projections) {
      const { differing, position, generation, rows } = await compare({ ...place, projection });
      assert.equal([differing, position, generation], [0, 1_500, 2]);
      assert.ok(rows >= 5);
    }
    assert.equal(running.errors, []);
  });

  test('tells how far it is', async () => {
    const shop = await shopOf('progress');
    await shop.log.append(...busyShop({ items: 5, commits: 1_200 }));
    const told: RebuildProgress[] = [];
    const projection = orderDetails;
    const done = await rebuild({
      log: shop.log.db,
      views: shop.views,
      projection,
      onProgress: (one) => told.push(one),
    });
    const last = told.at(-1);
    assert.equal([last?.position, last?.head, last?.secondsLeft], [1_200, 1_200, 0]);
    assert.ok(done.eventsPerSecond > 0);
    assert.ok(told.every((one, index) => one.position > (told[index - 1]?.position ?? 0)));
  });

  test('keeps the generation before, for a way back and forth; older ones go', async () => {
    const shop = await shopOf('back');
    await shop.log.append(...busyShop({ items: 3, commits: 60 }));
    const running = shop.process([stockLevels]);
    await running.caughtUp();
    const place = { log: shop.log.db, views: shop.views, projection: stockLevels };
    // Somebody has spoilt the rows; a rebuild heals them; going back brings the spoilt ones again.
    await rowsOf(shop.views, 'stock-levels', 1).updateOne({ _id: 'i0' }, { $set: { 'row.name': 'Spoilt' } });
    await rebuild(place);
    await until(async () => running.models.status()[0]?.generation === 2);
    const nameNow = async () => ((await running.models.one('stock-levels', 'i0')) as StockLevel).name;
    assert.is(await nameNow(), 'Kraft 0 mm');
    const back = await goBack(shop.views, stockLevels);
    assert.equal([back.generation, back.previous?.generation], [1, 2]);
    await until(async () => running.models.status()[0]?.generation === 1);
    assert.is(await nameNow(), 'Spoilt');
    await shop.log.append([['stock-item/i0', 'StockReceived', { quantity: 3 }]]);
    await running.caughtUp();
    await goBack(shop.views, stockLevels);
    await until(async () => running.models.status()[0]?.generation === 2);
    await running.caughtUp();
    assert.is(await nameNow(), 'Kraft 0 mm');
    // What came in while the other one was served is in this one too.
    assert.is(((await running.models.one('stock-levels', 'i0')) as StockLevel).updatedAt, atOf(61));
    assert.is((await compare(place)).differing, 0);
    await rebuild(place);
    await rebuild(place);
    assert.equal(await collections(shop, 'stock-levels'), ['stock-levels.g2', 'stock-levels.g3', 'stock-levels.g4']);
    await rebuild(place);
    assert.equal(await collections(shop, 'stock-levels'), ['stock-levels.g3', 'stock-levels.g4', 'stock-levels.g5']);
  });

  test('has no way back where there is nothing before, or where other rules made it', async () => {
    const shop = await shopOf('noway');
    await shop.log.append(...busyShop({ items: 3, commits: 20 }));
    await rebuild({ log: shop.log.db, views: shop.views, projection: stockLevels });
    const none = (await rejects(goBack(shop.views, stockLevels))) as Error;
    assert.match(none.message, /no generation to go back to/);
    const next: Projection = { ...stockLevels, version: stockLevels.version + 1 };
    await rebuild({ log: shop.log.db, views: shop.views, projection: next });
    const other = (await rejects(goBack(shop.views, next))) as Error;
    const [was, is] = [stockLevels.version, next.version];
    assert.match(other.message, new RegExp(`version ${was} .* this program has version ${is}`));
  });

  test('a program with new rules serves the old rows until its own are built, and the old program goes back at once', async () => {
    const shop = await shopOf('rules');
    await shop.log.append(...busyShop({ items: 3, commits: 200 }));
    const old = shop.process([stockLevels]);
    await old.caughtUp();
    const next: Projection = {
      ...stockLevels,
      version: stockLevels.version + 1,
      evolve: (row, event, id) => {
        const after = (stockLevels as Projection).evolve(row, event, id);
        return after && { ...after, bay: 'Everywhere' };
      },
    };
    const renewed = shop.process([next]);
    await renewed.caughtUp();
    const bays = async ({ models }: typeof old) =>
      (await models.list('stock-levels', {}, { limit: 10 })).items.map((item) => (item as { bay: string }).bay);
    assert.equal(await bays(renewed), ['Everywhere', 'Everywhere', 'Everywhere']);
    assert.equal(renewed.models.status()[0]?.generation, 2);
    // The old program goes on with the rows that it understands.
    await shop.log.append([['stock-item/i0', 'StockAdjusted', { change: -1, reason: 'Water' }]]);
    await Promise.all([old.caughtUp(), renewed.caughtUp()]);
    assert.equal(await bays(old), ['A3', 'A3', 'A3']);
    assert.is(old.models.status()[0]?.generation, 1);
    await Promise.all([old.close(), renewed.close()]);
    const again = shop.process([stockLevels]);
    await again.caughtUp();
    assert.equal(await bays(again), ['A3', 'A3', 'A3']);
    assert.equal(again.models.status()[0]?.generation, 1);
    await again.close();
    assert.is((await compare({ log: shop.log.db, views: shop.views, projection: stockLevels })).differing, 0);
  });

  test('is taken up where it was after it was stopped', async () => {
    const shop = await shopOf('stopped');
    await shop.log.append(...busyShop({ items: 8, commits: 12_000 }));
    const place = { log: shop.log.db, views: shop.views, projection: stockMovements };
    const stop = new AbortController();
    const stopping: Projection = {
      ...stockMovements,
      evolve(row, event, id) {
        if (event.position > 7_000) stop.abort();
        return (stockMovements as Projection).evolve(row, event, id);
      },
    };
    await rejects(rebuild({ ...place, projection: stopping, signal: stop.signal, saveAfterMs: 0 }));
    const { building, generation } = await pointerOf(shop, 'stock-movements');
    assert.equal([generation, building?.generation], [0, 1]);
    assert.ok((building?.position ?? 0) > 0 && (building?.position ?? 0) < 12_000);
    const done = await rebuild(place);
    assert.equal([done.resumedFrom, done.generation], [building?.position, 1]);
    assert.is((await compare(place)).differing, 0);
  });

  test('is taken up by another process after it was killed, and only then', async () => {
    const shop = await shopOf('killed');
    await shop.log.append(...busyShop({ items: 8, commits: 12_000 }));
    const place = { log: shop.log.db, views: shop.views, projection: stockMovements };
    const program = fileURLToPath(new URL('../testing/rebuild-process.ts', import.meta.url));
    const names = [shop.log.db.databaseName, shop.views.databaseName, 'stock-movements', '2000'];
    const child = spawn(process.execPath, ['--import', 'tsx', program, mongo.uri, ...names], {
      stdio: ['pipe', 'inherit', 'inherit'],
    });
    const gone = once(child, 'exit');
    await until(
      async () => ((await pointersOf(shop.views).findOne({ _id: 'stock-movements' }))?.building?.position ?? 0) > 0,
    );
    await wait(SIGN_OF_LIFE_MS);
    let answered = false;
    const refused = rejects(rebuild(place), RebuildUnderWay);
    const end = () => {
      answered = true;
    };
    refused.then(end, end);
    // It is slow, not gone: it gives signs of life while we watch. Without the last of these it never comes to its end.
    for (let signs = 0; signs < 4 && !answered; signs += 1) {
      child.stdin.write('.');
      await wait(SIGN_OF_LIFE_MS);
    }
    assert.is((await refused).name, 'RebuildUnderWay');
    child.kill('SIGKILL');
    await gone;
    const left = await pointerOf(shop, 'stock-movements');
    assert.ok(left.building !== undefined && left.generation === 0);
    const done = await rebuild(place);
    assert.ok((done.resumedFrom ?? 0) > 0);
    assert.is((await compare(place)).differing, 0);
    const kept = await digest(shop.views, 'stock-movements');
    await rebuild(place);
    assert.is(await digest(shop.views, 'stock-movements'), kept);
  });

  test('compares what is served with the log, and names what differs', async () => {
    const shop = await shopOf('compare');
    await shop.log.append(...busyShop({ items: 6, commits: 300 }));
    const running = shop.process([stockLevels]);
    await running.caughtUp();
    await running.close();
    const place = { log: shop.log.db, views: shop.views, projection: stockLevels };
    assert.equal([(await compare(place)).differing, (await compare(place)).rows], [0, 6]);
    const rows = rowsOf(shop.views, 'stock-levels', 1);
    await rows.updateOne({ _id: 'i1' }, { $set: { 'row.onHand': 9_999 } });
    await rows.deleteOne({ _id: 'i2' });
    await rows.insertOne({ _id: 'made-up', position: 3, row: { name: 'Nothing' } });
    const { differing, differences } = await compare(place);
    assert.is(differing, 3);
    assert.equal(differences.map(({ id, served, fresh }) => [id, served !== null, fresh !== null]).sort(), [
      ['i1', true, true],
      ['i2', false, true],
      ['made-up', true, false],
    ]);
    assert.equal(await collections(shop, 'stock-levels'), ['stock-levels.g1']);
  });

  test('compares rightly while a server goes on writing', async () => {
    const shop = await shopOf('moving');
    const history = busyShop({ items: 4, commits: 2_000 });
    await shop.log.append(...history.slice(0, 1_000));
    const running = shop.process([stockLevels], { checkpointEveryMs: 60_000 });
    await running.caughtUp();
    let done = false;
    const writing = (async () => {
      for (let start = 1_000; start < 2_000 && !done; start += 2)
        await shop.log.append(...history.slice(start, start + 2));
    })();
    const { differing, position } = await compare({ log: shop.log.db, views: shop.views, projection: stockLevels });
    done = true;
    await writing;
    assert.is(differing, 0);
    assert.ok(position >= 1_000);
  });
});
