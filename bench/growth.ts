import type { Bench } from './bench.ts';
import { type FigureGroup, figure } from './figures.ts';
import { fillLog } from './fill.ts';
import { load } from './load.ts';
import { allocation, done, openStore, type Pair } from './shop.ts';
import { median, ratioOf, spreadOf } from './statistics.ts';

const SMALL = 1_000;
const COST_AT_MOST = 1.2;

/** Whether a command costs more as the log grows. */
export async function benchGrowth(bench: Bench): Promise<readonly FigureGroup[]> {
  const { quick, signal } = bench;
  const [rounds, forMs] = quick ? [2, 400] : [8, 700];
  const small = bench.database('small_log');
  const large = await bench.largeLog();
  const shops = [await openShop(small, await fillLog(small, SMALL, signal)), await openShop(large.log, large.pairs)];
  try {
    const tookMs: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      for (const [index, { handle }] of shops.entries()) {
        signal.throwIfAborted();
        tookMs[index]?.push(median((await load(1, forMs, handle)).latenciesMs));
      }
    }
    const [inSmall, inLarge] = tookMs;
    const commits = (count: number) => `with ${count.toLocaleString('en-AU')} commits in the log`;
    const figures = [
      figure(`AllocateStock, ${commits(SMALL)}`, 'ms', spreadOf(inSmall)),
      figure(`AllocateStock, ${commits(large.size)}`, 'ms', spreadOf(inLarge)),
      figure('the second against the first', '×', ratioOf(inLarge, inSmall), { atMost: COST_AT_MOST }),
    ];
    const how =
      'One client, warm aggregates, two logs on one server in turns. ' +
      `${rounds} rounds of ${forMs} ms each; of each round the median, and the ratio of these.`;
    return [{ name: 'growth', title: 'Cost of a command as the log grows', how, figures }];
  } finally {
    for (const { store } of shops) await store.close();
  }

  async function openShop(log: typeof small, pairs: readonly Pair[]) {
    const store = await openStore(log);
    let turn = 0;
    const handle = () => done(store, allocation(pairs[turn++ % pairs.length] as Pair));
    // Every pair twice: the aggregates are warm after the first time.
    for (let count = 0; count < 2 * pairs.length; count++) await handle();
    return { store, handle };
  }
}
