import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '../database/connect.ts';
import { aggregates, deciders } from '../domain/catalogue.ts';
import { LogBusy, LogUnavailable } from '../event-store/errors.ts';
import { type Command, EventStore } from '../event-store/store.ts';

/**
 * A server process without its door, for collisions: opens the log that its arguments name (address, database), says
 * `ready`, and handles each line of commands all at once. Answers with one line of outcomes in the same order. Its clock
 * shows the moment of the third argument when it starts, and runs on.
 */
const [uri = '', database = '', begins = ''] = process.argv.slice(2);
const ahead = Date.parse(begins) - Date.now();
const client = await connect(uri, { appName: 'misty-collision', poolSizeMin: 0, timeoutMs: 10_000 });
const store = await EventStore.open({
  ...{ log: client.db(database), aggregates, deciders, timeZone: 'Australia/Sydney' },
  clock: () => new Date(Date.now() + ahead),
});
const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);

/** Sent again under its id as long as nobody knows what became of it, as tablets do. */
const outcomeOf = async (command: Command): Promise<object> => {
  for (;;) {
    try {
      return await store.handle(command);
    } catch (error) {
      const isAgain = error instanceof LogBusy || error instanceof LogUnavailable;
      if (!isAgain) return { accepted: false, error: String(error) };
    }
    await pause(50);
  }
};
const handle = async (line: string) => {
  const { round, commands } = JSON.parse(line) as { round: number; commands: Command[] };
  say({ round, outcomes: await Promise.all(commands.map(outcomeOf)) });
};
createInterface({ input: process.stdin }).on('line', (line) => void handle(line));
say({ ready: true });
