import { type Db, MongoClient } from 'mongodb';
import { findRunning } from './database/embedded-running.ts';
import { databaseNames } from './database-layout.ts';
import { demoPassword } from './demo/people.ts';
import {
  clockAhead,
  discardFolder,
  eventually,
  newDataFolder,
  type ServingMisty,
  serveMisty,
} from './testing/misty.ts';
import { requestIdOf, startProxy, type TcpProxy } from './testing/proxy.ts';
import { assert, rejects, suite } from './testing/suite.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Shorter than the clocks are apart. */
const lifetimes = { MISTY_ACCESS_LIFETIME: '30m', MISTY_SIGN_IN_LIFETIME: '1h' };

/** Processes start slowly on a machine that has much to do. */
const patient = { timeoutMs: 120_000 };

suite('sign-in in several server processes', (test) => {
  let dataFolder: string;
  let misty: ServingMisty;
  let databaseUri: string;
  let database: MongoClient;
  let views: Db;

  test.before(async () => {
    dataFolder = await newDataFolder();
    misty = await serveMisty(dataFolder, lifetimes);
    databaseUri = (await findRunning(dataFolder))?.uri ?? '';
    database = await new MongoClient(databaseUri).connect();
    views = database.db(databaseNames.views);
  });
  test.after(async () => {
    await database.close();
    await misty.end('SIGTERM');
    await discardFolder(dataFolder);
  });

  /** One more process of the company: with the same keys, on the same database. */
  const another = (env: NodeJS.ProcessEnv = {}) =>
    serveMisty(dataFolder, { MONGODB_URI: databaseUri, ...lifetimes, ...env });
  const signIn = async (username: string, at = misty) => {
    const answer = await post(at, '/api/auth/login', { username, password: demoPassword });
    assert.is(answer.status, 200, answer.text);
    return tokensOf(answer);
  };
  const refresh = (refreshToken: string, at: ServingMisty) => post(at, '/api/auth/refresh', { refreshToken });
  const me = async (access: string, at: ServingMisty) =>
    (await ask(at, '/api/auth/me', { headers: bearer(access) })).status;
  const stored = async (refreshToken: string) => {
    const found = await sessionsIn(views).findOne({ _id: refreshToken.split('.')[0] ?? '' });
    if (found === null) throw new Error('The session is not there.');
    return found;
  };

  /** A process whose way to the database can be held up where it moves a session on to its next token. */
  async function withDyingProcess(
    work: (dying: ServingMisty, proxy: TcpProxy, rotations: ReadonlySet<number>) => Promise<void>,
  ): Promise<void> {
    const rotations = new Set<number>();
    const { hostname, port } = new URL(databaseUri);
    const proxy = await startProxy(Number(port), hostname, (request) => {
      if (['update', 'sessions', 'previousHash'].every((word) => request.includes(word))) {
        rotations.add(requestIdOf(request));
      }
    });
    const uri = new URL(databaseUri);
    uri.port = String(proxy.port);
    try {
      const dying = await another({ MONGODB_URI: uri.toString() });
      try {
        await work(dying, proxy, rotations);
      } finally {
        await dying.end('SIGKILL');
      }
    } finally {
      await proxy.close();
    }
  }

  test(
    'killed after the rotation and before its answer: the old token gives the same successor, here and in the next process',
    async () => {
      const first = await signIn('ana');
      await withDyingProcess(async (dying, proxy, rotations) => {
        proxy.holdAnswersTo(rotations);
        const lost = rejects(refresh(first.refresh, dying));
        await eventually('the database has rotated, and the process has not heard of it', () => proxy.holdsAnswer());
        assert.is((await stored(first.refresh)).refresh.generation, 1);
        await dying.end('SIGKILL');
        await lost;
      });

      const next = tokensOf(await refresh(first.refresh, misty));
      const restarted = await another();
      try {
        // However long the start took: half a minute is what a client has, and no measure of this machine.
        const _id = first.refresh.split('.')[0] ?? '';
        await sessionsIn(views).updateOne({ _id }, { $set: { 'refresh.rotatedAt': new Date() } });
        assert.is(tokensOf(await refresh(first.refresh, restarted)).refresh, next.refresh);
        assert.equal([await me(next.access, restarted), await me(first.access, restarted)], [200, 200]);
        const { refresh: kept, endedAt } = await stored(first.refresh);
        assert.equal([kept.generation, endedAt], [1, undefined], 'one live family');
        const third = tokensOf(await refresh(next.refresh, restarted));
        assert.is((await refresh(third.refresh, misty)).status, 200);
      } finally {
        await restarted.end('SIGTERM');
      }
    },
    patient,
  );

  test(
    'killed before the rotation reached the database: nothing has happened',
    async () => {
      const first = await signIn('ana');
      await withDyingProcess(async (dying, proxy, rotations) => {
        proxy.holdRequests(rotations);
        const lost = rejects(refresh(first.refresh, dying));
        await eventually('the rotation is on its way', () => proxy.holdsRequest());
        await dying.end('SIGKILL');
        await lost;
        assert.is((await stored(first.refresh)).refresh.generation, 0);
        const next = tokensOf(await refresh(first.refresh, misty));
        const third = tokensOf(await refresh(next.refresh, misty));
        // What the dead one sent comes late: it finds that the session has moved on.
        proxy.deliverLate();
        const fourth = tokensOf(await refresh(third.refresh, misty));
        assert.is((await stored(first.refresh)).refresh.generation, 3);
        assert.is(await me(fourth.access, misty), 200);
      });
    },
    patient,
  );

  test(
    'on machines whose clocks are six hours apart: all go by the time of the database',
    async () => {
      const ahead = await another(clockAhead(3 * HOUR_MS));
      const behind = await another(clockAhead(-3 * HOUR_MS));
      try {
        await agree(ahead, behind);
        await agree(behind, ahead);
      } finally {
        await ahead.end('SIGTERM');
        await behind.end('SIGTERM');
      }
    },
    patient,
  );

  /** What the one gives out is good at the other, for as long as it was said, and no longer. */
  async function agree(one: ServingMisty, other: ServingMisty): Promise<void> {
    const isIn = (at: unknown, ms: number) => Math.abs(Date.parse(String(at)) - Date.now() - ms) < MINUTE_MS;
    const first = await signIn('ben', one);
    assert.ok(isIn(first.body['expiresAt'], 30 * MINUTE_MS), 'an access token ends when it is to end');
    assert.ok(isIn(first.body['signInExpiresAt'], HOUR_MS), 'and so does the sign-in');
    assert.equal([await me(first.access, one), await me(first.access, other)], [200, 200]);

    // The answer was lost, and the retry comes to the other process.
    const next = tokensOf(await refresh(first.refresh, one));
    assert.is(tokensOf(await refresh(first.refresh, other)).refresh, next.refresh);
    assert.is(next.body['signInExpiresAt'], first.body['signInExpiresAt']);
    assert.is(await me(next.access, other), 200);

    // A retry that comes late is a theft to both.
    const _id = first.refresh.split('.')[0] ?? '';
    await sessionsIn(views).updateOne({ _id }, { $set: { 'refresh.rotatedAt': new Date(Date.now() - 31_000) } });
    assert.is((await refresh(first.refresh, other)).status, 401);
    for (const at of [one, other])
      await eventually('its family has ended', async () => (await me(next.access, at)) === 401);

    // A sign-in that is over is over at both, and one that is not is not.
    const last = await signIn('ben', one);
    assert.is((await refresh(last.refresh, other)).status, 200);
    const session = { _id: last.refresh.split('.')[0] ?? '' };
    await sessionsIn(views).updateOne(session, { $set: { expiresAt: new Date(Date.now() - 1_000) } });
    for (const at of [one, other]) assert.is((await refresh(last.refresh, at)).status, 401);

    await sharesTablet(one, other);
  }

  /** A code of the one enrols at the other, and a PIN session rests at the other for as long as at the one. */
  async function sharesTablet(one: ServingMisty, other: ServingMisty): Promise<void> {
    const admin = bearer((await signIn('nerida', one)).access);
    const { body: made } = await post(one, '/api/auth/devices/codes', { name: 'Winding 1' }, admin);
    const enrolled = await post(other, '/api/auth/devices/enrol', { code: made['code'] });
    assert.is(enrolled.status, 200, enrolled.text);
    const pin = '2741';
    const kylie = bearer((await signIn('kylie', one)).access);
    assert.is((await post(one, '/api/auth/pin', { password: demoPassword, pin }, kylie)).status, 204);
    // To a tablet they are one address. Here each has its port, and a port stands in a cookie's name.
    const onTablet = { cookie: enrolled.cookie.replaceAll(/_\d+(?==)/g, '') };
    const inside = tokensOf(await post(one, '/api/auth/pin-login', { userId: 'kylie', pin }, onTablet));
    assert.is(await me(inside.access, other), 200);
    const renewed = await post(other, '/api/auth/refresh', { refreshToken: inside.refresh }, onTablet);
    assert.is(renewed.status, 200, renewed.text);
    const link = await post(one, '/api/auth/links', { userId: 'jai' }, admin);
    const token = String(link.body['link']).split('#')[1];
    await eventually('the link is known there', async () => {
      const opened = await post(other, '/api/auth/link/open', { token });
      return opened.status === 200;
    });
  }
});

interface StoredSession {
  readonly _id: string;
  readonly expiresAt: Date;
  readonly refresh: { readonly generation: number; readonly rotatedAt: Date };
  readonly endedAt?: Date;
}

const sessionsIn = (views: Db) => views.collection<StoredSession>('sessions');
const bearer = (access: string) => ({ authorization: `Bearer ${access}` });

type Said = Awaited<ReturnType<typeof ask>>;

async function ask({ url }: ServingMisty, path: string, request: RequestInit) {
  const answer = await fetch(`${url}${path}`, request);
  const text = await answer.text();
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const body: Record<string, unknown> = text === '' ? {} : JSON.parse(text);
  return { status: answer.status, cookie, text, body };
}

function post(at: ServingMisty, path: string, payload: object, headers: Record<string, string> = {}): Promise<Said> {
  const body = JSON.stringify(payload);
  return ask(at, path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
}

function tokensOf({ status, text, body }: Said) {
  assert.is(status, 200, text);
  return { access: String(body['accessToken']), refresh: String(body['refreshToken']), body };
}
