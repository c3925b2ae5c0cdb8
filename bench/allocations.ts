import { randomUUID } from 'node:crypto';
import type { Bench } from './bench.ts';
import { type Figure, type FigureGroup, figure } from './figures.ts';
import { load } from './load.ts';
import type { Pair } from './shop.ts';
import { percentile } from './statistics.ts';
import { expectOk, type WebServer } from './web-server.ts';

/** What a tablet sees: AllocateStock from the request to the answer. */
export async function benchAllocations({ quick, signal }: Bench, server: WebServer): Promise<FigureGroup> {
  const forMs = quick ? 700 : 3_000;
  const { web, pairs, bearers } = server;
  let turn = 0;
  const allocate = (client: number) => {
    const { itemId, orderId } = pairs[turn++ % pairs.length] as Pair;
    const headers = { ...bearers[client % bearers.length], 'idempotency-key': randomUUID() };
    const body = { itemId, orderId, lineId: '1', quantity: 1 };
    return expectOk(web.ask('POST', '/api/commands/AllocateStock', headers, body));
  };
  await load(64, quick ? 400 : 1_000, allocate);

  const figures: Figure[] = [];
  for (const clients of [1, 16, 64]) {
    signal.throwIfAborted();
    await server.caughtUp();
    const { perSecond, latenciesMs } = await load(clients, forMs, allocate);
    const at = clients === 1 ? '1 client' : `${clients} clients`;
    figures.push(figure(`POST AllocateStock, ${at}`, '/s', perSecond));
    for (const percent of [50, 95, 99]) {
      figures.push(figure(`until the answer, ${at}, p${percent}`, 'ms', percentile(latenciesMs, percent)));
    }
    const ended = performance.now();
    await server.caughtUp();
    figures.push(figure(`until the read models have caught up, ${at}`, 's', (performance.now() - ended) / 1_000));
  }
  const how =
    `A server process as in service, with all its read models; ${bearers.length} people signed in with bearer tokens, ` +
    `connections kept open, ${forMs / 1_000} s for each number of clients. The clients run on the same machine and take ` +
    'their share of it.';
  return { name: 'http', title: 'Commands over HTTP', how, figures };
}
