import { connect } from '../database/connect.ts';
import { aggregates, deciders } from '../domain/catalogue.ts';
import { type Command, EventStore } from '../event-store/store.ts';
import { PrivateDetails } from '../private-details/private-details.ts';
import { createSeal } from '../private-details/seal.ts';

// For tests: a process that gives one command and is killed on the way, before the log has heard of it or right after.

interface Order {
  readonly uri: string;
  readonly log: string;
  readonly views: string;
  readonly key: string;
  readonly command: Command;
  readonly until: 'before-event' | 'after-event';
}

const order = JSON.parse(process.argv[2] ?? '') as Order;
const client = await connect(order.uri, { appName: 'misty-test', poolSizeMin: 0, timeoutMs: 10_000 });
const [log, views] = [client.db(order.log), client.db(order.views)];
const store = await EventStore.open({ log, aggregates, deciders, timeZone: 'Australia/Sydney' });
const details = new PrivateDetails({
  ...{ log, views, seal: createSeal(Buffer.from(order.key, 'hex')) },
  store: {
    async handle(command) {
      const accepted = order.until === 'after-event' && (await store.handle(command)).accepted;
      process.stdout.write(`${JSON.stringify({ reached: order.until, accepted })}\n`);
      return await new Promise<never>(() => undefined);
    },
  },
  onError: (error) => process.stderr.write(`${String(error)}\n`),
});
await details.handle(order.command);
