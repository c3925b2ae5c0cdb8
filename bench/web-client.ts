import { Agent, request } from 'node:http';

export interface WebAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** Asks one server over connections that stay open, one for each request that is under way. */
export interface WebClient {
  ask(method: 'GET' | 'POST', path: string, headers?: Record<string, string>, body?: object): Promise<WebAnswer>;
  close(): void;
}

const TIMEOUT_MS = 20_000;

export function openWebClient(origin: string): WebClient {
  const { hostname, port } = new URL(origin);
  const agent = new Agent({ keepAlive: true, maxSockets: 256, noDelay: true });
  const ask: WebClient['ask'] = (method, path, headers = {}, body) =>
    new Promise((resolve, reject) => {
      const json = body === undefined ? undefined : JSON.stringify(body);
      const type =
        json === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(json)}` };
      const options = { agent, hostname, port, method, path, headers: { ...type, ...headers }, timeout: TIMEOUT_MS };
      const asked = request(options, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
        answer.on('error', reject);
      });
      asked.on('timeout', () => asked.destroy(new Error(`${path} did not answer within ${TIMEOUT_MS} ms.`)));
      asked.on('error', reject);
      asked.end(json);
    });
  return { ask, close: () => agent.destroy() };
}
