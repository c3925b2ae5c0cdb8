import type { Db } from 'mongodb';
import type { Projection } from '../projecting/definition.ts';
import type { NameModels } from '../projecting/names.ts';
import { ReadModels } from '../projecting/read-models.ts';
import { Runner, type RunnerOptions } from '../projecting/runner.ts';
import { type Given, TestLog } from './commits.ts';
import type { TestMongo } from './mongo.ts';

/** A runner and the queries on it, as one server process has them. */
export interface TestProcess {
  readonly runner: Runner;
  readonly models: ReadModels;
  readonly errors: unknown[];
  /** Waits until everything in the log is there, and written. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

/** A log and its read models, in two databases of one test's own. */
export class Shop {
  readonly log: TestLog;
  readonly views: Db;
  readonly #processes: TestProcess[] = [];

  private constructor(log: TestLog, views: Db) {
    this.log = log;
    this.views = views;
  }

  static async open({ client, viewDb }: TestMongo, name: string): Promise<Shop> {
    const log = await TestLog.open(client.db(`${viewDb.databaseName}_${name}_log`));
    return new Shop(log, client.db(`${viewDb.databaseName}_${name}`));
  }

  /** `from` reads and writes through another connection. */
  process(
    projections: readonly Projection[],
    more: Partial<RunnerOptions> & { names?: NameModels; from?: { log: Db; views: Db } } = {},
  ): TestProcess {
    const { names, from, ...options } = more;
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push(error);
    const place = { log: from?.log ?? this.log.db, views: from?.views ?? this.views };
    const runner = Runner.start({ ...place, source: this.log, projections, onError, pointersEveryMs: 50, ...options });
    const models = new ReadModels({
      runner,
      projections,
      onError,
      ...(names && { names }),
    });
    const running: TestProcess = {
      runner,
      models,
      errors,
      caughtUp: async () => {
        await runner.built;
        if (!(await models.waitFor(this.log.head, 20_000))) throw new Error(`Still at ${runner.position}.`);
        await runner.save();
      },
      close: async () => {
        models.close();
        await runner.close();
      },
    };
    this.#processes.push(running);
    return running;
  }

  async close(): Promise<void> {
    for (const running of this.#processes) await running.close();
    await this.log.db.dropDatabase();
    await this.views.dropDatabase();
  }
}

/**
 * What goes on in a busy shop, always the same for the same numbers: items are registered and filled, and then each
 * order is placed, covered, partly issued and moved, while goods come in.
 */
export function busyShop({ items, commits }: { items: number; commits: number }): Given[][] {
  const history: Given[][] = [];
  for (let item = 0; item < items; item += 1) {
    history.push([[`stock-item/i${item}`, 'StockItemRegistered', itemData(item)]]);
  }
  for (let order = 0; history.length < commits; order += 1) {
    const item = (order * 7) % items;
    history.push(
      [[`stock-item/i${item}`, 'StockReceived', { quantity: 7, supplier: 'Visy', docket: `D-${order}` }]],
      [[`order/o${order}`, 'OrderPlaced', orderData(order, item)]],
      moved(order, item, 'Allocated', 6),
      moved(order, item, 'Issued', 2),
      [[`order/o${order}`, 'OrderStageMoved', { from: 'order_entered', to: 'winding', note: 'In hand' }]],
    );
  }
  return history.slice(0, commits);
}

function itemData(item: number): object {
  const words = { kind: 'raw-material', code: `K-${item}`, name: `Kraft ${item} mm`, bay: 'A3' };
  return { ...words, unit: 'roll', scale: 0, reorderPoint: 5 };
}

function orderData(order: number, item: number): object {
  const line = { lineId: 'l1', itemId: `i${item}`, description: `Kraft ${item} mm`, unit: 'roll', scale: 0 };
  return {
    ...{ number: `ADM-2026-${order}`, clientId: 'ironbark', clientName: 'Ironbark Textiles', priority: 'normal' },
    ...{ dueDate: '2026-11-20', discountBasisPoints: 0, lines: [{ ...line, required: 6, unitPrice: 12_500 }] },
  };
}

/** Both sides of a move of stock for an order's line, in one commit. */
function moved(order: number, item: number, what: 'Allocated' | 'Issued', quantity: number): Given[] {
  const forLine = {
    orderId: `o${order}`,
    orderNumber: `ADM-2026-${order}`,
    clientName: 'Ironbark Textiles',
    lineId: 'l1',
  };
  const line = { lineId: 'l1', itemId: `i${item}`, itemName: `Kraft ${item} mm`, quantity };
  return [
    [`stock-item/i${item}`, `Stock${what}`, { ...forLine, quantity }],
    [`order/o${order}`, `OrderLine${what}`, line],
  ];
}
