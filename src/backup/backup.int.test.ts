import { createHash, randomUUID } from 'node:crypto';
import {
  appendFile,
  chmod,
  cp,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Db } from 'mongodb';
import { projections } from '../../projections/index.ts';
import { prepareLog } from '../event-store/log.ts';
import { readLast } from '../event-store/read.ts';
import { verifyLog } from '../event-store/verify.ts';
import { faultsOf, filesOfLog } from '../files/attached.ts';
import { FileStore } from '../files/file-store.ts';
import { type MovedInDocument, movedInDocuments } from '../private-details/documents.ts';
import { digest } from '../projecting/digest.ts';
import { placeCompany, serveCompany } from '../testing/company.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { prepareHeads } from '../witness/heads.ts';
import { backUp } from './back-up.ts';
import { BackupError } from './backup-error.ts';
import { isDecided, sealedCollections } from './kept.ts';
import { listSets } from './manifest.ts';
import { openRecoveryKey } from './recovery-key.ts';
import { putFilesBack, restore } from './restore.ts';
import { Target } from './target.ts';

const NOW = new Date();
const DAY_MS = 24 * 3_600_000;

suite('a backup', (test) => {
  let mongo: TestMongo;
  let dataFolder: string;
  let root: string;
  let target: Target;
  let recoveryKey: string;
  let other: TestMongo;

  const config = (folder = dataFolder) => ({
    ...{ dataFolder: folder, vaultKey: undefined, timeZone: 'Australia/Sydney', publicUrl: undefined },
    ...{ proxies: undefined, diskFreeBytes: 0, port: 8080, host: '127.0.0.1' },
  });
  const make = (to = target, now = NOW) =>
    backUp({ log: mongo.logDb, views: mongo.viewDb, config: config(), target: to, version: '0.1.0', now });
  /** A copy of the backup to spoil. */
  const copy = async () => {
    const folder = await mkdtemp(path.join(root, 'copy-'));
    await cp(target.folder, folder, { recursive: true });
    return new Target(folder);
  };
  const putBack = async (from: Target, more: Partial<Parameters<typeof restore>[0]> = {}) => {
    const folder = await mkdtemp(path.join(root, 'data-'));
    return await restore({ ...databases(), config: config(folder), target: from, recoveryKey, now: NOW, ...more });
  };
  const databases = () => ({ log: other.logDb, views: other.viewDb });
  const refusal = async (work: Promise<unknown>) => (await rejects(work, BackupError)).message;
  const only = async (from: Target, folder: string) => {
    const [name = ''] = await readdir(path.join(from.folder, folder));
    return path.join(from.folder, folder, name);
  };

  /** Does something in the company as its administrator. */
  const asNerida = async (work: (nerida: Nerida) => Promise<void>) => {
    const server = await serveCompany({ mongo, dataFolder });
    const json = { 'content-type': 'application/json' };
    const login = await fetch(`${server.url}/api/auth/login`, {
      ...{ method: 'POST', headers: json, body: JSON.stringify({ username: 'nerida', password: 'kraft-and-glue' }) },
    });
    const { accessToken } = (await login.json()) as { accessToken: string };
    const headers = { ...json, authorization: `Bearer ${accessToken}` };
    const nerida: Nerida = {
      get: async (at) => (await (await fetch(`${server.url}/api/${at}`, { headers })).json()) as never,
      async attach(type, record, file) {
        const named = { bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') };
        const what = { fileId: randomUUID(), type: 'application/pdf' };
        const form = new FormData();
        form.append('command', JSON.stringify({ ...record, ...what, ...named }));
        form.append('file', new Blob([file]), 'papers.pdf');
        const own = { authorization: headers.authorization, 'idempotency-key': randomUUID() };
        const address = `${server.url}/api/commands/${type}`;
        const sent = await fetch(address, { method: 'POST', headers: own, body: form });
        assert.is(sent.status, 200, await sent.text());
        return what.fileId;
      },
      async send(type, payload, version) {
        const own = { ...headers, 'idempotency-key': randomUUID(), 'if-match': `"${version}"` };
        const sent = await fetch(`${server.url}/api/commands/${type}`, {
          ...{ method: 'POST', headers: own, body: JSON.stringify(payload) },
        });
        assert.is(sent.status, 200, await sent.text());
      },
    };
    try {
      await work(nerida);
    } finally {
      await server.close();
    }
  };

  test.before(async () => {
    mongo = await testMongo();
    root = await mkdtemp(path.join(tmpdir(), 'misty-backup-'));
    dataFolder = await placeCompany(mongo);
    await asNerida(async ({ get, send }) => {
      const [employee] = (await get<{ items: { id: string }[] }>('employees')).items;
      const employeeId = employee?.id ?? '';
      await send('SetTaxFileNumber', { employeeId, taxFileNumber: '123456782' }, await versionOf(get, employeeId));
    });
    const document = await mongo.viewDb.collection<MovedInDocument>('private-details').findOne();
    if (document === null) throw new Error('Nothing is sealed.');
    // As what an old application knew of the same person lies beside it.
    await movedInDocuments(mongo.viewDb).insertOne({ ...document, _id: 'moved-in' });
    target = new Target(await mkdtemp(path.join(root, 'nas-')));
    await make();
    recoveryKey = await openRecoveryKey(dataFolder);
  });
  test.after(async () => {
    await mongo.close();
    await rm(root, { recursive: true, force: true });
    await rm(dataFolder, { recursive: true, force: true });
  });
  test.before.each(async () => {
    other = await testMongo(mongo.uri);
    await prepareLog(other.logDb);
    await prepareHeads(other.logDb);
  });
  test.after.each(() => other.close());

  test('holds every collection that somebody has decided on, and there is no other', async () => {
    const collections = await mongo.viewDb.listCollections({}, { nameOnly: true }).toArray();
    assert.equal(
      collections.map(({ name }) => name).filter((name) => !isDecided(name)),
      [],
    );
  });

  test('holds no secret in clear', async () => {
    const secrets = [recoveryKey, (await readFile(path.join(dataFolder, 'vault-key'), 'utf8')).trim(), '123456782'];
    const files = await readdir(target.folder, { recursive: true, withFileTypes: true });
    for (const file of files.filter((one) => one.isFile())) {
      const text = await readFile(path.join(file.parentPath, file.name), 'utf8');
      for (const secret of secrets) assert.not.ok(text.includes(secret), file.name);
      assert.is((await stat(path.join(file.parentPath, file.name))).mode & 0o077, 0);
    }
  });

  test('put back on a machine that knows nothing, gives the same company', async () => {
    const restored = await putBack(target);
    const [before, after] = [await verifyLog(mongo.logDb), await verifyLog(other.logDb)];
    assert.equal(after, before);
    assert.is(restored.hash, before.hash);
    assert.is(restored.sealed, 2);
    for (const name of ['credentials', 'demo', ...sealedCollections]) {
      assert.equal(await contentOf(other.viewDb, name), await contentOf(mongo.viewDb, name));
    }
    const server = await serveCompany({ mongo: other, dataFolder });
    await server.close();
    for (const { name } of projections)
      assert.is(await digest(other.viewDb, name), await digest(mongo.viewDb, name), name);
  });

  test('goes on where it was stopped half way, and into nothing that is in use', async () => {
    const folder = await mkdtemp(path.join(root, 'data-'));
    const stop = new Error('stopped');
    let told = 0;
    const stopping = {
      ...{ ...databases(), config: config(folder), target, recoveryKey, now: NOW },
      onProgress: () => {
        told += 1;
        throw stop;
      },
    };
    assert.is(await rejects(restore(stopping), Error), stop);
    assert.is(told, 1);
    assert.ok(await readLast(other.logDb));
    const { position } = await putBack(target);
    assert.is(position, (await readLast(mongo.logDb))?.position);
    assert.match(await refusal(putBack(target)), /This database is in use .* never overwrites anything/);
  });

  test('is put back up to a moment, too', async () => {
    const { position } = await putBack(target, { until: (commit) => commit.position <= 40 });
    assert.equal([position, (await readLast(other.logDb))?.position], [40, 40]);
  });

  test('without the recovery key is put back without private details, if that is asked for', async () => {
    assert.match(
      await refusal(putBack(target, { recoveryKey: undefined })),
      /Give the recovery key from the emergency kit/,
    );
    const { sealed } = await putBack(target, { recoveryKey: undefined, withoutKeys: true });
    assert.is(sealed, 0);
  });

  test('says what is wrong with it, and then nothing is restored', async () => {
    const cut = await copy();
    await truncate(await only(cut, 'log'), 5_000);
    assert.match(await refusal(putBack(cut)), /log\/\S+ in \S+ has 5000 bytes and should have \d+: it was cut off\./);

    const changed = await copy();
    const segment = await only(changed, 'log');
    const text = await readFile(segment, 'utf8');
    await writeFile(segment, text.replace('"quantity":12', '"quantity":13'));
    assert.match(await refusal(putBack(changed)), 'was changed since it was written');

    const manifest = await copy();
    const set = path.join(manifest.folder, 'sets', `${(await listSets(manifest))[0]}.json`);
    await writeFile(set, (await readFile(set, 'utf8')).replace('"position":', '"position":1'));
    assert.match(await refusal(putBack(manifest)), /The manifest \S+ in \S+ was changed since it was signed\./);

    const missing = await copy();
    await rm(await only(missing, 'accounts'));
    assert.match(await refusal(putBack(missing)), /accounts\/\S+ is missing from the backup/);
    assert.match(
      await refusal(putBack(target, { recoveryKey: 'f'.repeat(64) })),
      'The recovery key does not open the keys',
    );
    assert.match(
      await refusal(putBack(new Target(path.join(root, 'nowhere')))),
      /nowhere cannot be used: it is not there/,
    );
    assert.match(await refusal(putBack(new Target(root))), /There is no backup in .* mounted\?/);
    assert.is(await readLast(other.logDb), undefined);
  });

  test('that was signed by somebody else is not taken', async () => {
    const stranger = await testMongo(mongo.uri);
    const folder = await mkdtemp(path.join(root, 'stranger-'));
    const forged = await copy();
    try {
      await prepareLog(stranger.logDb);
      await prepareHeads(stranger.logDb);
      const theirs = new Target(await mkdtemp(path.join(root, 'theirs-')));
      const options = { log: stranger.logDb, views: stranger.viewDb, config: config(folder), target: theirs };
      await backUp({ ...options, version: '0.1.0', now: NOW });
      const [id] = await listSets(theirs);
      // Their manifest in the place of ours, with the files that it needs.
      await cp(theirs.folder, forged.folder, { recursive: true });
      assert.is((await listSets(forged)).at(-1), id);
    } finally {
      await stranger.close();
    }
    assert.match(await refusal(putBack(forged)), 'does not open the keys');
    const here = restore({ ...databases(), config: config(), target: forged, now: NOW });
    assert.match(await refusal(here), 'The keys of this company are not on this machine');
    assert.match(await refusal(make(forged)), 'holds the backups of another company');
  });

  test('writes only what is new, and is taken away after 30 days, but for the newest and the last that was tried', async () => {
    const to = new Target(await mkdtemp(path.join(root, 'kept-')));
    const day = (count: number) => new Date(NOW.getTime() - (60 - count) * DAY_MS);
    const first = await make(to, day(0));
    const second = await make(to, day(1));
    assert.ok(second.written < first.written / 10, `${second.written} of ${first.written}`);
    await writeFile(path.join(to.folder, 'sets', `${first.set.id}.checked.json`), '{}');
    assert.is((await make(to, day(2))).pruned, 0);
    const last = await make(to, day(60));
    assert.is(last.pruned, 2);
    assert.equal(await listSets(to), [first.set.id, last.set.id]);
    const { position } = await putBack(to, { set: first.set.id });
    assert.is(position, (await readLast(mongo.logDb))?.position);
  });

  test('that cannot be written leaves the one before as it was', async () => {
    const to = await copy();
    const before = await readdir(to.folder, { recursive: true });
    await appendFile(path.join(to.folder, 'backup.lock'), JSON.stringify({ host: 'nas', pid: 1, at: Date.now() }));
    assert.match(await refusal(make(to)), 'Another backup to');
    await rm(path.join(to.folder, 'backup.lock'));
    await rm(path.join(to.folder, 'keys'), { recursive: true });
    await writeFile(path.join(to.folder, 'keys'), 'a file in the place of a folder');
    await rejects(make(to), BackupError);
    await chmod(to.folder, 0o700);
    const after = (await readdir(to.folder, { recursive: true })).filter((name) => !name.startsWith('keys'));
    assert.equal(after.sort(), before.filter((name) => !name.startsWith('keys')).sort());
  });

  test('holds attached files once, and brings back those that are missing or were changed', async () => {
    const to = await copy();
    const file = Buffer.from(`%PDF-1.7\n${randomUUID()}`);
    const named = { bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') };
    const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);
    await asNerida(async ({ attach }) => {
      const papers = { kind: 'other', name: 'Papers' };
      await attach('AttachStockFile', { itemId: 'wrap', ...papers }, file);
      assert.is((await make(to, hours(1))).set.manifest.files?.length, 1);
      // The same paper on another record is the same bytes.
      await attach('AttachStockFile', { itemId: 'carton', ...papers }, file);
    });
    const second = await make(to, hours(2));
    assert.equal([second.set.manifest.files, second.lost], [[{ file: `files/${named.sha256}`, ...named }], []]);
    assert.equal(await readdir(path.join(to.folder, 'files')), [named.sha256]);

    const here = await mkdtemp(path.join(root, 'data-'));
    const restored = await putBack(to, { config: config(here) });
    assert.is(restored.files, 1);
    assert.equal(await faultsOf(new FileStore(here), (await filesOfLog(other.logDb)).attached, true), []);

    const place = path.join(dataFolder, 'files', named.sha256.slice(0, 2), named.sha256);
    const faults = async () => faultsOf(new FileStore(dataFolder), (await filesOfLog(mongo.logDb)).attached, true);
    await writeFile(place, Buffer.alloc(file.length));
    assert.equal(await faults(), ['Papers (stock-item/carton) is altered']);
    await rm(place);
    assert.equal(await faults(), ['Papers (stock-item/carton) is missing']);
    const empty = new Target(await mkdtemp(path.join(root, 'nas-')));
    assert.equal((await make(empty)).lost, ['Papers (stock-item/carton) is missing']);
    const third = await make(to, hours(3));
    assert.equal([third.set.manifest.files?.length, third.lost], [1, []], 'an earlier backup has it');
    await putFilesBack({ config: config(), target: to }, third.set.manifest, new Set());
    assert.equal(await faults(), []);
    assert.is((await make(empty, hours(4))).set.manifest.files?.length, 1, 'what came back is backed up');

    await rm(path.join(to.folder, 'files', named.sha256));
    assert.match(await refusal(putBack(to)), `files/${named.sha256} is missing`);
  });

  test('loses a certificate that was erased, on the machine, in the folder, and from older sets', async () => {
    const to = await copy();
    const file = Buffer.from(`%PDF-1.7\n${randomUUID()}`);
    const sha256 = createHash('sha256').update(file).digest('hex');
    const place = path.join(dataFolder, 'files', sha256.slice(0, 2), sha256);
    const days = (count: number) => new Date(NOW.getTime() + count * DAY_MS);
    await asNerida(async ({ get, send, attach }) => {
      const [request] = (await get<{ items: { employeeId: string; requestId: string }[] }>('leave-requests')).items;
      const record = { employeeId: request?.employeeId ?? '', requestId: request?.requestId ?? '' };
      const fileId = await attach('AttachLeaveFile', { ...record, kind: 'certificate' }, file);
      await make(to, days(1));
      assert.ok((await readdir(path.join(to.folder, 'files'))).includes(sha256));
      await utimes(place, days(-1), days(-1));
      await send('EraseLeaveFile', { ...record, fileId, reason: 'Asked for' }, 0);
      await rejects(stat(place));
    });
    const [, older] = await listSets(to);
    await make(to, days(2));
    assert.not((await readdir(path.join(to.folder, 'files'))).includes(sha256));
    const here = await mkdtemp(path.join(root, 'data-'));
    await putBack(to, { set: older, config: config(here) });
    await rejects(stat(path.join(here, 'files', sha256.slice(0, 2), sha256)));
  });

  test('never gives back what was erased since, also from an older set', async () => {
    const to = await copy();
    const [older] = await listSets(to);
    await asNerida(async ({ get, send }) => {
      const document = await mongo.viewDb.collection<{ _id: string; employeeId: string }>('private-details').findOne();
      const employeeId = document?.employeeId ?? '';
      const wish = { employeeId, field: 'tax-file-number' };
      await send('ErasePrivateDetail', wish, await versionOf(get, employeeId));
    });
    const { set } = await make(to, new Date(NOW.getTime() + DAY_MS));
    assert.equal([set.manifest.sealed, await readdir(path.join(to.folder, 'sealed'))], [[], []]);
    const restored = await putBack(to, { set: older });
    assert.equal([restored.sealed, restored.erased], [0, 2]);
    for (const name of sealedCollections) {
      assert.is(await other.viewDb.collection(name).countDocuments(), 0, name);
      assert.is(await mongo.viewDb.collection(name).countDocuments(), 0, name);
    }
    const list = path.join(to.folder, 'sets', 'erased.json');
    await writeFile(list, (await readFile(list, 'utf8')).replace(/"refs":\[.*?\]/, '"refs":[]'));
    const again = await testMongo(mongo.uri);
    try {
      const options = {
        log: again.logDb,
        views: again.viewDb,
        config: config(await mkdtemp(path.join(root, 'data-'))),
      };
      assert.match(
        await refusal(restore({ ...options, target: to, set: older, recoveryKey, now: NOW })),
        'erased.json',
      );
    } finally {
      await again.close();
    }
  });
});

async function contentOf(db: Db, name: string) {
  return await db.collection(name).find().sort({ _id: 1 }).toArray();
}

interface Nerida {
  get<T>(at: string): Promise<T>;
  send(type: string, payload: object, version: number): Promise<void>;
  attach(type: string, record: object, file: Buffer): Promise<string>;
}

async function versionOf(get: Nerida['get'], employeeId: string): Promise<number> {
  const { item } = await get<{ item: { details: { field: string; version: number }[] } }>(
    `private-details/${employeeId}`,
  );
  return item.details.find(({ field }) => field === 'tax-file-number')?.version ?? 0;
}
