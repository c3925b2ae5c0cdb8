import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { startTestStack, type TestStack } from '../testing/http/stack.ts';
import { eventually } from '../testing/misty.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const ASK = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n';

suite('connections from one address', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let port: number;
  const sockets: Socket[] = [];
  test.before(async () => {
    mongo = await testMongo();
    // Somebody else's proxy: this machine's word counts for nothing, and it is an address like others.
    stack = await startTestStack(mongo, { connections: { max: 12, perAddressMax: 5 }, proxies: ['127.0.0.9'] });
    await stack.app.listen({ port: 0, host: '127.0.0.1' });
    port = (stack.app.server.address() as { port: number }).port;
  });
  test.after.each(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    await eventually('all are gone', async () => (await count()) === 0);
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });
  const count = () =>
    new Promise<number>((resolve) => stack.app.server.getConnections((_error, found) => resolve(found)));
  /** The first words that a connection from this address is answered with. */
  const ask = async (from: string): Promise<string> => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: from }).setEncoding('utf8');
    sockets.push(socket);
    socket.on('error', () => undefined).write(ASK);
    const [text] = await once(socket, 'data');
    return String(text).slice(0, 12);
  };
  const asked = async (from: string, times: number): Promise<string[]> => {
    const answers: string[] = [];
    for (let asks = 0; asks < times; asks += 1) answers.push(await ask(from));
    return answers;
  };
  const served = 'HTTP/1.1 200';
  const turnedAway = 'HTTP/1.1 503';

  test('are so many at once, and no other address suffers from it', async () => {
    assert.equal(await asked('127.0.0.1', 7), [...Array(5).fill(served), turnedAway, turnedAway]);
    assert.is(await ask('127.0.0.2'), served);
    sockets[0]?.destroy();
    await eventually('its place is free', async () => (await ask('127.0.0.1')) === served);
  });

  test('are not counted for a proxy, which speaks for everybody', async () => {
    assert.equal(await asked('127.0.0.9', 8), Array(8).fill(served));
  });

  test('are never more than all together may be', async () => {
    assert.equal(await asked('127.0.0.9', 10), Array(10).fill(served));
    assert.equal(await asked('127.0.0.3', 3), [served, served, turnedAway]);
  });
});
