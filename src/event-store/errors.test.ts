import { connect, createServer, type Socket } from 'node:net';
import { MongoServerError } from 'mongodb';
import { assert, suite } from '../testing/suite.ts';
import { isSocketError, LogBroken } from './errors.ts';

suite('errors of sockets', (test) => {
  test('a write after the other side has ended is one, and so is a port that nobody listens on', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const socket = connect({ port, host: '127.0.0.1' }).resume();
    await new Promise((resolve) => socket.once('end', resolve));
    assert.ok(isSocketError(await errorOf(socket, () => socket.write('late'))));
    await new Promise((resolve) => server.close(resolve));
    const refused = connect({ port, host: '127.0.0.1' });
    assert.ok(isSocketError(await errorOf(refused, () => undefined)));
  });

  test('what the server says, or the log, is none', () => {
    assert.not.ok(isSocketError(new MongoServerError({ message: 'not authorized', code: 13 })));
    assert.not.ok(isSocketError(new LogBroken('The chain breaks.')));
    assert.not.ok(isSocketError({ code: 'EPIPE' }));
  });
});

function errorOf(socket: Socket, act: () => unknown): Promise<unknown> {
  return new Promise((resolve) => {
    socket.once('error', resolve);
    act();
  });
}
