import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';
import { canonical } from '../event-store/canonical.ts';
import type { HeadKey } from '../witness/signing-key.ts';
import { BackupError } from './backup-error.ts';
import { sealedCollections } from './kept.ts';
import type { Piece, Target } from './target.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const piece = z.object({ file: z.string().max(200), sha256, bytes: z.int().nonnegative() });
const segment = piece.extend({ from: z.int().positive(), to: z.int().positive(), hash: sha256 });
const sealedPiece = piece.extend({
  ref: z.string().max(100),
  employeeId: z.string().max(200),
  /** Where it lies: with private details unless told. */
  collection: z.exactOptional(z.enum(sealedCollections)),
});
const statement = z.object({
  key: z.object({ id: z.string(), public: z.string(), since: z.string() }),
  by: z.exactOptional(z.string()),
  signature: z.exactOptional(z.string()),
});

const manifest = z.object({
  misty_backup: z.literal(1),
  made: z.iso.datetime(),
  /** Of the program that made it. */
  version: z.string(),
  position: z.int().nonnegative(),
  /** Of the commit at that position. */
  hash: sha256,
  /** Of the first commit: tells companies apart. */
  first: z.exactOptional(sha256),
  segments: z.array(segment),
  accounts: piece.extend({ documents: z.int() }),
  sealed: z.array(sealedPiece),
  /** Bytes of attached files, each under its digest. Sets from before there were any have none. */
  files: z.exactOptional(z.array(piece)),
  /** Vault key and head keys, under the recovery key. */
  keys: piece,
  signers: z.array(statement),
  settings: z.record(z.string(), z.union([z.string(), z.int(), z.boolean()])),
  signedBy: z.string(),
});

export type Manifest = z.infer<typeof manifest>;
export type Segment = z.infer<typeof segment>;
export type SealedPiece = z.infer<typeof sealedPiece>;

/** A set: all of what one backup needs, by its manifest. */
export interface BackupSet {
  readonly id: string;
  readonly manifest: Manifest;
}

const SET = /^sets\/(\d{8}T\d{6}Z)\.json$/;
const KEY_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** `20261112T020000Z`: sets sort by their names. */
export function setIdOf(made: Date): string {
  return `${made.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

export async function writeManifest(target: Target, content: Manifest, key: HeadKey): Promise<BackupSet> {
  const id = setIdOf(new Date(content.made));
  await target.put(`sets/${id}.json`, signedText('manifest', content, key));
  return { id, manifest: content };
}

/** `{"<name>":…,"signature":"…"}`: the signature is over the canonical text between. */
export function signedText(name: string, content: object, key: HeadKey): string[] {
  const text = canonical(content);
  return [`{"${name}":${text},"signature":"${key.sign(text)}"}\n`];
}

/** Ids of the sets, the oldest first. */
export async function listSets(target: Target): Promise<string[]> {
  const files = await target.list('sets');
  return files.flatMap((file) => SET.exec(file)?.[1] ?? []);
}

/**
 * Reads a manifest, and proves that it was signed by a key that an unbroken line of keys leads to.
 *
 * @throws BackupError
 */
export async function readSet(target: Target, id: string): Promise<BackupSet> {
  const file = `sets/${id}.json`;
  const text = (await target.read(file)).trimEnd();
  const bad = (why: string) => new BackupError(`The manifest ${file} in ${target.folder} ${why}.`);
  const parsed = z.object({ manifest, signature: z.string() }).safeParse(jsonOf(text));
  if (!parsed.success) throw bad('cannot be read: it was cut off or changed, or was made by a later Misty');
  const { manifest: content, signature } = parsed.data;
  const keys = signerKeys(content.signers);
  const key = keys.get(content.signedBy);
  if (key === undefined) throw bad('is not signed by a key of this company');
  const signed = Buffer.from(text.slice('{"manifest":'.length, text.lastIndexOf(',"signature":"')));
  if (!verify(null, signed, key, Buffer.from(signature, 'base64'))) throw bad('was changed since it was signed');
  return { id, manifest: content };
}

/** The public keys that the first one leads to. A key that no earlier one vouches for is left out. */
export function signerKeys(statements: Manifest['signers']): ReadonlyMap<string, KeyObject> {
  const keys = new Map<string, KeyObject>();
  for (const { key, by, signature } of statements) {
    const raw = Buffer.from(key.public, 'base64');
    if (raw.length !== 32 || hash('sha256', raw, 'hex').slice(0, 16) !== key.id) continue;
    const voucher = by === undefined ? undefined : keys.get(by);
    const vouched =
      voucher && verify(null, Buffer.from(canonical(key)), voucher, Buffer.from(String(signature), 'base64'));
    if (keys.size > 0 && !vouched) continue;
    keys.set(key.id, createPublicKey({ key: Buffer.concat([KEY_PREFIX, raw]), format: 'der', type: 'spki' }));
  }
  return keys;
}

/** Every file that a set needs; what can be erased has a `ref`, by which it is on the list of what was. */
export function piecesOf({
  segments,
  accounts,
  sealed,
  files = [],
  keys,
}: Manifest): (Piece & { readonly ref?: string })[] {
  return [...segments, accounts, ...sealed, ...files.map((file) => ({ ...file, ref: file.sha256 })), keys];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
