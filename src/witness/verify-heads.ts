import type { Db } from 'mongodb';
import type { KeyStatement, SignedHead } from '../contracts/heads.ts';
import { canonical } from '../event-store/canonical.ts';
import { readHashes } from '../event-store/read.ts';
import { readKeyStatements } from './heads.ts';
import { isSignedBy } from './signing-key.ts';

/** Tells of signed heads, one after another, why one does not fit the log, as a sentence; undefined where it does. */
export async function headJudge(log: Db): Promise<(signed: SignedHead) => Promise<string | undefined>> {
  const keys = vouchedKeys(await readKeyStatements(log));
  return (signed) => headFault(log, keys, signed);
}

async function headFault(
  log: Db,
  keys: ReadonlyMap<string, string>,
  { head, signature }: SignedHead,
): Promise<string | undefined> {
  const { position, hash, key: keyId } = head;
  const key = keys.get(keyId);
  if (key === undefined) return `the head of position ${position} is signed by key ${keyId}, which nobody vouches for`;
  if (!isSignedBy(key, canonical(head), signature)) return `the head of position ${position} has a wrong signature`;
  const [found] = await readHashes(log, position, position);
  if (found === undefined) return `the log ends before position ${position}, which was there at ${head.at}`;
  if (found !== hash) return `position ${position} is not what was signed at ${head.at}`;
  return undefined;
}

/** Public keys by id: the first stands for itself, each later one is vouched for by one before it. */
export function vouchedKeys(statements: readonly KeyStatement[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const { key, by, signature } of statements) {
    const voucher = by === undefined ? undefined : keys.get(by);
    const isVouched =
      voucher !== undefined && signature !== undefined && isSignedBy(voucher, canonical(key), signature);
    if (keys.size === 0 || isVouched) keys.set(key.id, key.public);
  }
  return keys;
}
