import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What stands between a program and its server: passes everything on until it is told to break something. */
export interface TcpProxy {
  readonly port: number;
  /** Requests still go through, answers no longer come back: the outcome of what is under way becomes unknown. */
  swallowAnswers(): void;
  /** Cuts every connection and takes no new one. */
  goAway(): void;
  /** Cuts every connection, and lets everything through again. */
  comeBack(): void;
  close(): Promise<void>;
}

/** A TCP proxy on the loopback to the server at this port. */
export async function startProxy(targetPort: number, targetHost = '127.0.0.1'): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let mode: 'through' | 'swallow' | 'away' = 'through';
  const server = createServer((near) => {
    if (mode === 'away') {
      near.destroy();
      return;
    }
    const far = connect(targetPort, targetHost);
    const pair = [near, far] as const;
    pairs.add(pair);
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      if (mode === 'through') near.write(bytes);
    });
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
  };
  return {
    port: (server.address() as AddressInfo).port,
    swallowAnswers() {
      mode = 'swallow';
    },
    goAway() {
      mode = 'away';
      cut();
    },
    comeBack() {
      mode = 'through';
      cut();
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
