import type { MongoClient } from 'mongodb';

/** The names in service; tests use others. */
export const serviceUser = 'misty-service';
export const operatorUser = 'misty-operator';

export interface ServiceUsers {
  servicePassword: string;
  /** Without it no operator is made: on a MongoDB of your own the administrator may do the operator's work. */
  operatorPassword?: string;
  logDatabase?: string;
  viewDatabase?: string;
}

/**
 * Makes the users that Misty connects as, or gives existing ones these passwords and roles:
 *
 * - `misty-service` may find and insert in the whole log database, and nothing else there, not even make an index; it may
 *   read and write in the database of the read models. So no fault in Misty can change or delete what was recorded.
 * - `misty-operator`, for the commands that prepare a database, may also make collections and indexes. It cannot change
 *   or delete what was recorded either.
 *
 * Both live in `admin`. The rights are for whole databases because the embedded server does not hold rights that are for
 * one collection. It also has two gaps, which MongoDB has not: the `bulkWrite` command of MongoDB 8 (`client.bulkWrite`
 * in the driver) and `collMod` are let through without looking at rights. `collection.bulkWrite` is held.
 *
 * The embedded server asks nobody for a password until it is started with `--auth`: make the users first, and start it
 * again with `--auth` (`startEmbedded` does so).
 */
export async function createServiceUsers(adminClient: MongoClient, users: ServiceUsers): Promise<void> {
  const { servicePassword, operatorPassword, logDatabase = 'misty_log', viewDatabase = 'misty' } = users;
  const log = adminClient.db(logDatabase);
  const putRole = async (role: string, actions: string[]): Promise<void> => {
    const privileges = [{ resource: { db: logDatabase, collection: '' }, actions }];
    const { roles } = await log.command({ rolesInfo: role });
    await log.command({ [roles.length > 0 ? 'updateRole' : 'createRole']: role, privileges, roles: [] });
  };
  const admin = adminClient.db('admin');
  const putUser = async (user: string, pwd: string, roles: { role: string; db: string }[]): Promise<void> => {
    const { users: found } = await admin.command({ usersInfo: user });
    await admin.command({ [found.length > 0 ? 'updateUser' : 'createUser']: user, pwd, roles });
  };

  await putRole('misty-append', appendActions);
  await putUser(serviceUser, servicePassword, [
    { role: 'misty-append', db: logDatabase },
    { role: 'readWrite', db: viewDatabase },
  ]);
  if (operatorPassword === undefined) return;
  await putRole('misty-prepare', [...appendActions, 'createCollection', 'createIndex', 'collStats', 'dbStats']);
  await putUser(operatorUser, operatorPassword, [
    { role: 'misty-prepare', db: logDatabase },
    { role: 'readWrite', db: viewDatabase },
    { role: 'dbAdmin', db: viewDatabase },
  ]);
}

/** `changeStream` wakes the readers of the log. */
const appendActions = ['find', 'insert', 'listIndexes', 'listCollections', 'changeStream'];
