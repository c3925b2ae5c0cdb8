import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What stands between a program and its server: passes everything on until it is told to break something. */
export interface TcpProxy {
  readonly port: number;
  /** Requests still go through, answers no longer come back: the outcome of what is under way becomes unknown. */
  swallowAnswers(): void;
  /** Answers wait here from now on, until `letThrough`: what the program then learns is old. */
  holdAnswers(): void;
  /** Whether an answer to one of these requests is waiting. */
  holdsAnswerTo(requestIds: ReadonlySet<number>): boolean;
  /** Requests wait here from now on, also when their sender gives up: `deliverLate` hands them to the server. */
  holdRequests(): void;
  /** Whether a request that contains this text is waiting. */
  holdsRequest(text: string): boolean;
  /** What waits goes on its way, and everything after it. */
  letThrough(): void;
  /** Hands over the requests that wait, whose senders are gone. */
  deliverLate(): void;
  /** Cuts every connection and takes no new one. */
  goAway(): void;
  /** Cuts every connection, and lets everything through again. */
  comeBack(): void;
  close(): Promise<void>;
}

/** Where the header of a message of MongoDB names the request that it answers. */
const RESPONSE_TO_AT = 8;

/** A TCP proxy on the loopback to the server at this port. */
export async function startProxy(targetPort: number, targetHost = '127.0.0.1'): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  /** Also those that outlive their sender, to be sent something late. */
  const toServer = new Set<Socket>();
  const held: Held = { answers: [], requests: [] };
  let mode: 'through' | 'swallow' | 'hold answers' | 'hold requests' | 'away' = 'through';
  const server = createServer((near) => {
    if (mode === 'away') {
      near.destroy();
      return;
    }
    const far = connect(targetPort, targetHost);
    const pair = [near, far] as const;
    pairs.add(pair);
    toServer.add(far);
    far.on('close', () => toServer.delete(far));
    near.on('data', (bytes) => {
      if (mode === 'hold requests') held.requests.push({ bytes, to: far });
      else far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (mode === 'hold answers') held.answers.push({ bytes, to: near });
      else if (mode !== 'swallow') near.write(bytes);
    });
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('error', () => undefined);
      one.on('close', () => {
        // A server goes on with what it was sent, though the sender is gone: so does one that is sent it late.
        if (!held.requests.some(({ to }) => to === other)) other.destroy();
        pairs.delete(pair);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const [near] of pairs) near.destroy();
  };
  const handOver = (waiting: Waiting[]) => {
    for (const { bytes, to } of waiting.splice(0)) if (!to.destroyed) to.write(bytes);
  };
  return {
    port: (server.address() as AddressInfo).port,
    swallowAnswers() {
      mode = 'swallow';
    },
    holdAnswers() {
      mode = 'hold answers';
    },
    holdsAnswerTo: (requestIds) =>
      held.answers.some(({ bytes }) => bytes.length > 16 && requestIds.has(bytes.readInt32LE(RESPONSE_TO_AT))),
    holdRequests() {
      mode = 'hold requests';
    },
    holdsRequest: (text) => held.requests.some(({ bytes }) => bytes.includes(text)),
    letThrough() {
      mode = 'through';
      handOver(held.answers);
      handOver(held.requests);
    },
    deliverLate: () => handOver(held.requests),
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
      for (const far of toServer) far.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Waiting {
  readonly bytes: Buffer;
  readonly to: Socket;
}

interface Held {
  readonly answers: Waiting[];
  readonly requests: Waiting[];
}
