import type { Db } from 'mongodb';
import type { Config } from './config.ts';
import { examine } from './private-details/examine.ts';
import { PrivateDetails, type PrivateDetailsOptions } from './private-details/private-details.ts';
import { createSeal, type Seal } from './private-details/seal.ts';
import { keyBytes, loadOrMakeSecret, loadSecret } from './secrets.ts';

type KeyPlace = Pick<Config, 'vaultKey' | 'dataFolder'>;

/** In the data folder, when MISTY_VAULT_KEY is not set. */
const KEY_FILE = 'vault-key';

/**
 * Private details, under the key of the settings or one that is made now. What a process left half done is swept, and
 * what the key does not open is told: the rest of Misty has no need of it and goes on.
 *
 * @throws SecretError when the key cannot be kept.
 */
export async function openVault(
  config: KeyPlace,
  say: (line: string) => void,
  options: Omit<PrivateDetailsOptions, 'seal'>,
): Promise<PrivateDetails> {
  const seal = sealBy(config.vaultKey ?? (await loadOrMakeSecret(config.dataFolder, KEY_FILE)));
  const details = new PrivateDetails({ ...options, seal });
  await details.sweep();
  const { sealed, unreadable } = await examine(options.views, seal);
  if (unreadable > 0) say(unreadableWords(sealed, unreadable));
  return details;
}

/** How the vault is, for whoever looks without changing anything. */
export async function vaultState(
  config: KeyPlace,
  views: Db,
): Promise<{ readonly fit: boolean; readonly detail: string }> {
  const key = config.vaultKey ?? (await loadSecret(config.dataFolder, KEY_FILE));
  const { sealed, unreadable } = await examine(views, key === undefined ? undefined : sealBy(key));
  if (unreadable > 0) return { fit: false, detail: unreadableWords(sealed, unreadable) };
  if (sealed > 0) return { fit: true, detail: `${sealed} sealed, and the key opens all of them` };
  return { fit: true, detail: key === undefined ? 'no key yet: one is made at the next start' : 'nothing is sealed' };
}

function unreadableWords(sealed: number, unreadable: number): string {
  return `${unreadable} of ${sealed} private details cannot be opened: they were sealed with another key than the one in use, or changed in the database. Put the key back that sealed them (MISTY_VAULT_KEY, or vault-key in the data folder), or enter them anew.`;
}

function sealBy(key: string): Seal {
  const bytes = keyBytes(key);
  if (bytes === undefined) throw new Error('The key of private details is not one.');
  return createSeal(bytes);
}
