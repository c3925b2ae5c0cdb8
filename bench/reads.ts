import type { Bench } from './bench.ts';
import { type FigureGroup, figure } from './figures.ts';
import { load } from './load.ts';
import { percentile, spreadOf } from './statistics.ts';
import { expectOk, type WebServer } from './web-server.ts';

const CLIENTS = 16;
const LIST = '/api/stock-levels';

/** How often the stock list can be asked for: by a tablet that has nothing yet, and by one that has it already. */
export async function benchReads({ quick, signal }: Bench, server: WebServer): Promise<FigureGroup> {
  const [rounds, forMs] = quick ? [2, 500] : [3, 1_500];
  await server.caughtUp();
  const { headers, text } = await expectOk(server.web.ask('GET', LIST, server.bearers[0]));
  const whole = reader(server, LIST, server.bearers, 200);
  const etag = String(headers['etag']);
  const known = reader(
    server,
    LIST,
    server.bearers.map((bearer) => ({ ...bearer, 'if-none-match': etag })),
    304,
  );
  await load(CLIENTS, forMs, whole);
  await load(CLIENTS, forMs, known);

  const wholes: number[] = [];
  const knowns: number[] = [];
  const tookMs: { whole: number[]; known: number[] } = { whole: [], known: [] };
  for (let round = 0; round < rounds; round++) {
    signal.throwIfAborted();
    const one = await load(CLIENTS, forMs, whole);
    const other = await load(CLIENTS, forMs, known);
    wholes.push(one.perSecond);
    knowns.push(other.perSecond);
    tookMs.whole.push(...one.latenciesMs);
    tookMs.known.push(...other.latenciesMs);
  }
  const { items } = JSON.parse(text) as { items: unknown[] };
  const figures = [
    figure(`GET ${LIST}`, '/s', spreadOf(wholes)),
    figure(`GET ${LIST}, p99`, 'ms', percentile(tookMs.whole, 99)),
    figure(`GET ${LIST} with If-None-Match`, '/s', spreadOf(knowns)),
    figure(`GET ${LIST} with If-None-Match, p99`, 'ms', percentile(tookMs.known, 99)),
  ];
  const kilobytes = Math.round(Buffer.byteLength(text) / 1_000);
  const how =
    `${CLIENTS} clients, a list of ${items.length} items of which nothing changes (${kilobytes} kB, not compressed); with ` +
    `If-None-Match the answer is 304. ${rounds} rounds of ${forMs} ms each, in turns.`;
  return { name: 'reads', title: 'A list over HTTP', how, figures };
}

/** Asks for one address again and again, each client with the headers that are its turn. */
export function reader(
  { web }: WebServer,
  path: string,
  headers: readonly Readonly<Record<string, string>>[],
  expected: number,
) {
  return async (client: number) => {
    const { status } = await web.ask('GET', path, headers[client % headers.length]);
    if (status !== expected) throw new Error(`${path} answered ${status} where ${expected} was expected.`);
  };
}
