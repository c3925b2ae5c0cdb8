import type { MongoClient } from 'mongodb';

/** The names in service, unless others are given. */
export const serviceUser = 'misty-service';
export const operatorUser = 'misty-operator';

/** Where a backup is restored on trial, on a server of one's own. */
export const trialNames = { log: 'misty_trial_log', views: 'misty_trial' };

export interface ServiceUsers {
  servicePassword: string;
  /** Without it no operator is made: on a MongoDB of your own the administrator may do the operator's work. */
  operatorPassword?: string;
  /** Other names, for several Mistys on one server. */
  names?: { service: string; operator: string; logDatabase: string; viewDatabase: string };
}

/**
 * Makes the users that Misty connects as, or gives existing ones these passwords and roles:
 *
 * - `misty-service` may find and insert in the whole log database, and nothing else there, not even make an index; it may
 *   read and write in the database of the read models, and in the two where backups are restored on trial. So no fault in Misty can change or delete what was recorded.
 * - `misty-operator`, for the commands that prepare a database, may make collections and indexes in the log as well. It
 *   cannot change or delete what was recorded either.
 *
 * Both live in `admin`. The rights are for whole databases because the embedded server does not hold rights that are for
 * one collection. It also has two gaps, which MongoDB has not: the `bulkWrite` command of MongoDB 8 (`client.bulkWrite`
 * in the driver) and `collMod` are let through without looking at rights. `collection.bulkWrite` is held.
 *
 * The embedded server asks nobody for a password until it is started with `--auth`: make the users first, and start it
 * again with `--auth` (`startEmbedded` does so).
 */
export async function createServiceUsers(adminClient: MongoClient, users: ServiceUsers): Promise<void> {
  const { servicePassword, operatorPassword } = users;
  const { service, operator, logDatabase, viewDatabase } = users.names ?? namesInService;
  const putRole = async (database: string, role: string, actions: string[]): Promise<void> => {
    const privileges = [{ resource: { db: database, collection: '' }, actions }];
    const { roles } = await adminClient.db(database).command({ rolesInfo: role });
    await adminClient
      .db(database)
      .command({ [roles.length > 0 ? 'updateRole' : 'createRole']: role, privileges, roles: [] });
  };
  const admin = adminClient.db('admin');
  const putUser = async (user: string, pwd: string, roles: { role: string; db: string }[]): Promise<void> => {
    const { users: found } = await admin.command({ usersInfo: user });
    await admin.command({ [found.length > 0 ? 'updateUser' : 'createUser']: user, pwd, roles });
  };

  await putRole(logDatabase, 'misty-append', appendActions);
  await putRole(viewDatabase, 'misty-views', viewActions);
  const views = { role: 'misty-views', db: viewDatabase };
  // Backups are restored on trial into these two, and dropped again.
  const trial = [trialNames.log, trialNames.views];
  for (const database of trial) await putRole(database, 'misty-trial', viewActions);
  await putUser(service, servicePassword, [
    { role: 'misty-append', db: logDatabase },
    views,
    ...trial.map((db) => ({ role: 'misty-trial', db })),
  ]);
  if (operatorPassword === undefined) return;
  await putRole(logDatabase, 'misty-prepare', [...appendActions, 'createCollection', 'createIndex']);
  await putUser(operator, operatorPassword, [{ role: 'misty-prepare', db: logDatabase }, views]);
}

const namesInService = {
  service: serviceUser,
  operator: operatorUser,
  logDatabase: 'misty_log',
  viewDatabase: 'misty',
};

/** `changeStream` wakes the readers of the log. */
const appendActions = ['find', 'insert', 'listIndexes', 'listCollections', 'changeStream', 'collStats', 'dbStats'];

/** Not the ready-made `readWrite`: with its right to rename, the embedded server lets a collection be renamed over the log. */
const viewActions = [
  ...appendActions,
  'update',
  'remove',
  'createCollection',
  'dropCollection',
  'createIndex',
  'dropIndex',
  'collMod',
];
