import { verify } from 'node:crypto';
import type { Db } from 'mongodb';
import { z } from 'zod';
import { canonical } from '../event-store/canonical.ts';
import { counts, hasErased, readKnown } from '../private-details/on-file.ts';
import type { HeadKey } from '../witness/signing-key.ts';
import { BackupError } from './backup-error.ts';
import { type SealedPiece, signedText, signerKeys } from './manifest.ts';
import type { Target } from './target.ts';

const FILE = 'sets/erased.json';
const list = z.object({
  erased: z.object({ refs: z.array(z.string()), signedBy: z.string() }),
  signature: z.string(),
});

/**
 * Private details that were erased or replaced since they were backed up. The list only grows, and it counts for every
 * set in the target, also for older ones: what is on it is never put back.
 *
 * @throws BackupError when somebody has changed it.
 */
export async function readErased(
  target: Target,
  signers: Parameters<typeof signerKeys>[0],
): Promise<ReadonlySet<string>> {
  if (!(await target.list('sets')).includes(FILE)) return new Set();
  const text = (await target.read(FILE)).trimEnd();
  const { erased, signature } = parsed(text, target);
  const key = signerKeys(signers).get(erased.signedBy);
  if (!key || !verify(null, Buffer.from(canonical(erased)), key, Buffer.from(signature, 'base64'))) {
    throw new BackupError(
      `${FILE} in ${target.folder} was changed or signed by another key: it lists the private details that must not come back, so nothing is restored from here.`,
    );
  }
  return new Set(erased.refs);
}

export async function writeErased(target: Target, refs: ReadonlySet<string>, key: HeadKey): Promise<void> {
  const content = { refs: [...refs].sort(), signedBy: key.id };
  await target.put(FILE, signedText('erased', content, key));
}

/**
 * Which of the details that earlier sets hold are over: by the log, because a document that is merely missing from the
 * database is one that its backup is needed for.
 */
export async function nowErased(log: Db, held: readonly SealedPiece[]): Promise<Set<string>> {
  const known = await readKnown(log, [...new Set(held.map(({ employeeId }) => employeeId))]);
  const over = held.filter(({ ref, employeeId, collection }) => {
    const of = known.get(employeeId);
    if (collection === 'moved-in-sealed') return hasErased(of);
    return of?.named.has(ref) && !counts(of, ref);
  });
  return new Set(over.map(({ ref }) => ref));
}

function parsed(text: string, target: Target): z.infer<typeof list> {
  try {
    return list.parse(JSON.parse(text));
  } catch {
    throw new BackupError(`${FILE} in ${target.folder} cannot be read: it was cut off or changed.`);
  }
}
