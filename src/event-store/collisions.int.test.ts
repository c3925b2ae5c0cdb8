import { randomUUID } from 'node:crypto';
import { firstValueFrom } from 'rxjs';
import type { CommandPayload, CommandType } from '../contracts/commands.ts';
import { aggregates, deciders } from '../domain/catalogue.ts';
import type { Aggregate, DomainEvent, Recorded, Refusal } from '../domain/kernel.ts';
import { type KnownOrder, order } from '../domain/order/order.ts';
import { type KnownStockItem, stockItem } from '../domain/stock/stock-item.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { startWorker, type Worker } from '../testing/processes.ts';
import { assert, suite } from '../testing/suite.ts';
import { recordedEvents } from './commit.ts';
import type { Accepted } from './outcome.ts';
import { readAggregates } from './read.ts';
import { type Command, EventStore } from './store.ts';
import { verifyLog } from './verify.ts';

const PROCESSES = 8;
const ROUNDS = 50;
const KILLS = 4;

interface Said {
  readonly ready?: boolean;
  readonly round?: number;
  readonly outcomes: readonly SaidOutcome[];
}
type SaidOutcome = Accepted | { accepted: false; refusal?: Refusal; error?: string };

/** Writers in processes of their own, on one log, all at once. Each total must be exact at the end. */
suite('collisions between processes', (test) => {
  let mongo: TestMongo;
  let store: EventStore;
  let workers: Worker<Said>[] = [];
  let round = 0;

  const start = async () => {
    const worker = startWorker<Said>(new URL('../testing/store.worker.ts', import.meta.url), {
      args: [mongo.uri, mongo.logDb.databaseName],
    });
    // Eight at once take a while where others are at work too.
    await worker.next(({ ready }) => ready === true, 60_000);
    return worker;
  };
  test.before(async () => {
    mongo = await testMongo();
    store = await EventStore.open({ log: mongo.logDb, aggregates, deciders, timeZone: 'Australia/Sydney' });
    workers = await Promise.all(Array.from({ length: PROCESSES }, start));
    await done('RegisterClient', { clientId: 'ironbark', name: 'Ironbark Textiles' });
  });
  test.after(async () => {
    await Promise.all(workers.map((worker) => worker.kill()));
    await store.close();
    await mongo.close();
  });

  const command = <Type extends CommandType>(
    type: Type,
    payload: CommandPayload<Type>,
    more: Partial<Command> = {},
  ): Command => ({ id: randomUUID(), type, payload, user: 'priya', ...more });
  const done = async <Type extends CommandType>(type: Type, payload: CommandPayload<Type>) => {
    const outcome = await store.handle(command(type, payload));
    assert.ok(outcome.accepted, JSON.stringify(outcome));
    return outcome as Accepted;
  };
  const item = async (quantity: number, unit: 'roll' | 'm' = 'roll') => {
    const itemId = randomUUID();
    await done('RegisterStockItem', {
      itemId,
      kind: 'raw-material',
      code: itemId.slice(0, 8),
      name: 'Kraft 120 gsm',
      unit,
      scale: 0,
      reorderPoint: 0,
    });
    if (quantity > 0) await done('ReceiveStock', { itemId, quantity });
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
    await done('PlaceOrder', payload as CommandPayload<'PlaceOrder'>);
    return (payload as CommandPayload<'PlaceOrder'>).orderId;
  };
  /** Hands each process its share, all at once, and waits for every outcome, in the order of the commands. */
  const collide = async (shares: readonly (readonly Command[])[]): Promise<SaidOutcome[]> => {
    const mine = ++round;
    const asked = shares.flatMap((commands, index) =>
      commands.length === 0 ? [] : [{ worker: workers[index], commands }],
    );
    for (const { worker, commands } of asked) worker?.send({ round: mine, commands });
    const answers = await Promise.all(asked.map(({ worker }) => worker?.next((said) => said.round === mine, 60_000)));
    return answers.flatMap((said) => [...(said?.outcomes ?? [])]);
  };
  const read = async <State, Event extends DomainEvent>(aggregate: Aggregate<State, Event>, id: string) => {
    const commits = await readAggregates(mongo.logDb, [aggregate.at(id)]);
    return commits
      .flatMap(recordedEvents)
      .filter((event) => event.aggregate === aggregate.at(id))
      .reduce((state, event) => aggregate.evolve(state, event as unknown as Recorded<Event>), aggregate.initial);
  };
  const itemNow = async (itemId: string) => (await read(stockItem, itemId)) as KnownStockItem;
  const yes = (outcomes: readonly SaidOutcome[]) => outcomes.filter(({ accepted }) => accepted);
  const no = (outcomes: readonly SaidOutcome[]) => outcomes.flatMap((outcome) => (outcome.accepted ? [] : [outcome]));
  const soundLog = async () => {
    const { fault } = await verifyLog(mongo.logDb);
    assert.is(fault, undefined, JSON.stringify(fault));
  };

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
      const outcomes = await collide(shares);
      assert.is(yes(outcomes).length, 100);
      for (const { refusal, error } of no(outcomes)) {
        assert.is(error, undefined);
        assert.is(refusal?.refused, 'insufficient-stock');
        assert.is(refusal?.detail, 'Insufficient stock or concurrent allocation occurred.');
      }
      const { onHand, allocated } = await itemNow(itemId);
      assert.equal({ onHand, allocated }, { onHand: 100, allocated: 100 });
      await soundLog();
    },
    { timeoutMs: 90_000 },
  );

  test(
    'the same while a process is killed again and again and its commands are sent anew: each accepted once',
    async () => {
      const itemId = await item(100);
      const orderId = await placed(itemId, 1_000);
      const allocations = (count: number) =>
        Array.from({ length: count }, () => command('AllocateStock', { itemId, orderId, lineId: '1', quantity: 1 }));
      const victims = allocations(64);
      const outcomes: SaidOutcome[] = [];
      for (let kills = 0; kills < KILLS; kills++) {
        const moved = firstValueFrom(store.commitsAfter(store.head));
        workers[0]?.send({ round: -1, commands: victims });
        const others = collide([[], ...Array.from({ length: PROCESSES - 1 }, () => allocations(2))]);
        // Killed in the middle: as soon as the log is seen to move, wherever the process stands then.
        await Promise.race([moved, others]);
        await workers[0]?.kill();
        outcomes.push(...(await others));
        workers[0] = await start();
      }
      const rest = Array.from({ length: PROCESSES - 1 }, () => allocations(64 - 2 * KILLS));
      outcomes.push(...(await collide([victims, ...rest])));
      assert.is(yes(outcomes).length, 100);
      const { allocated } = await itemNow(itemId);
      assert.is(allocated, 100);
      const commits = await readAggregates(mongo.logDb, [stockItem.at(itemId)]);
      const recordedIds = commits.filter(({ command: { type } }) => type === 'AllocateStock').map(({ _id }) => _id);
      assert.equal(new Set(recordedIds), new Set((yes(outcomes) as Accepted[]).map(({ commandId }) => commandId)));
      assert.is(recordedIds.length, 100);
      await soundLog();
    },
    { timeoutMs: 90_000 },
  );

  test(
    'a count typed in while others allocate: no allocation is lost, in any of 50 rounds',
    async () => {
      for (let turn = 0; turn < ROUNDS; turn++) {
        const itemId = await item(20);
        const orderId = await placed(itemId, 20);
        const allocation = () => command('AllocateStock', { itemId, orderId, lineId: '1', quantity: 2 });
        const outcomes = await collide([
          [command('CountStock', { itemId, counted: 9 })],
          ...Array.from({ length: 4 }, () => [allocation(), allocation()]),
        ]);
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
      for (let turn = 0; turn < ROUNDS; turn++) {
        const itemId = await item(100, 'm');
        const orders = await Promise.all(Array.from({ length: 10 }, () => placed(itemId, 100)));
        const shares: Command[][] = Array.from({ length: PROCESSES }, () => []);
        for (const [index, orderId] of orders.entries()) {
          const wish = command('AllocateStock', { itemId, orderId, lineId: '1', quantity: 100 }, { user: orderId });
          shares[index % PROCESSES]?.push(wish);
        }
        const outcomes = await collide(shares);
        assert.is(yes(outcomes).length, 1);
        const winner = (await itemNow(itemId)).lastTake?.user;
        for (const { refusal } of no(outcomes)) {
          assert.is(refusal?.refused, 'insufficient-stock');
          assert.is(refusal?.winner?.user, winner);
        }
      }
    },
    { timeoutMs: 120_000 },
  );

  test(
    'two edits of one order with one version: 50 rounds, one is accepted and the other is stale',
    async () => {
      const itemId = await item(0);
      for (let turn = 0; turn < ROUNDS; turn++) {
        const orderId = await placed(itemId, 5);
        const edit = (user: string, dueDate: string) =>
          command('ReviseOrder', { orderId, dueDate }, { user, expectedVersion: 1 });
        const outcomes = await collide([[edit('ana', '2026-12-11')], [edit('ben', '2026-12-12')]]);
        const [loser] = no(outcomes);
        assert.is(yes(outcomes).length, 1);
        assert.is(loser?.refusal?.refused, 'stale-version');
        assert.is(loser?.refusal?.detail, 'Order was modified by another user. Please refresh and try again.');
        assert.is(loser?.refusal?.winner?.user, outcomes[0]?.accepted ? 'ana' : 'ben');
        assert.is(((await read(order, orderId)) as KnownOrder).version, 2);
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
      const outcomes = await collide(shares);
      const numbers = (yes(outcomes) as Accepted[])
        .map(({ result }) => Number(String(result?.['orderNumber']).slice(-4)))
        .sort((a, b) => a - b);
      assert.is(numbers.length, 50);
      const [first = 0] = numbers;
      assert.equal(
        numbers,
        Array.from({ length: 50 }, (_, index) => first + index),
      );
    },
    { timeoutMs: 60_000 },
  );

  test(
    'cancel and allocate at once: 50 rounds, and never an allocation on a cancelled order',
    async () => {
      for (let turn = 0; turn < ROUNDS; turn++) {
        const itemId = await item(10);
        const orderId = await placed(itemId, 10);
        const allocations = Array.from({ length: 3 }, () => [
          command('AllocateStock', { itemId, orderId, lineId: '1', quantity: 3 }),
        ]);
        const outcomes = await collide([
          [command('CancelOrder', { orderId, reason: 'Client asked' }, { user: 'ben' })],
          ...allocations,
        ]);
        assert.ok(outcomes[0]?.accepted);
        for (const { refusal } of no(outcomes)) {
          assert.is(refusal?.refused, 'order-closed');
          assert.is(refusal?.winner?.user, 'ben');
        }
        const { allocated, onHand } = await itemNow(itemId);
        assert.equal({ allocated, onHand }, { allocated: 0, onHand: 10 });
      }
      await soundLog();
    },
    { timeoutMs: 120_000 },
  );
});
