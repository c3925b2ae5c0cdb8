import { createServer, type Socket } from 'node:net';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { connect, DatabaseError, describeServer, hostOf } from './connect.ts';

suite('connecting', (test) => {
  let mongo: TestMongo;
  test.before(async () => {
    mongo = await testMongo();
  });
  test.after(() => mongo.close());

  test('gives a client whose writes are durable, with a bounded pool', async () => {
    const client = await connect(mongo.uri);
    const { maxPoolSize, minPoolSize, retryWrites, writeConcern } = client.options;
    assert.equal([maxPoolSize, minPoolSize, retryWrites], [50, 10, true]);
    assert.equal([writeConcern?.w, writeConcern?.journal], ['majority', true]);
    await client.close();
  });

  test('does not let the address weaken the writes', async () => {
    const client = await connect(`${mongo.uri}${mongo.uri.includes('?') ? '&' : '?'}w=0&journal=false`, {
      poolSizeMin: 0,
    });
    assert.equal([client.options.writeConcern?.w, client.options.writeConcern?.journal], ['majority', true]);
    await client.close();
  });

  test('tells which server it is', async () => {
    const { kind, version, host } = await describeServer(mongo.client);
    assert.ok(['mongodb', 'embedded'].includes(kind));
    assert.match(version, /^\d+\.\d+/);
    assert.match(host, /^[^@]+:\d+/);
  });

  test('says in one sentence that nobody answers, without the password', async () => {
    const port = await withSilentServer(async (port) => port);
    const error = await rejects(
      connect(`mongodb://misty:hunter2@127.0.0.1:${port}/?authSource=admin`, { timeoutMs: 300 }),
      DatabaseError,
    );
    assert.is(
      error.message,
      `No MongoDB server answers at 127.0.0.1:${port} (tried for 0.3 s): is it running, is MONGODB_URI right?`,
    );
  });

  test('gives up on a server that listens and says nothing', async () => {
    await withSilentServer(async (port) => {
      const error = await rejects(connect(`mongodb://127.0.0.1:${port}/`, { timeoutMs: 300 }), DatabaseError);
      assert.match(error.message, /^No MongoDB server answers/);
    });
  });

  for (const uri of [
    'mongodb://',
    'mongodb://misty:hunter2@',
    'nonsense hunter2',
    'mongodb://a:hunter2@h/?w=banana&nope=1',
    'mongodb://a:hun@ter2/x@h',
  ]) {
    test(`refuses the address ${uri} in one sentence`, async () => {
      const error = await rejects(connect(uri, { timeoutMs: 300 }), DatabaseError);
      assert.match(error.message, /^[^\n]+[.?]$/);
      assert.not.match(error.message, /hun/);
    });
  }
});

suite('where an address leads', (test) => {
  test('is told without user and password, however they are written', () => {
    assert.is(hostOf('mongodb://a.example:27017,b.example/misty?w=1'), 'a.example:27017,b.example');
    assert.is(hostOf('mongodb+srv://user:p%40ss@cluster.example/x'), 'cluster.example');
    assert.is(hostOf('mongodb://user:p@ss/word@host:1/x'), 'host:1');
  });
});

/** A server that accepts connections and never answers. */
async function withSilentServer<T>(work: (port: number) => Promise<T>): Promise<T> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  try {
    return await work(address !== null && typeof address === 'object' ? address.port : 0);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}
