import { randomUUID } from 'node:crypto';
import { firstValueFrom, from } from 'rxjs';
import type { CommandPayload } from '../contracts/commands.ts';
import { type KnownOrder, order } from '../domain/order/order.ts';
import { type KnownStockItem, stockItem } from '../domain/stock/stock-item.ts';
import { Collisions, command, no, type Told, yes } from '../testing/collisions.ts';
import { checkAggregate } from '../testing/domain/invariants.ts';
import { assert, suite } from '../testing/suite.ts';
import { readAggregates } from './read.ts';
import type { Command } from './store.ts';

const PROCESSES = 8;
const ROUNDS = 50;
const KILLS = 4;

/** Writers in processes of their own, on one log, all at once. Each total must be exact at the end. */
suite('collisions between processes', (test) => {
  let shop: Collisions;

  test.before(async () => {
    shop = await Collisions.open(PROCESSES);
    await shop.done('RegisterClient', { clientId: 'ironbark', name: 'Ironbark Textiles' });
  });
  test.after(() => shop.close());

  const item = async (quantity: number, unit: 'roll' | 'm' = 'roll') => {
    const itemId = randomUUID();
    await shop.done('RegisterStockItem', {
      itemId,
      kind: 'raw-material',
      code: itemId.slice(0, 8),
      name: 'Kraft 120 gsm',
      unit,
      scale: 0,
      reorderPoint: 0,
    });
    if (quantity > 0) await shop.done('ReceiveStock', { itemId, quantity });
    return itemId;
  };
  const placing = (itemId: string, quantity: number, orderId: string = randomUUID()) =>
    command('PlaceOrder', {
      orderId,
      clientId: 'ironbark',
      dueDate: '2026-12-01',
      priority: 'normal',
      lines: [{ lineId: '1', itemId, quantity }],
    });
  const placed = async (itemId: string, quantity: number) => {
    const { payload } = placing(itemId, quantity);
    await shop.done('PlaceOrder', payload as CommandPayload<'PlaceOrder'>);
    return (payload as CommandPayload<'PlaceOrder'>).orderId;
  };
  /** Sets up all rounds together. Only the rounds themselves are to collide. */
  const rounds = <Ready>(ready: () => Promise<Ready>) => Promise.all(Array.from({ length: ROUNDS }, ready));
  const itemNow = async (itemId: string) => (await shop.read(stockItem, itemId)) as KnownStockItem;

  test(
    '8 processes × 64 allocations of an item of 100: exactly 100, every loser refused in the words of the shop',
    async () => {
      const itemId = await item(100);
      const orderId = await placed(itemId, 1_000);
      const shares = Array.from({ length: PROCESSES }, (_, process) =>
        Array.from({ length: 64 }, () =>
          command('AllocateStock', { itemId, orderId, lineId: '1', quantity: 1 }, { user: `person-${process}` }),
        ),
      );
      const outcomes = await shop.collide(...shares);
      assert.is(yes(outcomes).length, 100);
      for (const { refused, detail } of no(outcomes)) {
        assert.is(refused, 'insufficient-stock');
        assert.is(detail, 'Insufficient stock or concurrent allocation occurred.');
      }
      const { onHand, allocated } = await itemNow(itemId);
      assert.equal({ onHand, allocated }, { onHand: 100, allocated: 100 });
    },
    { timeoutMs: 120_000 },
  );

  test(
    'the same while a process is killed again and again and its commands are sent anew: each accepted once',
    async () => {
      const itemId = await item(100);
      const orderId = await placed(itemId, 1_000);
      const allocations = (count: number) =>
        Array.from({ length: count }, () => command('AllocateStock', { itemId, orderId, lineId: '1', quantity: 1 }));
      const victims = allocations(64);
      const outcomes: Told[] = [];
      for (let kills = 0; kills < KILLS; kills++) {
        const moved = firstValueFrom(from(shop.store.commitsAfter(shop.store.head)));
        shop.workers[0]?.send({ round: -1, commands: victims });
        const others = shop.collide([], ...Array.from({ length: PROCESSES - 1 }, () => allocations(2)));
        // Killed in the middle: as soon as the log is seen to move, wherever the process stands then.
        await Promise.race([moved, others]);
        await shop.workers[0]?.kill();
        outcomes.push(...(await others));
        shop.workers[0] = await shop.start();
      }
      const rest = Array.from({ length: PROCESSES - 1 }, () => allocations(64 - 2 * KILLS));
      outcomes.push(...(await shop.collide(victims, ...rest)));
      assert.is(yes(outcomes).length, 100);
      const { allocated } = await itemNow(itemId);
      assert.is(allocated, 100);
      const commits = await readAggregates(shop.mongo.logDb, [stockItem.at(itemId)]);
      const recordedIds = commits.filter(({ command: { type } }) => type === 'AllocateStock').map(({ _id }) => _id);
      assert.equal(new Set(recordedIds), new Set(yes(outcomes).map(({ commandId }) => commandId)));
      assert.is(recordedIds.length, 100);
    },
    { timeoutMs: 120_000 },
  );

  test(
    'a count typed in while others allocate: no allocation is lost, in any of 50 rounds',
    async () => {
      const ready = await rounds(async () => {
        const itemId = await item(20);
        return { itemId, orderId: await placed(itemId, 20) };
      });
      for (const { itemId, orderId } of ready) {
        const allocation = () => command('AllocateStock', { itemId, orderId, lineId: '1', quantity: 2 });
        const outcomes = await shop.collide(
          [command('CountStock', { itemId, counted: 9 })],
          ...Array.from({ length: 4 }, () => [allocation(), allocation()]),
        );
        const allocations = yes(outcomes.slice(1)).length;
        const { onHand, allocated } = await itemNow(itemId);
        assert.is(allocated, allocations * 2);
        assert.ok(allocated <= onHand);
        const counted = outcomes[0]?.accepted === true;
        assert.is(onHand, counted ? 9 : 20);
        assert.is(allocations, counted ? 4 : 8);
      }
    },
    { timeoutMs: 120_000 },
  );

  test(
    'ten orders want the last slit metres: 50 rounds, one winner each',
    async () => {
      const ready = await rounds(async () => {
        const itemId = await item(100, 'm');
        return { itemId, orders: await Promise.all(Array.from({ length: 10 }, () => placed(itemId, 100))) };
      });
      for (const { itemId, orders } of ready) {
        const shares: Command[][] = Array.from({ length: PROCESSES }, () => []);
        for (const [index, orderId] of orders.entries()) {
          const wish = command('AllocateStock', { itemId, orderId, lineId: '1', quantity: 100 }, { user: orderId });
          shares[index % PROCESSES]?.push(wish);
        }
        const outcomes = await shop.collide(...shares);
        assert.is(yes(outcomes).length, 1);
        const winner = (await itemNow(itemId)).lastTake?.user;
        for (const refusal of no(outcomes)) {
          assert.is(refusal.refused, 'insufficient-stock');
          assert.is(refusal.winner?.user, winner);
        }
      }
    },
    { timeoutMs: 120_000 },
  );

  test(
    'two deliveries of one line from one screen: 50 rounds, one goes out and the other is told who was first',
    async () => {
      const itemId = await item(0);
      const ready = await rounds(() => placed(itemId, 60));
      for (const [round, orderId] of ready.entries()) {
        // In every other round both send a part: together they would not be too much, and still it is one delivery.
        const quantity = round % 2 === 0 ? 60 : 20;
        const wish = (user: string) =>
          command('DeliverOrder', { orderId, lines: [{ lineId: '1', quantity, before: 0 }] }, { user });
        const outcomes = await shop.collide([wish('ben')], [wish('amy')]);
        assert.is(yes(outcomes).length, 1);
        const [refusal] = no(outcomes);
        const known = (await shop.read(order, orderId)) as KnownOrder;
        assert.is(known.lines[0]?.delivered, quantity);
        assert.equal(
          [refusal?.refused, refusal?.winner?.user],
          ['delivered-meanwhile', known.lines[0]?.lastDelivered?.user],
        );
      }
    },
    { timeoutMs: 120_000 },
  );

  test(
    'two edits of one order with one version: 50 rounds, one is accepted and the other is stale',
    async () => {
      const itemId = await item(0);
      for (const orderId of await rounds(() => placed(itemId, 5))) {
        const edit = (user: string, dueDate: string) =>
          command('ReviseOrder', { orderId, dueDate }, { user, expectedVersion: 1 });
        const outcomes = await shop.collide([edit('ana', '2026-12-11')], [edit('ben', '2026-12-12')]);
        const [loser] = no(outcomes);
        assert.is(yes(outcomes).length, 1);
        assert.is(loser?.refused, 'stale-version');
        assert.is(loser?.detail, 'Order was modified by another user. Please refresh and try again.');
        assert.is(loser?.winner?.user, outcomes[0]?.accepted ? 'ana' : 'ben');
        assert.is(((await shop.read(order, orderId)) as KnownOrder).version, 2);
      }
    },
    { timeoutMs: 120_000 },
  );

  test(
    '50 orders at once: 50 numbers without a gap',
    async () => {
      const itemId = await item(0);
      const shares: Command[][] = Array.from({ length: PROCESSES }, () => []);
      for (let count = 0; count < 50; count++) shares[count % PROCESSES]?.push(placing(itemId, 1));
      const outcomes = await shop.collide(...shares);
      const numbers = yes(outcomes)
        .map(({ result }) => Number(String(result?.['orderNumber']).slice(-4)))
        .sort((a, b) => a - b);
      assert.is(numbers.length, 50);
      const [first = 0] = numbers;
      assert.equal(
        numbers,
        Array.from({ length: 50 }, (_, index) => first + index),
      );
    },
    { timeoutMs: 120_000 },
  );

  test(
    'cancel and allocate at once: 50 rounds, and never an allocation on a cancelled order',
    async () => {
      const ready = await rounds(async () => {
        const itemId = await item(10);
        return { itemId, orderId: await placed(itemId, 10) };
      });
      for (const { itemId, orderId } of ready) {
        const allocations = Array.from({ length: 3 }, () => [
          command('AllocateStock', { itemId, orderId, lineId: '1', quantity: 3 }),
        ]);
        const outcomes = await shop.collide(
          [command('CancelOrder', { orderId, reason: 'Client asked' }, { user: 'ben' })],
          ...allocations,
        );
        assert.ok(outcomes[0]?.accepted);
        for (const { refused, winner } of no(outcomes)) {
          assert.is(refused, 'order-closed');
          assert.is(winner?.user, 'ben');
        }
        const { allocated, onHand } = await itemNow(itemId);
        assert.equal({ allocated, onHand }, { allocated: 0, onHand: 10 });
      }
    },
    { timeoutMs: 120_000 },
  );

  test('after all of it the log is sound, and so was every item and every order after each of its events', async () => {
    await shop.world(checkAggregate);
  });
});
