import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { may, type Permission, type Role } from '../src/contracts/permissions.ts';
import type { Session } from '../src/contracts/sign-in.ts';
import { mondayOf } from '../src/contracts/week.ts';
import { projectFolder } from '../src/folders.ts';
import { startWorker } from '../src/testing/processes.ts';
import { bundle } from '../tools/built.js';
import type { Bench } from './bench.ts';
import type { ServerWord } from './server.worker.ts';
import { openStore, type Pair, plantPairs } from './shop.ts';
import { handIn, plantStaff, type Week } from './staff.ts';
import { openWebClient, type WebAnswer, type WebClient } from './web-client.ts';

/** A Misty in a process of its own, with the demo company and pairs to allocate, and people who are signed in to it. */
export interface WebServer {
  readonly web: WebClient;
  readonly pairs: readonly Pair[];
  /** For each person who may allocate stock. */
  readonly bearers: readonly Bearer[];
  /** For each person who decides for everybody. */
  readonly managers: readonly Bearer[];
  /** One of the weeks that wait for them. */
  readonly week: Week;
  readonly log: Db;
  rssBytes(): Promise<number>;
  /** Waits until every screen shows what was recorded. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

type Bearer = { readonly authorization: string };

const PAIRS = 64;
const PEOPLE = 30;
const START_TIMEOUT_MS = 60_000;
const CATCH_UP_TIMEOUT_MS = 60_000;
const ASK_EVERY_MS = 50;

export async function startWebServer(bench: Bench): Promise<WebServer> {
  const log = bench.database('web_log');
  const views = bench.database('web');
  const args = [bench.uri, path.join(bench.folder, 'web'), log.databaseName, views.databaseName];
  const worker = startWorker<ServerWord>(await builtWorker(), { args });
  bench.onClose(() => worker.kill());
  const { url = '', demo = [] } = await worker.next(({ url }) => url !== undefined, START_TIMEOUT_MS);
  const web = openWebClient(url);
  bench.onClose(() => web.close());

  // After its start, because only an empty log gets the demo company, and with it people.
  const { pairs, weeks } = await plant(log);
  await expectOk(web.ask('GET', '/health/ready'));
  const signedIn: (Bearer & { readonly role: Role })[] = [];
  for (const { username, password, role } of demo) {
    const { text } = await expectOk(web.ask('POST', '/api/auth/login', {}, { username, password }));
    signedIn.push({ authorization: `Bearer ${(JSON.parse(text) as Session).accessToken}`, role });
  }
  const whoMay = (right: Permission) =>
    signedIn.filter(({ role }) => may(role, right)).map(({ authorization }) => ({ authorization }));
  return {
    ...{ web, pairs, log, bearers: whoMay('stock.allocate'), managers: whoMay('decide.all'), week: weeks[0] as Week },
    async close() {
      web.close();
      await worker.kill('SIGTERM');
    },
    async rssBytes() {
      worker.send({});
      return (await worker.next()).rssBytes ?? 0;
    },
    async caughtUp() {
      const end = performance.now() + CATCH_UP_TIMEOUT_MS;
      while (performance.now() < end) {
        const { status, text } = await web.ask('GET', '/health/ready');
        if (status === 200 && (JSON.parse(text) as { behind: number }).behind === 0) return;
        await pause(ASK_EVERY_MS);
      }
      throw new Error(`The read models are still behind after ${CATCH_UP_TIMEOUT_MS / 1_000} s.`);
    },
  };
}

/** Built as the service is, since that is what runs in a shop. */
async function builtWorker(): Promise<string> {
  const folder = path.join(projectFolder, 'dist', 'bench');
  await bundle('bench/server.worker.ts', folder);
  return path.join(folder, 'server.worker.js');
}

async function plant(log: Db): Promise<{ pairs: readonly Pair[]; weeks: readonly Week[] }> {
  const store = await openStore(log);
  try {
    const pairs = await plantPairs(store, PAIRS);
    const monday = mondayOf(new Date().toISOString().slice(0, 10));
    const weeks = (await plantStaff(store, PEOPLE)).map((employeeId) => ({ employeeId, monday }));
    await Promise.all(weeks.map((week) => handIn(store, week)));
    return { pairs, weeks };
  } finally {
    await store.close();
  }
}

/** Any other answer would be a figure of how fast something is refused. */
export async function expectOk(asked: Promise<WebAnswer>): Promise<WebAnswer> {
  const answer = await asked;
  if (answer.status !== 200) throw new Error(`The server answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  return answer;
}
