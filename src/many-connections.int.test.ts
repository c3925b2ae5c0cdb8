import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { discardFolder, eventually, newDataFolder, type ServingMisty, serveMisty } from './testing/misty.ts';
import { assert, suite } from './testing/suite.ts';

const DESCRIPTORS_MAX = 256;
/** Whatever looks at the process from time to time has looked once by then. */
const SOME_LOOKS_MS = 2_500;

suite('more connections than there are file descriptors', (test) => {
  let dataFolder: string;
  let misty: ServingMisty;
  test.before(async () => {
    dataFolder = await newDataFolder();
    misty = await serveMisty(dataFolder, {}, { descriptorsMax: DESCRIPTORS_MAX });
  });
  test.after(async () => {
    await misty.end('SIGTERM');
    await discardFolder(dataFolder);
  });

  test(
    'are turned away, while those that were there first are served on; and it recovers',
    async () => {
      const kylie = await misty.signIn('kylie');
      const feed = await kylie.follow('stock-levels');
      const line = new Agent({ keepAlive: true, maxSockets: 1 });
      assert.is(await statusOver(line, misty.url), 200);
      let hasEnded = false;
      void misty.ended.then(() => (hasEnded = true));

      const idle = await crowd(misty.url, DESCRIPTORS_MAX + 4);
      await pause(SOME_LOOKS_MS);
      assert.not(hasEnded, misty.said());
      let newcomer = '';
      await eventually('a newcomer is told why', async () => {
        newcomer = await answerTo(misty.url);
        return newcomer !== '';
      });
      assert.match(newcomer, /^HTTP\/1\.1 503 /);
      assert.match(newcomer, /Retry-After: \d/);
      assert.match(newcomer, 'as many connections as it can serve');
      for (let count = 0; count < 20; count += 1) assert.is(await statusOver(line, misty.url), 200);

      for (const socket of idle) socket.destroy();
      await eventually('a newcomer is served', async () => (await answerTo(misty.url)).startsWith('HTTP/1.1 200'));
      const accepted = await kylie.send('AllocateStock', {
        itemId: 'k120-980',
        orderId: 'demo-15',
        lineId: '2',
        quantity: 1,
      });
      assert.is(accepted.status, 200);
      // The feed that was open all the time tells of it.
      await feed.next(({ data }) => (data?.changes?.length ?? 0) > 0);
      line.destroy();
    },
    { timeoutMs: 120_000 },
  );
});

/** Opens so many connections that say nothing. Those that are turned away close by themselves. */
async function crowd(url: string, size: number): Promise<Socket[]> {
  const { hostname, port } = new URL(url);
  const sockets = Array.from({ length: size }, () => connect(Number(port), hostname).on('error', () => undefined));
  await Promise.all(sockets.map((socket) => Promise.race([once(socket, 'connect'), once(socket, 'close')])));
  return sockets;
}

/** What a new connection is told. Empty where it is closed without a word. */
async function answerTo(url: string): Promise<string> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  let answer = '';
  socket.on('data', (text: string) => (answer += text)).on('error', () => undefined);
  socket.write(`GET /health/live HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  await once(socket, 'close');
  return answer;
}

async function statusOver(agent: Agent, url: string): Promise<number | undefined> {
  const [response] = await once(get(`${url}/health/live`, { agent }), 'response');
  response.resume();
  await once(response, 'end');
  return response.statusCode;
}
