import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Db } from 'mongodb';
import { projections } from '../projections/index.ts';
import { createPasswords } from '../src/auth/passwords.ts';
import { type BackupSet, signedText } from '../src/backup/manifest.ts';
import { writeBackupNote } from '../src/backup/notes.ts';
import { openRecoveryKey } from '../src/backup/recovery-key.ts';
import { restore } from '../src/backup/restore.ts';
import type { Target } from '../src/backup/target.ts';
import type { Config } from '../src/config.ts';
import { startEmbedded } from '../src/database/embedded.ts';
import { type OpenDatabase, openDatabase } from '../src/database/open.ts';
import { trialNames } from '../src/database/users.ts';
import { type DatabaseNames, databaseNames, prepareDatabase } from '../src/database-layout.ts';
import { commitsOf } from '../src/event-store/log.ts';
import { verifyLog } from '../src/event-store/verify.ts';
import { faultsOf, faultWords, filesOfLog } from '../src/files/attached.ts';
import { FileStore } from '../src/files/file-store.ts';
import { createLogger } from '../src/http/logger.ts';
import { startServer } from '../src/main.ts';
import { differing } from '../src/projecting/agree.ts';
import { compare } from '../src/projecting/compare.ts';
import { digest } from '../src/projecting/digest.ts';
import { readPointers } from '../src/projecting/pointers.ts';
import { rowsOf } from '../src/projecting/rows.ts';
import { vaultState } from '../src/vault.ts';
import { openHeadKey } from '../src/witness/head-keys.ts';
import type { Company } from './company.ts';
import { Failure, failureOf } from './failure.ts';
import { figure } from './terminal.ts';

export interface CheckReport {
  readonly set: string;
  readonly position: number;
  readonly hash: string;
  readonly events: number;
  /** SHA-256 over all rows, by read model. */
  readonly digests: Readonly<Record<string, string>>;
  readonly seconds: number;
  readonly lines: readonly string[];
  readonly fault?: string;
}

interface CheckOptions {
  readonly say: (line: string) => void;
  readonly onProgress: (position: number, head: number) => void;
}

/** Where a backup is restored on trial: databases and a data folder that are thrown away. */
interface Trial {
  readonly config: Config;
  readonly names: DatabaseNames;
  readonly database: OpenDatabase;
}

/**
 * Restores a backup on trial, with the recovery key alone, as on a machine that knows nothing: starts Misty on it twice,
 * signs in, reads, and compares the log, every read model with a replay of its own, and every row with the company that
 * runs. Writes down how it went, beside the set and in the database.
 */
export async function checkBackup(
  company: Company,
  target: Target,
  set: BackupSet,
  options: CheckOptions,
): Promise<CheckReport> {
  const startedAt = performance.now();
  const { position, hash } = set.manifest;
  const found = { events: 0, digests: {} as Record<string, string>, lines: [] as string[] };
  let fault: string | undefined;
  try {
    await withTrial(company, (trial) => drill(company, { trial, target, set }, { ...options, found }));
  } catch (error) {
    fault = failureOf(error);
  }
  const seconds = Math.ceil((performance.now() - startedAt) / 1000);
  const at = new Date();
  const told = {
    at,
    target: target.folder,
    set: set.id,
    position,
    events: found.events,
    readModels: projections.length,
    seconds,
  };
  await writeBackupNote(company.views, 'checked', { ...told, ...(fault !== undefined && { fault }) });
  if (fault === undefined) {
    const key = await openHeadKey(company.config.dataFolder, company.log, at);
    const content = { at, hash, position, set: set.id, digests: found.digests, signedBy: key.id };
    await target
      .put(`sets/${set.id}.checked.json`, signedText('checked', content, key))
      .catch((error: unknown) => options.say(`That it is good could not be written beside it: ${failureOf(error)}`));
  }
  return { set: set.id, position, hash, ...found, seconds, ...(fault !== undefined && { fault }) };
}

async function drill(
  company: Company,
  { trial, target, set }: { readonly trial: Trial; readonly target: Target; readonly set: BackupSet },
  {
    say,
    onProgress,
    found,
  }: CheckOptions & { readonly found: { events: number; digests: Record<string, string>; lines: string[] } },
): Promise<void> {
  const [log, views] = [trial.database.client.db(trial.names.log), trial.database.client.db(trial.names.views)];
  const recoveryKey = await openRecoveryKey(company.config.dataFolder);
  const { config } = trial;
  await restore({ log, views, config, target, set: set.id, recoveryKey, now: new Date(), onProgress });

  say('Starting Misty on what was restored …');
  await (await serve(trial)).close();
  const { position, hash } = set.manifest;
  const report = await verifyLog(log);
  if (report.fault) throw new Failure(`The log at position ${report.fault.position}: ${report.fault.detail}.`);
  if (report.commits !== position || (position > 0 && report.hash !== hash)) {
    throw new Failure(`The log that was restored ends at ${report.commits}, and the manifest says ${position}.`);
  }
  found.events = report.events;
  found.lines.push(`${figure(report.events)} events, all read back; chain checked from the first event`);
  const there = await commitsOf(company.log).findOne({ position }, { projection: { hash: 1 } });
  if (position > 0 && there?.hash !== hash)
    throw new Failure(`The running company has another commit at position ${position} than the backup.`);

  const pointers = await readPointers(company.views);
  for (const projection of projections) {
    const { differing: wrong, parked } = await compare({ log, views, projection });
    if (wrong > 0 || parked > 0)
      throw new Failure(
        `${projection.name} comes out differently from the restored log (${wrong} rows, ${parked} parked).`,
      );
    const live = pointers.get(projection.name);
    if (live?.version === projection.version && live.position >= position) {
      const other = await differing({ restored: views, running: company.views, name: projection.name, position });
      if (other !== undefined) throw new Failure(`${projection.name} differs from the running company: ${other}.`);
    }
    found.digests[projection.name] = (await digest(views, projection.name)) ?? '';
  }
  found.lines.push(`${projections.length} read models equal a replay, and the running company's rows`);
  const { attached } = await filesOfLog(log);
  const faults = await faultsOf(new FileStore(config.dataFolder), attached, true);
  if (faults.length > 0) throw new Failure(`${faultWords(faults)}.`);
  found.lines.push(`${figure(attached.length)} attached files and small pictures, each by its digest`);
  const vault = await vaultState(config, { log, views });
  if (!vault.fit) throw new Failure(vault.detail);
  found.lines.push(`private details: ${vault.detail}`);
  found.lines.push(await signInAndRead(trial, views));
}

/** Signs in as an administrator, with a password that only the trial has, and reads screens. */
async function signInAndRead(trial: Trial, views: Db): Promise<string> {
  const admin = await anAdmin(views);
  if (admin === undefined) return 'nobody has an administrator’s password yet, so nobody signed in';
  const password = randomBytes(24).toString('base64url');
  const hash = await createPasswords().hash(password);
  await views.collection('credentials').updateMany({ userId: admin.id }, { $set: { hash } });
  const server = await serve(trial);
  // By number: a machine need not know what localhost is.
  const at = `http://127.0.0.1:${server.port}`;
  try {
    const answer = await fetch(`${at}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: admin.username, password }),
    });
    const { accessToken } = (await answer.json()) as { accessToken?: string };
    if (accessToken === undefined)
      throw new Failure(`${admin.username} could not sign in on what was restored (${answer.status}).`);
    const read = { lists: 0, rows: 0 };
    for (const { name } of projections.filter(({ query }) => query?.list && query.filters.safeParse({}).success)) {
      const page = await fetch(`${at}/api/${name}`, { headers: { authorization: `Bearer ${accessToken}` } });
      // Not even an administrator may read everything.
      if (page.status === 403) continue;
      if (page.status !== 200) throw new Failure(`${name} could not be read on what was restored (${page.status}).`);
      read.lists += 1;
      read.rows += ((await page.json()) as { items: unknown[] }).items.length;
    }
    return `signed in as ${admin.username}, and read ${read.lists} lists with ${read.rows} rows`;
  } finally {
    await server.close();
  }
}

async function anAdmin(views: Db): Promise<{ readonly id: string; readonly username: string } | undefined> {
  const generation = (await readPointers(views)).get('people')?.generation ?? 0;
  const people = await rowsOf(views, 'people', generation).find({}).toArray();
  for (const { _id, row } of people) {
    const card = row as { role?: string; active?: boolean; username?: string } | undefined;
    if (card?.role !== 'admin' || !card.active || card.username === undefined) continue;
    if ((await views.collection('credentials').findOne({ userId: _id })) !== null)
      return { id: _id, username: card.username };
  }
  return undefined;
}

async function serve({ config, names }: Trial) {
  return await startServer(config, { say: () => undefined, logger: createLogger('silent'), databases: names });
}

/** Beside an embedded server, another one; on a MongoDB of one's own, two databases that are dropped. */
async function withTrial(company: Company, work: (trial: Trial) => Promise<void>): Promise<void> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'misty-trial-'));
  const own =
    company.config.mongodbUri === undefined ? await startEmbedded({ dataFolder, log: () => undefined }) : undefined;
  try {
    const mongodbUri = own?.operatorUri ?? company.config.mongodbUri;
    const apart = { mongodbUri, dataFolder, port: 0, host: '127.0.0.1', demo: false, diskFreeBytes: 0 };
    const unwatched = {
      databaseFolder: undefined,
      databaseRestartFile: undefined,
      headsUrl: undefined,
      stampsUrl: undefined,
    };
    const config: Config = { ...company.config, ...apart, ...unwatched, vaultKey: undefined, jwtSecrets: undefined };
    const names = own ? databaseNames : trialNames;
    const database = await openDatabase({ ...config, log: () => undefined, poolSizeMin: 0, appName: 'misty-trial' });
    try {
      if (!own) await empty(database, names);
      await prepareDatabase(database, names);
      await work({ config, names, database });
    } finally {
      if (!own) await empty(database, names);
      await database.close();
    }
  } finally {
    await own?.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function empty({ client }: OpenDatabase, { log, views }: DatabaseNames): Promise<void> {
  for (const name of [log, views]) {
    const collections = await client.db(name).listCollections({}, { nameOnly: true }).toArray();
    for (const one of collections) if (!one.name.startsWith('system.')) await client.db(name).dropCollection(one.name);
  }
}
