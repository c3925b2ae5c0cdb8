import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { canonical } from '../event-store/canonical.ts';
import { loadOrMakeSecret, loadSecret } from '../secrets.ts';
import { headKeyOf } from '../witness/signing-key.ts';
import { BackupError } from './backup-error.ts';

/** The secrets of a data folder that a restored Misty cannot do without. */
export interface CompanyKeys {
  /** 64 hexadecimal digits, or what MISTY_VAULT_KEY says. */
  readonly vaultKey?: string | undefined;
  /** By the names of their files. */
  readonly headKeys: Readonly<Record<string, string>>;
}

/** The file in the data folder that has the key of the emergency kit. */
export const RECOVERY_KEY = 'recovery-key';
const REMEDY =
  'It opens the keys in your backups. It is printed on the emergency kit: type it in again from there, or move the file away, and the next backup is made under a new one (then print the kit again).';
const HEAD_KEYS = 'head-keys';
const CIPHER = 'aes-256-gcm';
const TAG_BYTES = 16;

const sealedKeys = z.object({ misty_keys: z.literal(1), nonce: z.string(), sealed: z.string() });
const companyKeys = z.object({ vaultKey: z.string().optional(), headKeys: z.record(z.string(), z.string()) });

/** The key on the emergency kit: 64 hexadecimal digits, made on first use. */
export async function openRecoveryKey(dataFolder: string): Promise<string> {
  return await loadOrMakeSecret(dataFolder, RECOVERY_KEY, REMEDY);
}

/** What a person typed or scanned: spaces and hyphens do not count. @throws BackupError */
export function recoveryKeyOf(text: string): string {
  const digits = text.toLowerCase().replace(/[\s-]/g, '');
  if (/^[0-9a-f]{64}$/.test(digits)) return digits;
  throw new BackupError(
    'That is not a recovery key: it has 64 digits from 0 to 9 and a to f. Look at the emergency kit again.',
  );
}

/** The keys as they lie in a data folder. */
export async function keysIn({ dataFolder, vaultKey }: Pick<Config, 'dataFolder' | 'vaultKey'>): Promise<CompanyKeys> {
  const names = await readdir(path.join(dataFolder, HEAD_KEYS)).catch(() => []);
  const headKeys: Record<string, string> = {};
  for (const name of names.filter((one) => /^(first|\d+-[0-9a-f]{8})$/.test(one)).sort()) {
    const secret = await loadSecret(path.join(dataFolder, HEAD_KEYS), name, '');
    if (secret !== undefined) headKeys[name] = secret;
  }
  return { vaultKey: vaultKey ?? (await loadSecret(dataFolder, 'vault-key', '')), headKeys };
}

/** Ids of the head keys. */
export function signerIds({ headKeys }: CompanyKeys): Set<string> {
  return new Set(Object.values(headKeys).map((secret) => headKeyOf(secret).id));
}

/**
 * Keys as a backup holds them. The nonce is made from what is sealed, so the same keys give the same file and different
 * ones never share a nonce.
 */
export function sealKeys(keys: CompanyKeys, recoveryKey: string): string {
  const text = canonical(keys);
  const nonce = createHmac('sha256', derived(recoveryKey, 'nonce')).update(text).digest().subarray(0, 12);
  const cipher = createCipheriv(CIPHER, derived(recoveryKey, 'keys'), nonce, { authTagLength: TAG_BYTES });
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${JSON.stringify({ misty_keys: 1, nonce: nonce.toString('base64'), sealed: sealed.toString('base64') })}\n`;
}

/** @throws BackupError when it is another recovery key. */
export function openKeysFile(text: string, recoveryKey: string): CompanyKeys {
  try {
    const { nonce, sealed } = sealedKeys.parse(JSON.parse(text));
    const bytes = Buffer.from(sealed, 'base64');
    const key = derived(recoveryKey, 'keys');
    const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64'), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const opened = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
    return companyKeys.parse(JSON.parse(opened.toString('utf8')));
  } catch {
    throw new BackupError(
      'The recovery key does not open the keys of this backup: it is another one. An older backup needs the key that was printed then.',
    );
  }
}

function derived(recoveryKey: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(recoveryKey, 'hex'), '', `misty backup 1: ${purpose}`, 32));
}
