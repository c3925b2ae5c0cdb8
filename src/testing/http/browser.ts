import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './stack.ts';

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly domain: string;
  readonly hostOnly: boolean;
  readonly path: string;
  readonly secure: boolean;
}

/**
 * For tests: what a browser does with cookies (RFC 6265bis), on real connections. Hosts lead to ports of this machine,
 * and an https: an https address to the proxy there.
 */
export class TestBrowser {
  readonly #ports: Readonly<Record<string, number>>;
  #jar: readonly Cookie[] = [];

  /** `ports`: by origin, such as https://misty.example. */
  constructor(ports: Readonly<Record<string, number>>) {
    this.#ports = ports;
  }

  get cookies(): readonly Cookie[] {
    return this.#jar;
  }

  /** As a page of that origin asks its own server. */
  async ask(method: 'GET' | 'POST', url: string, payload?: object): Promise<Pick<Answer, 'status' | 'body'>> {
    const { origin, host, pathname } = new URL(url);
    const port = this.#ports[origin];
    if (port === undefined) throw new Error(`Nobody is at ${origin}.`);
    const cookie = this.#sentTo(new URL(url)).map(({ name, value }) => `${name}=${value}`);
    const headers = {
      ...{ host, 'sec-fetch-site': 'same-origin' },
      ...(method === 'POST' && { origin }),
      ...(cookie.length > 0 && { cookie: cookie.join('; ') }),
      ...(payload && { 'content-type': 'application/json' }),
    };
    const asked = request({ host: '127.0.0.1', port, method, path: pathname, headers });
    asked.end(payload && JSON.stringify(payload));
    const [answer] = await once(asked, 'response');
    let text = '';
    for await (const chunk of answer.setEncoding('utf8')) text += chunk;
    for (const line of answer.headers['set-cookie'] ?? []) this.take(line, url);
    return { status: answer.statusCode, body: text === '' ? {} : JSON.parse(text) };
  }

  /** Takes or leaves a cookie that an answer of this address sets. Tells whether it was taken. */
  take(line: string, url: string): boolean {
    const { hostname, protocol } = new URL(url);
    const [pair = '', ...rest] = line.split(';').map((part) => part.trim());
    const attributes = new Map(
      rest.map((part) => [(part.split('=')[0] ?? '').toLowerCase(), part.split('=')[1] ?? '']),
    );
    const domain = attributes.get('domain')?.replace(/^\./, '');
    const cookie: Cookie = {
      name: pair.slice(0, pair.indexOf('=')),
      value: pair.slice(pair.indexOf('=') + 1),
      domain: domain ?? hostname,
      hostOnly: domain === undefined,
      path: attributes.get('path') ?? '/',
      secure: attributes.has('secure'),
    };
    const overTls = protocol === 'https:';
    const { name, secure, hostOnly, path } = cookie;
    if (domain !== undefined && !isWithin(hostname, domain)) return false;
    if (secure && !overTls) return false;
    if (/^__Secure-/i.test(name) && !secure) return false;
    if (/^__Host-/i.test(name) && !(secure && hostOnly && path === '/')) return false;
    const isSame = (one: Cookie) => one.name === name && one.domain === cookie.domain && one.path === path;
    // What came over TLS is not overwritten by what did not.
    if (!overTls && this.#jar.some((one) => one.name === name && one.secure && isWithin(one.domain, cookie.domain))) {
      return false;
    }
    const isGone = attributes.get('max-age') === '0' || Date.parse(attributes.get('expires') ?? '') <= Date.now();
    this.#jar = [...this.#jar.filter((one) => !isSame(one)), ...(isGone ? [] : [cookie])];
    return true;
  }

  #sentTo({ hostname, protocol, pathname }: URL): readonly Cookie[] {
    return this.#jar
      .filter(({ domain, hostOnly }) => (hostOnly ? hostname === domain : isWithin(hostname, domain)))
      .filter(({ secure }) => !secure || protocol === 'https:')
      .filter(({ path }) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`))
      .sort((a, b) => b.path.length - a.path.length);
  }
}

function isWithin(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}

/**
 * For tests: a proxy that speaks HTTPS to the world, as far as the server behind it can see. It says who asks, and how.
 */
export async function startHttpsProxy(targetPort: number): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((asked, answer) => {
    const { 'x-forwarded-for': before = [], ...given } = asked.headers;
    const forwarded = {
      'x-forwarded-for': [before, asked.socket.remoteAddress ?? ''].flat().join(', '),
      'x-forwarded-proto': 'https',
      'x-forwarded-host': asked.headers.host ?? '',
    };
    const headers = { ...given, ...forwarded, host: `127.0.0.1:${targetPort}` };
    const passedOn = request({
      ...{ host: '127.0.0.1', port: targetPort, method: asked.method, path: asked.url, headers },
    });
    passedOn.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    asked.pipe(passedOn);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
