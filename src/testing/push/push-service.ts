import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type WebSocket, WebSocketServer } from 'ws';
import type { PushSubscriptionInput } from '../../contracts/push.ts';
import type { PushMessage } from '../../push/message.ts';

/** A message as it came, and as its device reads it. */
export interface Delivered {
  readonly device: string;
  readonly headers: IncomingHttpHeaders;
  readonly message: PushMessage;
}

/** How the service answers for a device: with a status, or not at all. */
type Answers = number | 'never';

/**
 * A push service on this machine, for tests. Devices of its own decrypt what they are sent, as a browser does; a real
 * Firefox that names it as its push service (`address`) is handed what it is sent, by Mozilla's protocol over a web socket.
 */
export class PushService {
  readonly delivered: Delivered[] = [];
  /** Each device that something was sent to, whatever was answered. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #sockets: WebSocketServer;
  readonly #devices = new Map<string, { readonly pair: ECDH; readonly auth: Buffer }>();
  readonly #answers = new Map<string, Answers>();
  /** The browser that registered a channel. */
  readonly #browsers = new Map<string, WebSocket>();

  private constructor(server: Server) {
    this.#server = server;
    this.#sockets = new WebSocketServer({ server });
    this.#sockets.on('connection', (socket) => socket.on('message', (data) => this.#hear(socket, String(data))));
  }

  static async start(): Promise<PushService> {
    const server = createServer();
    const service = new PushService(server);
    server.on('request', (request, response) => {
      const device = (request.url ?? '').split('/').at(-1) ?? '';
      void buffer(request).then((body) => {
        service.asked.push(device);
        const answer = service.#answers.get(device) ?? 201;
        if (answer === 'never') return;
        if (answer === 201) service.#take(device, request.headers, body);
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return service;
  }

  /** For a browser's preference `dom.push.serverURL`. */
  get address(): string {
    return `ws://127.0.0.1:${this.#port}/`;
  }

  /** The channels that browsers have registered and not given up. */
  get channels(): readonly string[] {
    return [...this.#browsers.keys()];
  }

  /** What a browser would tell Misty of a new device. */
  subscribe(device: string): PushSubscriptionInput {
    const pair = createECDH('prime256v1');
    const auth = randomBytes(16);
    const p256dh = pair.generateKeys('base64url');
    this.#devices.set(device, { pair, auth });
    return { endpoint: this.#endpoint(device), keys: { p256dh, auth: auth.toString('base64url') } };
  }

  /** From now on it answers so for this device: 201 until told. */
  answer(device: string, answer: Answers): void {
    this.#answers.set(device, answer);
  }

  titlesOn(device: string): readonly string[] {
    return this.delivered.filter((one) => one.device === device).map(({ message }) => message.notification.title);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get #port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  #endpoint(device: string): string {
    return `http://127.0.0.1:${this.#port}/push/${device}`;
  }

  #take(device: string, headers: IncomingHttpHeaders, body: Buffer): void {
    const own = this.#devices.get(device);
    if (own !== undefined) {
      const message = JSON.parse(decrypted(body, own.pair, own.auth).toString()) as PushMessage;
      this.delivered.push({ device, headers, message });
    }
    this.#browsers.get(device)?.send(
      JSON.stringify({
        ...{ messageType: 'notification', channelID: device, version: randomUUID(), ttl: 60 },
        ...{ data: body.toString('base64url'), headers: { encoding: headers['content-encoding'] } },
      }),
    );
  }

  #hear(socket: WebSocket, text: string): void {
    const { messageType, channelID = '' } = JSON.parse(text) as { messageType?: string; channelID?: string };
    const answer = (more: object) => socket.send(JSON.stringify({ messageType, status: 200, ...more }));
    if (messageType === 'hello') answer({ uaid: randomUUID().replaceAll('-', ''), use_webpush: true });
    if (messageType === 'register') {
      this.#browsers.set(channelID, socket);
      answer({ channelID, pushEndpoint: this.#endpoint(channelID) });
    }
    if (messageType === 'unregister') {
      this.#browsers.delete(channelID);
      answer({ channelID });
    }
  }
}

/** What a device makes of a message: aes128gcm of RFC 8188, with the keys of RFC 8291. One record, as all of ours are. */
function decrypted(body: Buffer, pair: ECDH, auth: Buffer): Buffer {
  const salt = body.subarray(0, 16);
  const keyEnd = 21 + (body[20] ?? 0);
  const sender = body.subarray(21, keyEnd);
  const derive = (secret: Uint8Array, from: Uint8Array, info: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', secret, from, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), pair.getPublicKey(), sender]);
  const secret = derive(pair.computeSecret(sender), auth, info, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const opening = createDecipheriv('aes-128-gcm', key, nonce);
  opening.setAuthTag(body.subarray(-16));
  const padded = Buffer.concat([opening.update(body.subarray(keyEnd, -16)), opening.final()]);
  // A 2 ends the text of the last record.
  return padded.subarray(0, padded.lastIndexOf(2));
}
