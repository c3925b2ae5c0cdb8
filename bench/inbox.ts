import { timesheetId } from '../src/contracts/week.ts';
import type { Bench } from './bench.ts';
import { type Figure, type FigureGroup, figure } from './figures.ts';
import { load } from './load.ts';
import { rawInserts, recorded } from './raw.ts';
import { reader } from './reads.ts';
import { percentile, ratioOf, spreadOf } from './statistics.ts';
import type { WebServer } from './web-server.ts';

const CLIENTS = 16;
const INBOX = '/api/approvals';

/** How often managers can ask for what waits for them, and open a week of somebody. */
export async function benchInbox(bench: Bench, server: WebServer): Promise<FigureGroup> {
  const [rounds, forMs] = bench.quick ? [2, 500] : [3, 1_500];
  const { managers, week, log } = server;
  const insert = await rawInserts(bench.database('inbox_raw'), await recorded(log, 'SubmitTimesheet', 30));
  const paths = [
    { path: INBOX, what: 'the approvals list, GET' },
    { path: `/api/timesheet-weeks/${timesheetId(week.employeeId, week.monday)}`, what: 'opening a week, GET' },
  ];
  await server.caughtUp();
  const items = (await server.web.ask('GET', INBOX, managers[0])).text;
  const waiting = (JSON.parse(items) as { items: unknown[] }).items.length;
  const asked = paths.map(({ path, what }) => ({
    ...{ what, read: reader(server, path, managers, 200), perSecond: [] as number[], tookMs: [] as number[] },
  }));
  for (const { read } of asked) await load(CLIENTS, forMs, read);
  await load(CLIENTS, forMs, insert);

  const raw: number[] = [];
  for (let round = 0; round < rounds; round++) {
    raw.push((await load(CLIENTS, forMs, insert)).perSecond);
    for (const { read, perSecond, tookMs } of asked) {
      bench.signal.throwIfAborted();
      const one = await load(CLIENTS, forMs, read);
      perSecond.push(one.perSecond);
      tookMs.push(...one.latenciesMs);
    }
  }
  const at = `${CLIENTS} clients`;
  const figures: Figure[] = [
    figure(`durable insertOne, ${at}`, '/s', spreadOf(raw)),
    ...asked.flatMap(({ what, perSecond, tookMs }) => [
      figure(`${what}, ${at}`, '/s', spreadOf(perSecond)),
      figure(`${what} against insertOne, ${at}`, '×', ratioOf(perSecond, raw)),
      figure(`${what}, ${at}, p99`, 'ms', percentile(tookMs, 99)),
    ]),
  ];
  const how =
    `${CLIENTS} clients, ${managers.length} managers signed in; ${waiting} cards wait, and nothing changes. Beside it ` +
    `insertOne of weeks that were handed in, in the same rounds of ${forMs} ms each, ${rounds} of them.`;
  return { name: 'inbox', title: 'Approvals and weeks over HTTP', how, figures };
}
