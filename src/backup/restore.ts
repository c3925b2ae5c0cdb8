import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Db } from 'mongodb';
import type { Config } from '../config.ts';
import type { SignedHead } from '../contracts/heads.ts';
import { type Commit, GENESIS } from '../event-store/commit.ts';
import { COMMITS } from '../event-store/log.ts';
import { putBack } from '../event-store/put-back.ts';
import { readLast } from '../event-store/read.ts';
import { FileStore } from '../files/file-store.ts';
import type { MovedInDocument, SealedDocument } from '../private-details/documents.ts';
import { putBackHeads, putBackKeys } from '../witness/heads.ts';
import { BackupError } from './backup-error.ts';
import { readErased } from './erased.ts';
import { keptCollections, sealedCollections } from './kept.ts';
import { type BackupSet, listSets, type Manifest, piecesOf, readSet, type Segment } from './manifest.ts';
import { readBackupNotes, writeBackupNote } from './notes.ts';
import { documentOf } from './outside-log.ts';
import { type CompanyKeys, keysIn, openKeysFile, RECOVERY_KEY, signerIds } from './recovery-key.ts';
import type { Target } from './target.ts';

export interface RestoreOptions {
  readonly log: Db;
  readonly views: Db;
  readonly config: Pick<Config, 'dataFolder' | 'vaultKey'>;
  readonly target: Target;
  /** The newest one unless told. */
  readonly set?: string | undefined;
  /** Commits after this are left off. */
  readonly until?: ((commit: Pick<Commit, 'position' | 'at'>) => boolean) | undefined;
  /** From the emergency kit. Needed where the keys of the company are not in the data folder. */
  readonly recoveryKey?: string | undefined;
  /** Goes on without the keys: private details stay away, and another key signs from now on. */
  readonly withoutKeys?: boolean;
  readonly now: Date;
  readonly onProgress?: (position: number, head: number) => void;
}

export type LookOptions = Pick<RestoreOptions, 'config' | 'target' | 'set' | 'recoveryKey' | 'withoutKeys'>;

export interface RestoredBackup {
  readonly set: string;
  readonly position: number;
  readonly hash: string;
  readonly accounts: number;
  readonly sealed: number;
  /** Attached files and their small pictures. */
  readonly files: number;
  /** Private details that were erased after this set was made, and stay away. */
  readonly erased: number;
}

const BATCH = 500;

/**
 * Puts a company back into databases that hold nothing. Everything is looked at before anything is written: manifest,
 * signature, keys, and each file's digest. A restore that was stopped half way goes on where it stopped.
 *
 * @throws BackupError
 */
export async function restore(options: RestoreOptions): Promise<RestoredBackup> {
  const { log, views, target, now } = options;
  const {
    set: { id, manifest },
    erased,
    keys,
  } = await lookThrough(options);
  const start = await requireEmpty(log, views, id);
  await writeBackupNote(views, 'restored', { at: now, set: id, position: manifest.position, underWay: true });
  if (keys !== undefined) {
    await placeKeys(options.config, keys, options.recoveryKey);
    await putBackKeys(log, manifest.signers);
  }
  const accounts = await putAccountsBack(views, target, manifest.accounts.file);
  const wanted = manifest.sealed.filter(({ ref }) => !erased.has(ref));
  if (keys !== undefined) {
    for (const { file, collection = 'private-details' } of wanted) {
      const document = documentOf<SealedDocument | MovedInDocument>((await target.read(file)).trimEnd());
      await views
        .collection<SealedDocument | MovedInDocument>(collection)
        .replaceOne({ _id: document._id }, document, { upsert: true });
    }
  }
  const files = await putFilesBack(options, manifest, erased);
  const end = await putLogBack(options, {
    segments: manifest.segments,
    start,
    head: manifest.position,
    withHeads: keys !== undefined,
  });
  if (options.until === undefined && end.hash !== manifest.hash) {
    throw new BackupError(`The log that was put back ends otherwise than the manifest ${id} says.`);
  }
  await writeBackupNote(views, 'restored', { at: now, set: id, position: end.position });
  // Whoever gave the key has the kit, and it stays good.
  if (options.recoveryKey !== undefined) await writeBackupNote(views, 'kit', { at: now });
  const sealed = keys === undefined ? 0 : wanted.length;
  return { set: id, ...end, accounts, sealed, files, erased: manifest.sealed.length - wanted.length };
}

/**
 * Brings bytes of attached files back that are missing or were changed. Before the log, because an event names only bytes
 * that are there. Gives how many are there then.
 *
 * @throws BackupError
 */
export async function putFilesBack(
  { config, target }: Pick<RestoreOptions, 'config' | 'target'>,
  { files = [] }: Manifest,
  erased: ReadonlySet<string>,
): Promise<number> {
  const store = new FileStore(config.dataFolder);
  const wanted = files.filter(({ sha256 }) => !erased.has(sha256));
  for (const piece of wanted) {
    if ((await store.faultOf(piece)) === undefined) continue;
    if (await store.putBack(target.stream(piece.file), piece)) continue;
    throw new BackupError(`${piece.file} in ${target.folder} was changed since it was written.`);
  }
  return wanted.length;
}

/**
 * Looks at all that a restore needs, and writes nothing: manifest, signature, each file's digest, and whether the keys of
 * the company can be had.
 *
 * @throws BackupError
 */
export async function lookThrough(options: LookOptions): Promise<{
  readonly set: BackupSet;
  readonly erased: ReadonlySet<string>;
  readonly keys: CompanyKeys | undefined;
}> {
  const { target, withoutKeys = false } = options;
  const set = await chosenSet(target, options.set);
  const newest = await chosenSet(target, undefined);
  const erased = await readErased(target, newest.manifest.signers);
  await checkPieces(target, set, erased);
  return { set, erased, keys: withoutKeys ? undefined : await companyKeys(options, set) };
}

/** The newest set, or the one that is named. @throws BackupError */
export async function chosenSet(target: Target, id: string | undefined): Promise<BackupSet> {
  if (!(await target.isUsed())) {
    throw new BackupError(
      `There is no backup in ${target.folder}: is it the right folder, and is the disk or share mounted?`,
    );
  }
  const ids = await listSets(target);
  const chosen = id ?? ids.at(-1);
  if (chosen === undefined) throw new BackupError(`No backup to ${target.folder} was ever finished.`);
  if (!ids.includes(chosen))
    throw new BackupError(`There is no backup ${chosen} in ${target.folder}. There are: ${ids.join(', ')}.`);
  return await readSet(target, chosen);
}

/** Each file by its digest, but for what was erased and is gone. @throws BackupError */
export async function checkPieces(target: Target, { manifest }: BackupSet, erased: ReadonlySet<string>): Promise<void> {
  for (const piece of piecesOf(manifest)) {
    if (piece.ref === undefined || !erased.has(piece.ref)) await target.check(piece);
  }
}

/** The keys that lie in the data folder already, or those in the backup. @throws BackupError */
async function companyKeys(
  { config, target, recoveryKey }: LookOptions,
  { manifest }: BackupSet,
): Promise<CompanyKeys> {
  const here = await keysIn(config);
  const isHere = signerIds(here).has(manifest.signedBy);
  if (isHere && recoveryKey === undefined) return here;
  if (recoveryKey === undefined) {
    throw new BackupError(
      'The keys of this company are not on this machine. Give the recovery key from the emergency kit (--recovery-key), or go on without the private details (--without-keys).',
    );
  }
  const opened = openKeysFile(await target.read(manifest.keys.file), recoveryKey);
  if (!signerIds(opened).has(manifest.signedBy)) {
    throw new BackupError(
      `The manifest in ${target.folder} was signed by another key than this company's: somebody else has written it. Nothing was restored.`,
    );
  }
  return opened;
}

/** How far an earlier try has come; the start of the log otherwise. @throws BackupError when the databases are in use. */
async function requireEmpty(log: Db, views: Db, set: string): Promise<Pick<Commit, 'position' | 'hash'>> {
  const { restored } = await readBackupNotes(views);
  if (restored?.underWay && restored.set === set) return (await readLast(log)) ?? { position: 0, hash: GENESIS };
  const used: string[] = [];
  for (const name of [COMMITS, 'head_keys']) if ((await log.collection(name).findOne({})) !== null) used.push(name);
  for (const name of [...keptCollections, ...sealedCollections]) {
    if ((await views.collection(name).findOne({})) !== null) used.push(name);
  }
  if (used.length === 0) return { position: 0, hash: GENESIS };
  throw new BackupError(
    `This database is in use (it holds ${used.join(', ')}), and a restore never overwrites anything. Restore into an empty one: another MISTY_DATA folder, or on a MongoDB of your own after the administrator has dropped misty and misty_log.`,
  );
}

/** What lies there under the same name with something else in it is moved aside, never deleted. */
async function placeKeys(
  { dataFolder, vaultKey }: RestoreOptions['config'],
  keys: CompanyKeys,
  recoveryKey: string | undefined,
): Promise<void> {
  await mkdir(path.join(dataFolder, 'head-keys'), { recursive: true, mode: 0o700 });
  const files = Object.entries(keys.headKeys).map(([name, secret]): [string, string] => [`head-keys/${name}`, secret]);
  if (keys.vaultKey !== undefined && vaultKey === undefined && /^[0-9a-f]{64}$/.test(keys.vaultKey))
    files.push(['vault-key', keys.vaultKey]);
  // Backups from now on are opened by the kit that is printed already.
  if (recoveryKey !== undefined) files.push([RECOVERY_KEY, recoveryKey]);
  for (const [name, secret] of files) {
    const file = path.join(dataFolder, name);
    const there = await readFile(file, 'utf8').catch(() => undefined);
    if (there?.trim() === secret) continue;
    if (there !== undefined) await rename(file, await freeName(`${file}.before-restore`));
    await writeFile(file, `${secret}\n`, { mode: 0o600, flush: true });
  }
}

async function freeName(name: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const candidate = `${name}-${count}`;
    if (!(await stat(candidate).catch(() => undefined))) return candidate;
  }
}

async function putAccountsBack(views: Db, target: Target, file: string): Promise<number> {
  let count = 0;
  for await (const line of target.lines(file)) {
    const { collection, document } = documentOf<{ collection: string; document: { _id: string } }>(line);
    // Earlier backups have what was moved in among the accounts.
    if (![...keptCollections, ...sealedCollections].some((one) => one === collection)) {
      throw new BackupError(
        `${file} holds ${collection}, which this Misty does not know: a later Misty made the backup.`,
      );
    }
    await views.collection<{ _id: string }>(collection).replaceOne({ _id: document._id }, document, { upsert: true });
    count += 1;
  }
  return count;
}

async function putLogBack(
  { log, target, until, onProgress }: RestoreOptions,
  {
    segments,
    start,
    head,
    withHeads,
  }: { segments: readonly Segment[]; start: Pick<Commit, 'position' | 'hash'>; head: number; withHeads: boolean },
): Promise<Pick<Commit, 'position' | 'hash'>> {
  let end = { position: start.position, hash: start.hash };
  let batch: Commit[] = [];
  let heads: SignedHead[] = [];
  const flush = async (): Promise<void> => {
    end = await putBack(log, end, batch);
    if (withHeads) await putBackHeads(log, heads);
    batch = [];
    heads = [];
    onProgress?.(end.position, head);
  };
  for (const segment of segments) {
    for await (const line of target.lines(segment.file)) {
      if (line.startsWith('{"commit":')) {
        const commit = commitOf(line);
        if (until?.(commit) === false) {
          await flush();
          return end;
        }
        if (commit.position <= end.position) continue;
        batch.push(commit);
        if (batch.length >= BATCH) await flush();
      } else if (line.startsWith('{"head":')) heads.push(JSON.parse(line) as SignedHead);
    }
    await flush();
  }
  return end;
}

/** A commit as it was stored: only `at` is a moment in it, everything else is text and whole numbers. */
function commitOf(line: string): Commit {
  const { commit, hash } = JSON.parse(line) as { commit: Omit<Commit, 'hash' | 'at'> & { at: string }; hash: string };
  const { _id, position, at, actor, reason, command, events, prev } = commit;
  const ordered = events.map(({ stream: { aggregate, sequence }, type, v, data }) => ({
    stream: { aggregate, sequence },
    type,
    v,
    data,
  }));
  return {
    ...{ _id, position, at: new Date(at), actor },
    ...(reason !== undefined && { reason }),
    ...{ command, events: ordered, prev, hash },
  };
}
