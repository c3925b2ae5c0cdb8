import { connect } from '../src/database/connect.ts';
import { aggregates, deciders } from '../src/domain/catalogue.ts';
import { EventStore } from '../src/event-store/store.ts';
import { runMove } from '../src/moving/run.ts';
import { createSeal } from '../src/private-details/seal.ts';
import { oldCompanyOf } from './old-company.ts';

// Moves a company in, once: <uri> <database of the log> <of the read models> <documents>. Tells how long it took.

export interface Moved {
  readonly seconds: number;
  readonly readingSeconds: number;
  readonly memoryBytes: number;
  readonly accountedFor: boolean;
}

const [uri = '', log = '', views = '', size = '0'] = process.argv.slice(2);
const timeZone = 'Australia/Sydney';
const client = await connect(uri, { appName: 'misty-bench' });
const logDb = client.db(log);
let read = 0;
const start = performance.now();
const report = await runMove({
  ...{ source: oldCompanyOf(Number(size)), log: logDb, views: client.db(views), timeZone },
  ...{ dryRun: false, update: false, rules: [], now: new Date() },
  openStore: (clock) => EventStore.open({ log: logDb, aggregates, deciders, timeZone, clock }),
  seal: async () => createSeal(Buffer.alloc(32, 7)),
  onProgress({ step }) {
    if (step === 'reading') read = performance.now();
  },
  note: () => undefined,
});
const told: Moved = {
  seconds: (performance.now() - start) / 1_000,
  readingSeconds: (read - start) / 1_000,
  // In kilobytes on every system that Node runs on.
  memoryBytes: process.resourceUsage().maxRSS * 1_024,
  accountedFor: report.ok,
};
process.stdout.write(`${JSON.stringify(told)}\n`);
await client.close();
