import { randomUUID } from 'node:crypto';
import { MongoServerError } from 'mongodb';
import { projections } from '../projections/index.ts';
import { backupLights } from '../src/backup/judge.ts';
import { readBackupNotes } from '../src/backup/notes.ts';
import { databaseTime } from '../src/database/clock.ts';
import { embeddedWarning } from '../src/database/open.ts';
import { prepareDatabase } from '../src/database-layout.ts';
import { demoSignIns } from '../src/demo/demo.ts';
import { recentlyDisbelieved } from '../src/disbelieved-proxies.ts';
import { COMMITS, missingIndexes } from '../src/event-store/log.ts';
import { readLast } from '../src/event-store/read.ts';
import { faultsOf, faultWords, filesOfLog } from '../src/files/attached.ts';
import { FileStore } from '../src/files/file-store.ts';
import { networks } from '../src/http/connections.ts';
import { foreignModels } from '../src/projecting/foreign.ts';
import { readParked } from '../src/projecting/parked.ts';
import { readPointers } from '../src/projecting/pointers.ts';
import { vaultState } from '../src/vault.ts';
import type { Company } from './company.ts';
import type { Check } from './doctor-machine.ts';
import { failureOf } from './failure.ts';
import { formatTime } from './times.ts';

const MONGODB_MIN = 7;
const CLOCKS_APART_MAX_MS = 2_000;
const BEHIND_MAX = 1_000;
const UNAUTHORIZED = 13;
const SET_CLOCK = 'timedatectl set-ntp true, on both machines';

/** What can be known of the database in use and of the log in it. Changes nothing. */
export async function databaseChecks(company: Company): Promise<Check[]> {
  return [
    serverCheck(company),
    await replicaCheck(company),
    await clockCheck(company),
    await indexCheck(company),
    await insertOnlyCheck(company),
    await headCheck(company),
    await modelsCheck(company),
    await peopleCheck(company),
    await passwordsCheck(company),
    await databaseUserCheck(company),
    await vaultCheck(company),
    await filesCheck(company),
    await proxyCheck(company),
    ...backupLights(await readBackupNotes(company.views), { folder: company.config.backupFolder, now: new Date() }),
  ];
}

function serverCheck({ database }: Company): Check {
  const { server, describe } = database;
  if (server.kind === 'embedded')
    return {
      name: 'Database',
      state: 'warn',
      detail: `${describe}. ${embeddedWarning}`,
      remedy: 'set MONGODB_URI, and run misty database-users',
    };
  const tooOld = Number.parseInt(server.version, 10) < MONGODB_MIN;
  if (!tooOld) return { name: 'Database', state: 'ok', detail: describe };
  const detail = `${describe}; version ${MONGODB_MIN} or later is needed`;
  return { name: 'Database', state: 'fail', detail, remedy: 'upgrade MongoDB, one major version at a time' };
}

/** By their sizes: "misty verify" reads every byte. */
async function filesCheck({ log, config }: Company): Promise<Check> {
  const name = 'Files';
  const { attached: all } = await filesOfLog(log);
  const faults = await faultsOf(new FileStore(config.dataFolder), all, false);
  if (faults.length === 0) return { name, state: 'ok', detail: `${all.length} attached, all there` };
  return { name, state: 'fail', detail: faultWords(faults), remedy: 'misty restore --files' };
}

async function replicaCheck({ database }: Company): Promise<Check> {
  const { setName, msg } = await database.client.db('admin').command({ hello: 1 });
  const name = 'Replica set';
  if (database.server.kind === 'embedded') return { name, state: 'ok', detail: 'not needed by the embedded one' };
  if (typeof setName === 'string' || msg === 'isdbgrid')
    return { name, state: 'ok', detail: String(setName ?? 'mongos') };
  const detail = 'none: without one a write is durable on this server only, and other processes are heard of later';
  return {
    name,
    state: 'warn',
    detail,
    remedy: 'mongosh --eval "rs.initiate()", after replication.replSetName in mongod.conf',
  };
}

async function clockCheck({ log, views, config }: Company): Promise<Check> {
  const startedAt = Date.now();
  const told = await databaseTime(views);
  const apartMs = told.getTime() - (startedAt + Date.now()) / 2;
  const detail = `${formatTime(told, config.timeZone)} in ${config.timeZone}`;
  const last = await readLast(log);
  if (last !== undefined && last.at.getTime() > told.getTime() + CLOCKS_APART_MAX_MS) {
    const ahead = `the last commit is of ${formatTime(last.at, config.timeZone)}: the database's clock is behind`;
    return { name: 'Clock', state: 'fail', detail: `${detail}, but ${ahead}`, remedy: SET_CLOCK };
  }
  if (Math.abs(apartMs) > CLOCKS_APART_MAX_MS) {
    const seconds = (Math.abs(apartMs) / 1000).toFixed(1);
    const away = `by the database, which counts; this machine's clock is ${seconds} s away`;
    return { name: 'Clock', state: 'warn', detail: `${detail} ${away}`, remedy: SET_CLOCK };
  }
  return { name: 'Clock', state: 'ok', detail };
}

async function indexCheck({ log, database }: Company): Promise<Check> {
  try {
    const missing = await missingIndexes(log);
    if (missing.length === 0)
      return { name: 'Indexes', state: 'ok', detail: 'all there, and unique where they must be' };
    const names = missing.map(({ name }) => name).join(', ');
    return {
      ...{
        name: 'Indexes',
        state: 'fail',
        detail: `${names} missing: nothing keeps two people from taking the same place`,
      },
      remedy: 'start Misty once as a user who may make them',
      fix: () => prepareDatabase(database),
    };
  } catch (error) {
    return { name: 'Indexes', state: 'fail', detail: failureOf(error) };
  }
}

/** Tries to change and to delete a commit that does not exist: a user who has the right would be let through. */
async function insertOnlyCheck({ log, database }: Company): Promise<Check> {
  const nobody = { _id: `doctor-${randomUUID()}` } as object;
  const commits = log.collection(COMMITS);
  const allowed: string[] = [];
  if (!(await isRefused(commits.updateOne(nobody, { $set: { position: -1 } })))) allowed.push('change');
  if (!(await isRefused(commits.deleteOne(nobody)))) allowed.push('delete');
  const name = 'Insert-only';
  if (allowed.length === 0) return { name, state: 'ok', detail: 'the service was refused to change and to delete' };
  // On a server of one's own the rights are the owner's to give; the embedded one gives them itself.
  const state = database.dataFolder === undefined ? 'warn' : 'fail';
  return {
    ...{ name, state, detail: `the service's user may ${allowed.join(' and ')} what was recorded` },
    remedy: 'misty database-users',
  };
}

async function isRefused(attempt: Promise<unknown>): Promise<boolean> {
  try {
    await attempt;
    return false;
  } catch (error) {
    if (error instanceof MongoServerError && error.code === UNAUTHORIZED) return true;
    throw error;
  }
}

async function headCheck({ log, views, config }: Company): Promise<Check> {
  const last = await readLast(log);
  const foreign = await foreignModels(log, views, projections);
  if (foreign.length > 0) {
    const seen = Math.max(...foreign.map(({ position }) => position));
    const detail = `read models have seen commit ${seen}, and the log ends at ${last?.position ?? 0} or went another way: an older or another database was put back. If it was meant, restart Misty; if not, put the newest copy back`;
    return { name: 'Log', state: 'fail', detail, remedy: 'misty verify' };
  }
  const detail = last
    ? `position ${last.position}, ${formatTime(last.at, config.timeZone)}`
    : 'nothing is recorded yet';
  return { name: 'Log', state: 'ok', detail };
}

async function modelsCheck({ log, views, database }: Company): Promise<Check> {
  const head = (await readLast(log))?.position ?? 0;
  const pointers = await readPointers(views);
  const troubles: string[] = [];
  let behind = 0;
  for (const { name } of projections) {
    const pointer = pointers.get(name);
    behind = Math.max(behind, head - (pointer?.position ?? 0));
    const parked = await readParked(views, name, pointer?.generation ?? 0);
    if (parked.size > 0) troubles.push(`${name} has ${parked.size} parked rows`);
  }
  const detail = troubles.length > 0 ? troubles.join(', ') : `${projections.length}, at most ${behind} commits behind`;
  // With nobody running there is nobody to keep up.
  const late = behind > BEHIND_MAX && !database.startedHere;
  const state = troubles.length > 0 ? 'fail' : late ? 'warn' : 'ok';
  return { name: 'Read models', state, detail, ...(state !== 'ok' && { remedy: 'misty rebuild --all' }) };
}

async function peopleCheck({ views }: Company): Promise<Check> {
  const known = await views.collection('credentials').estimatedDocumentCount();
  if (known > 0)
    return { name: 'People', state: 'ok', detail: `${known} ${known === 1 ? 'person has' : 'people have'} a password` };
  return {
    name: 'People',
    state: 'warn',
    detail: 'nobody can sign in yet',
    remedy: 'misty user add NAME --name "FULL NAME" --role admin',
  };
}

/** The passwords of the demo company are known to everybody. */
async function passwordsCheck({ views, config }: Company): Promise<Check> {
  const name = 'Passwords';
  const open = await demoSignIns(views);
  if (open.length === 0) return { name, state: 'ok', detail: 'nobody has one that is known to everybody' };
  const detail = `${open.length} people of the demo company can sign in with a password that everybody knows`;
  const isTrial = config.mongodbUri === undefined && config.publicUrl === undefined;
  return { name, state: isTrial ? 'warn' : 'fail', detail, remedy: `misty user disable ${open[0]?.username}` };
}

/** A database that asks nobody for a password is open to everything that reaches it. */
async function databaseUserCheck({ database }: Company): Promise<Check> {
  const name = 'Database user';
  if (database.client.options.credentials !== undefined) {
    return { name, state: 'ok', detail: `signs in as ${database.client.options.credentials.username}` };
  }
  return {
    name,
    state: 'fail',
    detail: 'the database asks nobody for a password',
    remedy: 'misty database-users, and authorization: enabled in mongod.conf',
  };
}

async function vaultCheck({ config, log, views }: Company): Promise<Check> {
  try {
    const { fit, detail } = await vaultState(config, { log, views });
    return {
      name: 'Vault',
      state: fit ? 'ok' : 'fail',
      detail,
      ...(!fit && { remedy: 'put vault-key back from where a copy is kept' }),
    };
  } catch (error) {
    return { name: 'Vault', state: 'fail', detail: failureOf(error) };
  }
}

/** Whether somebody in front of Misty speaks for others and is not believed. */
async function proxyCheck({ config, views }: Company): Promise<Check> {
  const isBelieved = networks(config.proxies ?? ['loopback']);
  const found = (await recentlyDisbelieved(views, await databaseTime(views))).filter((one) => !isBelieved(one));
  const name = 'Proxy';
  if (found.length === 0) {
    const believed = config.proxies?.join(', ') ?? 'one on this machine';
    return { name, state: 'ok', detail: `${believed} is believed, and nobody else has spoken for others` };
  }
  const why = 'so all who come through it count as one address, and HTTPS is not seen';
  const detail = `${found.join(', ')} spoke as a proxy does and is not believed, ${why}: if it is yours, set MISTY_PROXY`;
  return { name, state: 'warn', detail, remedy: `MISTY_PROXY=${found.join(',')}` };
}
