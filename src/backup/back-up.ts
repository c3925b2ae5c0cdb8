import type { Db } from 'mongodb';
import type { Config } from '../config.ts';
import { GENESIS } from '../event-store/commit.ts';
import { commitsOf } from '../event-store/log.ts';
import { filesOfLog } from '../files/attached.ts';
import { deleteErased } from '../files/erasing.ts';
import { FileStore } from '../files/file-store.ts';
import { openHeadKey } from '../witness/head-keys.ts';
import { readKeyStatements } from '../witness/heads.ts';
import { logFile } from '../witness/log-file.ts';
import { BackupError } from './backup-error.ts';
import { nowErased, readErased, writeErased } from './erased.ts';
import {
  type BackupSet,
  listSets,
  type Manifest,
  readSet,
  type SealedPiece,
  type Segment,
  writeManifest,
} from './manifest.ts';
import { documentLine, readOutsideLog } from './outside-log.ts';
import { prune } from './prune.ts';
import { keysIn, openRecoveryKey, sealKeys } from './recovery-key.ts';
import type { Piece, Target } from './target.ts';

/** Where the keys lie, and the settings that are no secrets. */
export type BackedUpConfig = Pick<
  Config,
  'dataFolder' | 'vaultKey' | 'timeZone' | 'publicUrl' | 'proxies' | 'diskFreeBytes' | 'port' | 'host'
>;

export interface BackUpOptions {
  readonly log: Db;
  readonly views: Db;
  readonly config: BackedUpConfig;
  readonly target: Target;
  readonly version: string;
  readonly now: Date;
  readonly onProgress?: (position: number, head: number) => void;
}

export interface MadeBackup {
  readonly set: BackupSet;
  /** All that the set needs, and what of it was written just now. */
  readonly bytes: number;
  readonly written: number;
  readonly pruned: number;
  /** Private details that the log names and the database has not. Those that an earlier backup has are kept. */
  readonly missing: number;
  /** Attached files whose bytes are missing or were changed, and that no earlier backup has, in words. */
  readonly lost: readonly string[];
}

/** Commits in a segment. The last one is written anew until it is full. */
const SEGMENT = 10_000;

/**
 * Backs the company up: the log up to where it ends now, and what lies outside it. Only what the target has not got is
 * written, and the manifest comes last: without it there is no new set, and the one before stands.
 *
 * @throws BackupError
 */
export async function backUp(options: BackUpOptions): Promise<MadeBackup> {
  const { log, views, config, target, now } = options;
  await target.prepare();
  return await target.alone(async () => {
    const key = await openHeadKey(config.dataFolder, log, now);
    const signers = await readKeyStatements(log);
    const before = await newest(target);
    const { last, accounts, sealed } = await readOutsideLog(log, views);
    const head = { position: last?.position ?? 0, hash: last?.hash ?? GENESIS };
    const first = await hashAt(log, 1);
    const [ours, theirs] = [signers[0]?.key.id, before?.manifest.signers[0]?.key.id];
    if (before && (ours !== theirs || (before.manifest.first !== undefined && before.manifest.first !== first))) {
      throw new BackupError(
        `${target.folder} holds the backups of another company or of an earlier try-out: its log begins with another entry or key. Give this one a folder of its own.`,
      );
    }
    const written: number[] = [];
    const put: Target['put'] = async (name, text) => {
      const piece = await target.put(name, text);
      written.push(piece.bytes);
      return piece;
    };
    const segments = await writeSegments(options, {
      head: head.position,
      before: before?.manifest.segments ?? [],
      put,
    });
    const accountsPiece = await put((sha256) => `accounts/${sha256.slice(0, 16)}.ndjson`, accounts.map(documentLine));
    const held = before?.manifest.sealed ?? [];
    const heldBy = new Map(held.map((piece) => [piece.ref, piece]));
    const sealedPieces: SealedPiece[] = [];
    for (const { collection, document } of sealed) {
      const known = heldBy.get(document._id);
      if (known && (await target.has(known))) sealedPieces.push(known);
      else {
        const piece = await put(`sealed/${document._id}.json`, [documentLine(document)]);
        sealedPieces.push({ ...piece, ref: document._id, employeeId: document.employeeId, collection });
      }
    }
    const erased = new Set([
      ...(before ? await readErased(target, signers) : []),
      ...(await nowErased(log, held)),
      ...(await deleteErased(log, new FileStore(config.dataFolder))),
    ]);
    // What counts by the log and is gone from the database: its backup is all that is left of it.
    const missing = held.filter(({ ref }) => !erased.has(ref) && !sealedPieces.some((one) => one.ref === ref));
    sealedPieces.push(...missing);
    const { pieces: files, lost } = await writeFiles(options, put);
    const recoveryKey = await openRecoveryKey(config.dataFolder);
    const keys = await put(
      (sha256) => `keys/${sha256.slice(0, 16)}.json`,
      [sealKeys(await keysIn(config), recoveryKey)],
    );
    const manifest: Manifest = {
      misty_backup: 1,
      made: now.toISOString(),
      version: options.version,
      ...head,
      ...(first !== undefined && { first }),
      segments,
      accounts: { ...accountsPiece, documents: accounts.length },
      sealed: sealedPieces.sort((a, b) => (a.ref < b.ref ? -1 : 1)),
      files,
      keys,
      signers,
      settings: settingsOf(config),
      signedBy: key.id,
    };
    if (erased.size > 0) await writeErased(target, erased, key);
    const set = await writeManifest(target, manifest, key);
    const pruned = await prune(target, now, erased);
    const pieces = [...segments, accountsPiece, ...sealedPieces, ...files, keys];
    return {
      set,
      bytes: pieces.reduce((sum, { bytes }) => sum + bytes, 0),
      written: written.reduce((sum, bytes) => sum + bytes, 0),
      pruned: pruned.sets,
      missing: missing.length,
      lost,
    };
  });
}

async function newest(target: Target): Promise<BackupSet | undefined> {
  const id = (await listSets(target)).at(-1);
  return id === undefined ? undefined : await readSet(target, id);
}

/** The full segments of the set before, and what follows them. */
async function writeSegments(
  { log, target, onProgress }: BackUpOptions,
  { head, before, put }: { readonly head: number; readonly before: readonly Segment[]; readonly put: Target['put'] },
): Promise<Segment[]> {
  const segments: Segment[] = [];
  for (const segment of before) {
    const isWhole = segment.to - segment.from + 1 === SEGMENT || segment.to === head;
    if (!isWhole || segment.to > head || (await hashAt(log, segment.to)) !== segment.hash) break;
    if (!(await target.has(segment))) break;
    segments.push(segment);
  }
  for (let from = (segments.at(-1)?.to ?? 0) + 1; from <= head; from += SEGMENT) {
    const to = Math.min(from + SEGMENT - 1, head);
    const name = (sha256: string) => `log/${padded(from)}-${padded(to)}-${sha256.slice(0, 12)}.ndjson`;
    const piece = await put(
      name,
      linesOf(log, { from, to }, (position) => onProgress?.(position, head)),
    );
    const hash = await hashAt(log, to);
    if (hash === undefined)
      throw new BackupError(`Position ${to} is gone from the log: it was replaced while it was backed up.`);
    segments.push({ ...piece, from, to, hash });
  }
  return segments;
}

/** Each is written once, however often it is attached. */
async function writeFiles(
  { log, config, target }: BackUpOptions,
  put: Target['put'],
): Promise<{ readonly pieces: Piece[]; readonly lost: readonly string[] }> {
  const store = new FileStore(config.dataFolder);
  const pieces: Piece[] = [];
  const lost: string[] = [];
  for (const one of (await filesOfLog(log)).attached) {
    const piece = { file: `files/${one.sha256}`, sha256: one.sha256, bytes: one.bytes };
    if (await target.has(piece)) pieces.push(piece);
    else {
      const fault = await store.faultOf(one);
      if (fault === undefined) pieces.push(await put(piece.file, store.stream(one)));
      else lost.push(`${one.words} is ${fault}`);
    }
  }
  return { pieces: pieces.sort((a, b) => (a.file < b.file ? -1 : 1)), lost };
}

async function* linesOf(log: Db, range: { from: number; to: number }, onProgress: (position: number) => void) {
  for await (const { text, position } of logFile(log, range)) {
    onProgress(position);
    yield `${text}\n`;
  }
}

async function hashAt(log: Db, position: number): Promise<string | undefined> {
  return (await commitsOf(log).findOne({ position }, { projection: { hash: 1 } }))?.hash;
}

function padded(position: number): string {
  return String(position).padStart(9, '0');
}

/** Whatever is no secret. */
function settingsOf({ timeZone, publicUrl, proxies, diskFreeBytes, port, host }: BackedUpConfig): Manifest['settings'] {
  return {
    ...{
      MISTY_TIME_ZONE: timeZone,
      PORT: port,
      HOST: host,
      MISTY_DISK_FREE: `${Math.floor(diskFreeBytes / 2 ** 20)}MB`,
    },
    ...(publicUrl !== undefined && { MISTY_PUBLIC_URL: publicUrl }),
    ...(proxies !== undefined && { MISTY_PROXY: proxies.join(',') }),
  };
}
