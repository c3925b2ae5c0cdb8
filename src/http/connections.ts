import { createServer, type RequestListener, type Server } from 'node:http';
import { BlockList, isIPv6, type Socket } from 'node:net';
import { countedAddress } from '../auth/surroundings.ts';
import { problemCodes } from '../contracts/problem-codes.ts';

/** How many connections may be open at once. */
export interface ConnectionLimits {
  readonly max: number;
  /** From one address. A proxy that is believed speaks for everybody, and is not held to it. */
  readonly perAddressMax: number;
}

export interface ServerTimeouts {
  readonly keepAliveMs: number;
  readonly requestMs: number;
  readonly idleMs: number;
}

/** Kept for the database, for files and for what is turned away: each connection takes a descriptor as well. */
const DESCRIPTORS_RESERVED = 128;
/** Connections that are being told that there is no room. Beyond them one is closed without a word. */
const TURNED_AWAY_MAX = 32;
const TURN_AWAY_MS = 2_000;
const CONNECTIONS_MAX = 4_096;
const CONNECTIONS_LEAST = 32;
/** Thirty tablets behind one address, each with a feed and the six lines that a browser opens, and as many again. */
const PER_ADDRESS_MAX = 420;

/** What this process has room for, by the number of files that it may open. */
export function connectionLimits(descriptors = descriptorsMax()): ConnectionLimits {
  const max = Math.max(CONNECTIONS_LEAST, Math.min(CONNECTIONS_MAX, descriptors - DESCRIPTORS_RESERVED));
  // One address never takes all: somebody else can still come in.
  return { max, perAddressMax: Math.min(PER_ADDRESS_MAX, Math.floor(max * 0.75)) };
}

/** How many files this process may have open, as the system allows it (`ulimit -n`). */
export function descriptorsMax(): number {
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft: number | 'unlimited' } } };
  const soft = userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : Number.POSITIVE_INFINITY;
}

/**
 * A server that turns a new connection away in words when there is no room for it, instead of running out of file
 * descriptors; the connections that are there are served on. `proxies` are those that are believed.
 */
export function guardedServer(
  handler: RequestListener,
  { max, perAddressMax }: ConnectionLimits,
  proxies: readonly string[],
  timeouts: ServerTimeouts,
): Server {
  const server = createServer(handler);
  server.keepAliveTimeout = timeouts.keepAliveMs;
  server.requestTimeout = timeouts.requestMs;
  server.setTimeout(timeouts.idleMs);
  server.maxConnections = max + TURNED_AWAY_MAX;

  const isProxy = networks(proxies);
  const open = new Map<string, number>();
  let total = 0;
  // What is turned away must not reach the parser: its request would be carried out though it was refused.
  const accept = server.listeners('connection') as ((this: Server, socket: Socket) => void)[];
  server.removeAllListeners('connection');
  server.on('connection', (socket) => {
    const remote = socket.remoteAddress ?? '';
    const address = countedAddress(remote);
    const count = open.get(address) ?? 0;
    if (total >= max || (count >= perAddressMax && !isProxy(remote))) return turnAway(socket);
    total += 1;
    open.set(address, count + 1);
    socket.once('close', () => {
      total -= 1;
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
    for (const listener of accept) listener.call(server, socket);
  });
  return server;
}

function turnAway(socket: Socket): void {
  const [status, title] = problemCodes['not-ready'];
  const detail =
    'The server has as many connections as it can serve. Close other windows of Misty, or try again in a moment.';
  const body = JSON.stringify({ type: '/problems/not-ready', title, status, code: 'not-ready', detail });
  const head = [
    `HTTP/1.1 ${status} Service Unavailable`,
    'Connection: close',
    'Retry-After: 5',
    'Cache-Control: no-store',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  const force = setTimeout(() => socket.destroy(), TURN_AWAY_MS);
  socket.on('error', () => undefined);
  socket.once('close', () => clearTimeout(force));
  // What it sends is thrown away: unread, it would cut the answer off.
  socket.resume();
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Tells whether an address is one of these, or in one of these networks. */
export function networks(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const proxy of proxies.flatMap((one) => (one === 'loopback' ? ['127.0.0.0/8', '::1'] : [one]))) {
    const [address = '', bits] = proxy.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '');
    return list.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
  };
}
