import type { Bench } from './bench.ts';
import { type Figure, type FigureGroup, figure } from './figures.ts';
import { load } from './load.ts';
import { rawInserts, recorded } from './raw.ts';
import { allocation, done, openStore, type Pair, plantPairs } from './shop.ts';
import { ratioOf, spreadOf } from './statistics.ts';

const PAIRS = 256;
/** Clients at once, and how many times as fast as bare inserts commands should be then. */
const LEVELS = [
  { clients: 1, atLeast: 1 },
  { clients: 16, atLeast: undefined },
  { clients: 64, atLeast: 4 },
];

/** What a command costs beside the one durable insert that any program would need for it. */
export async function benchCommands(bench: Bench): Promise<readonly FigureGroup[]> {
  const { quick, signal } = bench;
  const [rounds, forMs] = quick ? [2, 350] : [6, 900];
  const log = bench.database('log');
  const store = await openStore(log);
  try {
    const pairs = await plantPairs(store, PAIRS);
    const insert = await rawInserts(bench.database('raw'), await recorded(log, 'AllocateStock', PAIRS));
    let turn = 0;
    const handle = () => done(store, allocation(pairs[turn++ % pairs.length] as Pair));
    // Opens the connections and lets the compiler see both paths.
    await load(64, forMs, insert);
    await load(64, forMs, handle);

    const figures: Figure[] = [];
    for (const { clients, atLeast } of LEVELS) {
      const raw: number[] = [];
      const commands: number[] = [];
      for (let round = 0; round < rounds; round++) {
        signal.throwIfAborted();
        raw.push((await load(clients, forMs, insert)).perSecond);
        commands.push((await load(clients, forMs, handle)).perSecond);
      }
      const goal = atLeast === undefined ? undefined : { atLeast };
      figures.push(
        figure(`durable insertOne, ${of(clients)}`, '/s', spreadOf(raw)),
        figure(`AllocateStock, ${of(clients)}`, '/s', spreadOf(commands)),
        figure(`AllocateStock against insertOne, ${of(clients)}`, '×', ratioOf(commands, raw), goal),
      );
    }
    const how =
      `AllocateStock through EventStore.handle on ${PAIRS} warm items and orders, in turns with insertOne of the same documents ` +
      `into a collection with the same indexes and write concern. ${rounds} rounds of ${forMs} ms each; the ratio is taken in each round.`;
    return [{ name: 'commands', title: 'Commands against bare inserts', how, figures }];
  } finally {
    await store.close();
  }
}

function of(clients: number): string {
  return clients === 1 ? '1 client' : `${clients} clients`;
}
