import { access } from 'node:fs/promises';
import path from 'node:path';
import { loadOrMakeSecret, loadSecret } from '../secrets.ts';
import { EmbeddedError } from './embedded-error.ts';
import { runningHolder } from './embedded-holder.ts';
import { operatorUser, serviceUser } from './users.ts';

/** How the embedded server is reached. The addresses hold a password. */
export interface EmbeddedAddress {
  /** For the service: see `Embedded`. */
  uri: string;
  operatorUri: string;
  /** Of the package that its program is from; the program itself tells another figure. */
  version?: string | undefined;
}

/** The mark in a data folder that its database users were made: written last of all. */
export function usersMark(dataFolder: string): string {
  return path.join(dataFolder, 'database-users-made');
}

export interface DatabasePasswords {
  service: string;
  operator: string;
}

/** Kept in the data folder, and made on first use. */
export async function databasePasswords(dataFolder: string): Promise<DatabasePasswords> {
  return {
    service: await loadOrMakeSecret(dataFolder, names.service, REMEDY),
    operator: await loadOrMakeSecret(dataFolder, names.operator, REMEDY),
  };
}

/** Whether both are there. One that was deleted is made anew, and the database has to be told of it. */
export async function hasDatabasePasswords(dataFolder: string): Promise<boolean> {
  const found = await Promise.all([names.service, names.operator].map((one) => loadSecret(dataFolder, one, REMEDY)));
  return !found.includes(undefined);
}

const names = { service: 'database-service-password', operator: 'database-operator-password' };
const REMEDY =
  'It lets Misty into the embedded database, and nothing is lost with it: delete it. Misty makes another one at the next start.';

/** The sentence for passwords that are well formed and that the database does not know, as after a mixed-up restore. */
export function unknownPasswords(dataFolder: string): EmbeddedError {
  const files = `${names.service} and ${names.operator}`;
  return new EmbeddedError(
    `The embedded database in ${dataFolder} does not know the passwords beside it. Nothing is lost: delete ${files} there, and Misty makes new ones at the next start.`,
  );
}

export function embeddedAddress(port: number, passwords: DatabasePasswords | undefined): EmbeddedAddress {
  const uriOf = (credentials: string): string => `mongodb://${credentials}127.0.0.1:${port}/?directConnection=true`;
  return {
    uri: uriOf(passwords ? `${serviceUser}:${passwords.service}@` : ''),
    operatorUri: uriOf(passwords ? `${operatorUser}:${passwords.operator}@` : ''),
  };
}

/**
 * The server that a Misty which is still there runs on this data folder.
 *
 * @throws EmbeddedError while its first start is not done.
 */
export async function findRunning(dataFolder: string): Promise<EmbeddedAddress | undefined> {
  const holder = await runningHolder(dataFolder);
  if (!holder) return undefined;
  const made = await access(usersMark(dataFolder)).then(
    () => true,
    () => false,
  );
  if (!made) {
    throw new EmbeddedError(`The Misty with process id ${holder.startedBy} is just starting: try again in a moment.`);
  }
  return { ...embeddedAddress(holder.port, await databasePasswords(dataFolder)), version: holder.version };
}
