import { createInterface } from 'node:readline';
import { connect } from '../src/database/connect.ts';
import { LogBusy } from '../src/event-store/errors.ts';
import type { EventStore } from '../src/event-store/store.ts';
import { load } from './load.ts';
import { allocation, done, openStore, type Pair } from './shop.ts';

// A process with an event store: <uri> <database of the log>. Does one line of its stdin after another, until it is closed.

export type Order =
  | { readonly do: 'open'; readonly pairs: readonly Pair[] }
  | { readonly do: 'run'; readonly clients: number; readonly forMs: number }
  | { readonly do: 'close' };
/** `busy` counts the commands that were sent away because others were first too often. */
export interface Answer {
  readonly perSecond?: number;
  readonly busy?: number;
}

const [uri = '', database = ''] = process.argv.slice(2);
const client = await connect(uri, { appName: 'misty-bench' });
let store: EventStore | undefined;
let handle: () => Promise<void>;

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await obey(JSON.parse(line) as Order);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await store?.close();
await client.close();

async function obey(order: Order): Promise<Answer> {
  switch (order.do) {
    case 'open': {
      const { pairs } = order;
      const opened = await openStore(client.db(database));
      let turn = 0;
      handle = () => done(opened, allocation(pairs[turn++ % pairs.length] as Pair));
      await Promise.all(pairs.map(handle));
      store = opened;
      return {};
    }
    case 'run': {
      let busy = 0;
      const one = () =>
        handle().catch((error: unknown) => {
          if (!(error instanceof LogBusy)) throw error;
          busy += 1;
        });
      const { perSecond, latenciesMs } = await load(order.clients, order.forMs, one);
      return { perSecond: perSecond * (1 - busy / latenciesMs.length), busy };
    }
    case 'close':
      await store?.close();
      store = undefined;
      return {};
  }
}
