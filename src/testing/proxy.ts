import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { BSON } from 'mongodb';

/** What stands between a program and its server: passes everything on until it is told to break something. */
export interface TcpProxy {
  readonly port: number;
  /** Answers to these requests come back no more: what became of them is unknown. The set may grow. */
  swallowAnswersTo(requestIds: ReadonlySet<number>): void;
  /** The server's answers to these requests come back as `by` makes them. The set may grow. */
  alterAnswersTo(requestIds: ReadonlySet<number>, by: (answer: BSON.Document) => BSON.Document): void;
  /** Answers to these requests wait here until `letThrough`: what the program then learns is old. The set may grow. */
  holdAnswersTo(requestIds: ReadonlySet<number>): void;
  /** Whether an answer is waiting. */
  holdsAnswer(): boolean;
  /** These requests wait here, also when their sender gives up: `deliverLate` hands them to the server. */
  holdRequests(requestIds: ReadonlySet<number>): void;
  /** Whether a request is waiting. */
  holdsRequest(): boolean;
  /** What waits goes on its way, and everything after it. */
  letThrough(): void;
  /** Hands over the requests that wait, whose senders are gone. */
  deliverLate(): void;
  /** Keeps every connection open and lets nothing through, either way: a network that went without a word. */
  freeze(): void;
  /** New connections get through. Those that were frozen stay as dead as they are. */
  thaw(): void;
  /** Cuts every connection and takes no new one. */
  goAway(): void;
  /** Cuts every connection, and lets everything through again. */
  comeBack(): void;
  close(): Promise<void>;
}

/**
 * A TCP proxy on the loopback to the server at this port. `onRequest` is told what the program sends, before it goes
 * on. Where a process does not tell the ids of its requests, they are read there.
 */
export async function startProxy(
  targetPort: number,
  targetHost = '127.0.0.1',
  onRequest: (bytes: Buffer) => void = () => undefined,
): Promise<TcpProxy> {
  const pairs = new Set<readonly [Socket, Socket]>();
  const frozen = new WeakSet<readonly [Socket, Socket]>();
  /** Also those that outlive their sender, to be sent something late. */
  const toServer = new Set<Socket>();
  const held: Held = { answers: [], requests: [] };
  let broken: Broken = {};
  const server = createServer((near) => {
    if (broken.isAway) {
      near.destroy();
      return;
    }
    const far = connect(targetPort, targetHost);
    const pair = [near, far] as const;
    pairs.add(pair);
    if (broken.isFrozen) frozen.add(pair);
    toServer.add(far);
    far.on('close', () => toServer.delete(far));
    near.on('data', (bytes) => {
      if (frozen.has(pair)) return;
      onRequest(bytes);
      // What comes behind something on the same line stays behind it.
      const isHeld = idAt(bytes, REQUEST_ID_AT, broken.requests) || held.requests.some(({ to }) => to === far);
      if (isHeld) held.requests.push({ bytes, to: far });
      else far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (frozen.has(pair)) return;
      const isHeld = idAt(bytes, RESPONSE_TO_AT, broken.answers) || held.answers.some(({ to }) => to === near);
      if (isHeld) held.answers.push({ bytes, to: near });
      else if (broken.altered && idAt(bytes, RESPONSE_TO_AT, broken.altered.ids)) {
        near.write(altered(bytes, broken.altered.by));
      } else if (!idAt(bytes, RESPONSE_TO_AT, broken.swallowed)) near.write(bytes);
    });
    for (const [one, other] of [pair, [far, near] as const]) {
      one.on('error', () => undefined);
      one.on('close', () => {
        // A server finishes what it was sent, though the sender is gone. So does one that is sent it late.
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
    swallowAnswersTo(swallowed) {
      broken = { swallowed };
    },
    alterAnswersTo(ids, by) {
      broken = { altered: { ids, by } };
    },
    holdAnswersTo(answers) {
      broken = { answers };
    },
    holdsAnswer: () => held.answers.length > 0,
    holdRequests(requests) {
      broken = { requests };
    },
    holdsRequest: () => held.requests.length > 0,
    letThrough() {
      broken = {};
      handOver(held.answers);
      handOver(held.requests);
    },
    deliverLate: () => handOver(held.requests),
    freeze() {
      broken = { isFrozen: true };
      for (const pair of pairs) frozen.add(pair);
    },
    thaw() {
      broken = {};
    },
    goAway() {
      broken = { isAway: true };
      cut();
    },
    comeBack() {
      broken = {};
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

/** What is broken, and for which requests. */
interface Broken {
  readonly isFrozen?: boolean;
  readonly isAway?: boolean;
  readonly answers?: ReadonlySet<number>;
  readonly swallowed?: ReadonlySet<number>;
  readonly requests?: ReadonlySet<number>;
  readonly altered?: {
    readonly ids: ReadonlySet<number>;
    readonly by: (answer: BSON.Document) => BSON.Document;
  };
}

/** A message with one document, as answers are: header, flags and the kind of its only section come before it. */
function altered(bytes: Buffer, by: (answer: BSON.Document) => BSON.Document): Buffer {
  const document = BSON.serialize(by(BSON.deserialize(bytes.subarray(DOCUMENT_AT))));
  const message = Buffer.concat([bytes.subarray(0, DOCUMENT_AT), document]);
  message.writeInt32LE(message.length, 0);
  return message;
}

const DOCUMENT_AT = 21;

/** The id of a request, as it stands in its first bytes. */
export function requestIdOf(bytes: Buffer): number {
  return bytes.readInt32LE(REQUEST_ID_AT);
}

/** Where the header of a message of MongoDB has its own id, and that of the request which it answers. */
const REQUEST_ID_AT = 4;
const RESPONSE_TO_AT = 8;

function idAt(bytes: Buffer, at: number, ids: ReadonlySet<number> | undefined): boolean {
  return bytes.length >= at + 4 && ids?.has(bytes.readInt32LE(at)) === true;
}

interface Waiting {
  readonly bytes: Buffer;
  readonly to: Socket;
}

interface Held {
  readonly answers: Waiting[];
  readonly requests: Waiting[];
}
