import { startWorker, type Worker } from '../src/testing/processes.ts';
import type { Bench } from './bench.ts';
import { type FigureGroup, figure } from './figures.ts';
import { openStore, plantPairs } from './shop.ts';
import { ratioOf, spreadOf } from './statistics.ts';
import type { Answer, Order } from './store.worker.ts';

const CLIENTS = 64;
const PAIRS_EACH = 64;
const AT_LEAST = 0.5;

/** What a second server process on the same log costs: they stand in each other's way in the one write lane. */
export async function benchProcesses(bench: Bench): Promise<readonly FigureGroup[]> {
  const { quick, signal, uri } = bench;
  const [rounds, forMs] = quick ? [2, 500] : [5, 1_200];
  const log = bench.database('shared_log');
  const store = await openStore(log);
  const pairs = await plantPairs(store, 2 * PAIRS_EACH);
  await store.close();

  const file = new URL('./store.worker.ts', import.meta.url);
  const workers = [0, 1].map(() => startWorker<Answer>(file, { args: [uri, log.databaseName] }));
  bench.onClose(() => Promise.all(workers.map((worker) => worker.kill())));
  const [first, second] = workers as [Worker<Answer>, Worker<Answer>];
  await open(first, 0);

  const alone: number[] = [];
  const shared: number[] = [];
  const twice: number[] = [];
  let busy = 0;
  for (let round = 0; round < rounds; round++) {
    signal.throwIfAborted();
    alone.push(await rateOf([first], CLIENTS));
    // Opened for its turn only: a second process that stands by would read along while the first is measured alone.
    await open(second, PAIRS_EACH);
    shared.push(await rateOf(workers, CLIENTS / 2));
    twice.push(await rateOf(workers, CLIENTS));
    await ask(second, { do: 'close' });
  }
  await Promise.all(workers.map((worker) => worker.kill()));

  const half = CLIENTS / 2;
  const figures = [
    figure(`one process, ${CLIENTS} clients`, '/s', spreadOf(alone)),
    figure(`two processes, ${half} clients each`, '/s', spreadOf(shared)),
    figure(`two against one, ${CLIENTS} clients in all`, '×', ratioOf(shared, alone), { atLeast: AT_LEAST }),
    figure(`two processes, ${CLIENTS} clients each`, '/s', spreadOf(twice)),
    figure(`two against one, ${CLIENTS} clients each`, '×', ratioOf(twice, alone), { atLeast: AT_LEAST }),
    figure('sent away with "busy" in all rounds', 'commands', busy),
  ];
  const how =
    'AllocateStock through EventStore.handle in processes of their own, on one log and on different items, so that they ' +
    `only compete for positions. ${rounds} rounds of ${forMs} ms each, in turns.`;
  return [{ name: 'processes', title: 'Two processes on one log', how, figures }];

  async function open(worker: Worker<Answer>, from: number): Promise<void> {
    await ask(worker, { do: 'open', pairs: pairs.slice(from, from + PAIRS_EACH) });
  }

  async function rateOf(some: readonly Worker<Answer>[], clients: number): Promise<number> {
    const answers = await Promise.all(some.map((worker) => ask(worker, { do: 'run', clients, forMs })));
    busy += answers.reduce((sum, answer) => sum + (answer.busy ?? 0), 0);
    return answers.reduce((sum, answer) => sum + (answer.perSecond ?? 0), 0);
  }
}

function ask(worker: Worker<Answer>, order: Order): Promise<Answer> {
  worker.send(order);
  return worker.next(undefined, 30_000);
}
