import type { Db } from 'mongodb';
import type { Config } from './config.ts';
import { examine, listed, type Unreadable } from './private-details/examine.ts';
import { PrivateDetails, type PrivateDetailsOptions } from './private-details/private-details.ts';
import { createSeal, type Seal } from './private-details/seal.ts';
import { keyBytes, loadOrMakeSecret, loadSecret, SecretDamaged, SecretError } from './secrets.ts';

type KeyPlace = Pick<Config, 'vaultKey' | 'dataFolder'>;

/** In the data folder, when MISTY_VAULT_KEY is not set. */
const KEY_FILE = 'vault-key';
/** Told with the list of what is lost, which only the database knows. */
const REMEDY =
  'It seals tax file numbers and bank accounts: keep the file, and put a copy of it back from where you keep one.';

/**
 * Private details, under the key of the settings or one that is made now. What a process left half done is swept, and
 * what the key does not open is told: the rest of Misty has no need of it and goes on.
 *
 * @throws SecretError when the key cannot be kept, or when its file is damaged: with all that cannot be read without it.
 */
export async function openVault(
  config: KeyPlace,
  say: (line: string) => void,
  options: Omit<PrivateDetailsOptions, 'seal'>,
): Promise<PrivateDetails> {
  const { log, views } = options;
  const key =
    config.vaultKey ?? (await orListed({ log, views }, loadOrMakeSecret(config.dataFolder, KEY_FILE, REMEDY)));
  const seal = sealBy(key);
  const details = new PrivateDetails({ ...options, seal });
  await details.sweep();
  const { sealed, unreadable } = await examine(views, seal);
  if (unreadable.length > 0) say(await unreadableWords(log, sealed, unreadable));
  return details;
}

/** How the vault is, for somebody who looks without changing anything. */
export async function vaultState(
  config: KeyPlace,
  { log, views }: { readonly log: Db; readonly views: Db },
): Promise<{ readonly fit: boolean; readonly detail: string }> {
  const key = config.vaultKey ?? (await orListed({ log, views }, loadSecret(config.dataFolder, KEY_FILE, REMEDY)));
  const { sealed, unreadable } = await examine(views, key === undefined ? undefined : sealBy(key));
  if (unreadable.length > 0) return { fit: false, detail: await unreadableWords(log, sealed, unreadable) };
  if (sealed > 0) return { fit: true, detail: `${sealed} sealed, and the key opens all of them` };
  return { fit: true, detail: key === undefined ? 'no key yet: one is made at the next start' : 'nothing is sealed' };
}

/** The seal of private details, under the key of the settings or one that is made now. */
export async function openSeal(
  config: KeyPlace,
  { log, views }: { readonly log: Db; readonly views: Db },
): Promise<Seal> {
  return sealBy(
    config.vaultKey ?? (await orListed({ log, views }, loadOrMakeSecret(config.dataFolder, KEY_FILE, REMEDY))),
  );
}

async function unreadableWords(log: Db, sealed: number, unreadable: readonly Unreadable[]): Promise<string> {
  return `${unreadable.length} of ${sealed} private details cannot be opened: they were sealed with another key than the one in use, or changed in the database. Put the key back that sealed them (MISTY_VAULT_KEY, or vault-key in the data folder), or enter them anew: ${await listed(log, unreadable)}.`;
}

/** A damaged key is told with what it sealed: only then can somebody judge what to do. */
async function orListed<Key>({ log, views }: { log: Db; views: Db }, key: Promise<Key>): Promise<Key> {
  try {
    return await key;
  } catch (error) {
    if (!(error instanceof SecretDamaged)) throw error;
    const { unreadable } = await examine(views, undefined);
    const rest =
      unreadable.length === 0
        ? 'Nothing is sealed yet: if there is no copy, move the file away, and Misty makes another key.'
        : `Without it these can never be read again: ${await listed(log, unreadable)}. If there is no copy anywhere, move the file away, start Misty, and enter them anew.`;
    throw new SecretError(`${error.message} ${rest}`);
  }
}

function sealBy(key: string): Seal {
  const bytes = keyBytes(key);
  if (bytes === undefined) throw new Error('The key of private details is not one.');
  return createSeal(bytes);
}
