import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: what comes back is looked at field by field
  readonly body: any;
}

interface VisitorOptions {
  readonly name: string;
  readonly address: string;
  /** The private root that it trusts, and no other. */
  readonly ca: string;
}

/** A device in the company's network that opens Misty by its name and trusts its private root. It keeps cookies. */
export class Visitor {
  readonly #options: VisitorOptions;
  readonly #cookies = new Map<string, string>();
  #bearer: string | undefined;

  constructor(options: VisitorOptions) {
    this.#options = options;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return await this.#ask('GET', path, undefined, headers);
  }

  async post(path: string, payload: object, headers: Record<string, string> = {}): Promise<Answer> {
    return await this.#ask('POST', path, payload, headers);
  }

  async send(type: string, payload: object, id: string = randomUUID()): Promise<Answer> {
    return await this.post(`/api/commands/${type}`, payload, { 'idempotency-key': id });
  }

  /** Chooses a password by a one-time link, and is in from then on. */
  async welcome(link: string, password: string): Promise<void> {
    const token = new URL(link).hash.slice(1);
    this.#enter(await this.post('/api/auth/link', { token, password }));
  }

  async signIn(username: string, password: string): Promise<void> {
    this.#enter(await this.post('/api/auth/login', { username, password }));
  }

  /** The live feed, open; `ended` settles when it has. */
  async follow(models: string): Promise<{ said: () => string; ended: Promise<void>; close: () => void }> {
    return await new Promise((resolve, reject) => {
      const asked = request({
        ...this.#place(),
        path: `/api/live?models=${models}`,
        headers: this.#headers({ accept: 'text/event-stream' }),
      });
      asked.on('error', reject);
      asked.on('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        const ended = new Promise<void>((settle) => response.once('close', settle));
        if (response.statusCode === 200) resolve({ said: () => text, ended, close: () => asked.destroy() });
        else reject(new Error(`The live feed answered ${response.statusCode}.`));
      });
      asked.end();
    });
  }

  #enter({ status, body, text }: Answer): void {
    if (status !== 200) throw new Error(`Nobody is in: ${status} ${text}`);
    this.#bearer = body.accessToken;
  }

  #place() {
    const { name, address, ca } = this.#options;
    const lookup = (_host: string, options: { all?: boolean }, done: (...told: unknown[]) => void): void =>
      options.all ? done(null, [{ address, family: 4 }]) : done(null, address, 4);
    return { host: name, servername: name, ca, lookup: lookup as never, agent: false as const };
  }

  #headers(more: Record<string, string>): Record<string, string> {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    return {
      ...(this.#bearer !== undefined && { authorization: `Bearer ${this.#bearer}` }),
      ...(cookie !== '' && { cookie }),
      'sec-fetch-site': 'same-origin',
      ...more,
    };
  }

  async #ask(method: string, path: string, payload: object | undefined, more: Record<string, string>): Promise<Answer> {
    return await new Promise((resolve, reject) => {
      const headers = this.#headers({ ...(payload && { 'content-type': 'application/json' }), ...more });
      const asked = request({ ...this.#place(), method, path, headers, timeout: 20_000 }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          for (const line of response.headers['set-cookie'] ?? []) {
            const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
            this.#cookies.set(key, value);
          }
          const text = Buffer.concat(parts).toString('utf8');
          const isJson = /json/.test(response.headers['content-type'] ?? '');
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            body: isJson ? JSON.parse(text) : undefined,
          });
        });
      });
      asked.on('timeout', () => asked.destroy(new Error('No answer in time.')));
      asked.on('error', reject);
      asked.end(payload && JSON.stringify(payload));
    });
  }
}
