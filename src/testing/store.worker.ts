import { createInterface } from 'node:readline';
import { connect } from '../database/connect.ts';
import { aggregates, deciders } from '../domain/catalogue.ts';
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

const handle = async (line: string) => {
  const { round, commands } = JSON.parse(line) as { round: number; commands: Command[] };
  const outcomes = await Promise.all(
    commands.map((command) => store.handle(command).catch((error: Error) => ({ accepted: false, error: error.name }))),
  );
  say({ round, outcomes });
};
createInterface({ input: process.stdin }).on('line', (line) => void handle(line));
say({ ready: true });
