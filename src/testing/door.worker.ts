import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { connect } from '../database/connect.ts';
import { type Command, EventStore } from '../event-store/store.ts';
import { hasHungUp } from '../http/sender.ts';
import { jarDomain } from './jar.ts';

/**
 * A server process of jars with the barest door: opens the log that its arguments name (address, database), says its
 * `port`, and answers each command that is posted to it with the outcome.
 */
const [uri = '', database = ''] = process.argv.slice(2);
const client = await connect(uri, { appName: 'misty-door', poolSizeMin: 0, timeoutMs: 10_000 });
const store = await EventStore.open({ log: client.db(database), ...jarDomain, timeZone: 'Australia/Sydney' });

const server = createServer((request, response) => {
  const gone = hasHungUp(request.socket);
  const answered = json(request).then((command) => store.handle({ ...(command as Command), gone }));
  answered.then(
    (outcome) => response.end(JSON.stringify(outcome)),
    (error: unknown) => response.writeHead(503).end(JSON.stringify({ error: String(error) })),
  );
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
