import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Db } from 'mongodb';
import type { Config } from '../src/config.ts';
import { orDamaged } from '../src/database/embedded-files.ts';
import { type OpenDatabase, openDatabase } from '../src/database/open.ts';
import { databaseNames, prepareDatabase } from '../src/database-layout.ts';
import { Failure } from './failure.ts';
import { note } from './terminal.ts';

/** The databases of the company that the settings name. */
export interface Company {
  readonly config: Config;
  readonly database: OpenDatabase;
  readonly log: Db;
  readonly views: Db;
}

/**
 * Does something with the company's databases, beside a Misty that runs or alone. With `write`, what is not there yet
 * is made; otherwise there must be something to look at.
 */
export async function withCompany<T>(
  config: Config,
  work: (company: Company) => Promise<T>,
  { write = false }: { write?: boolean } = {},
): Promise<T> {
  if (!write && config.mongodbUri === undefined && !(await hasData(config))) {
    throw new Failure(`There is no data in ${config.dataFolder} yet: start Misty once, or set MISTY_DATA.`);
  }
  const database = await openDatabase({ ...config, log: note, join: true, poolSizeMin: 0, appName: 'misty-tools' });
  try {
    if (write) await prepareDatabase(database);
    const { client } = database;
    return await work({ config, database, log: client.db(databaseNames.log), views: client.db(databaseNames.views) });
  } catch (error) {
    throw config.mongodbUri === undefined ? orDamaged(error, config.dataFolder) : error;
  } finally {
    await database.close();
  }
}

/** Whether the embedded server has ever kept anything here. */
export async function hasData({ dataFolder }: Config): Promise<boolean> {
  return await access(path.join(dataFolder, 'db')).then(
    () => true,
    () => false,
  );
}
