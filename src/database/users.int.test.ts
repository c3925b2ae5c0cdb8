import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Collection, Db, MongoClient } from 'mongodb';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { connect, describeServer } from './connect.ts';
import { type Embedded, startEmbedded } from './embedded.ts';
import { createServiceUsers } from './users.ts';

// On the embedded server the rights are tried out for real, on one of its own that asks for passwords. So they are on
// another server, if that asks for passwords. If it does not, nothing can be refused there, and what it says it would allow is read.

suite('the rights of the users', (test) => {
  let mongo: TestMongo;
  let embedded: Embedded | undefined;
  let folder: string;
  let service: MongoClient;
  let operator: MongoClient;
  let enforced: boolean;
  let log: Db;
  let view: Db;
  let commits: Collection;

  test.before(async () => {
    mongo = await testMongo();
    folder = await mkdtemp(path.join(tmpdir(), 'misty-users-'));
    if ((await describeServer(mongo.client)).kind === 'embedded') {
      embedded = await startEmbedded({ dataFolder: folder, log: () => undefined });
      service = await connect(embedded.uri, { poolSizeMin: 0 });
      operator = await connect(embedded.operatorUri, { poolSizeMin: 0 });
      log = service.db('misty_log');
      view = service.db('misty');
      enforced = true;
    } else {
      const servicePassword = randomBytes(16).toString('hex');
      const operatorPassword = randomBytes(16).toString('hex');
      await createServiceUsers(mongo.client, { servicePassword, operatorPassword, names: namesOf(mongo) });
      service = await connect(asUser(mongo.uri, namesOf(mongo).service, servicePassword), { poolSizeMin: 0 });
      operator = await connect(asUser(mongo.uri, namesOf(mongo).operator, operatorPassword), { poolSizeMin: 0 });
      log = service.db(mongo.logDb.databaseName);
      view = service.db(mongo.viewDb.databaseName);
      enforced = await asksForPasswords(mongo.uri);
    }
    await operator.db(log.databaseName).createCollection('commits');
    commits = log.collection('commits');
  });
  test.after(async () => {
    await service.close();
    await operator.close();
    await embedded?.stop();
    await rm(folder, { recursive: true, force: true });
    if (!embedded) await dropUsers(mongo);
    await mongo.close();
  });

  test('the service records, reads, and looks at the indexes', async () => {
    await commits.insertOne({ position: 1 });
    await commits.insertMany([{ position: 2 }, { position: 3 }]);
    await log.command({ insert: 'commits', documents: [{ position: 4 }], ordered: true });
    assert.is((await commits.find({ position: { $lte: 4 } }).toArray()).length, 4);
    assert.ok((await commits.indexes()).length > 0);
    assert.ok((await log.listCollections().toArray()).length > 0);
  });

  test('the service is woken by what is recorded', async () => {
    const changes = commits.watch();
    try {
      const first = changes.next();
      // The stream begins when the server has answered the first look; until then an insert would go unseen.
      let seen = false;
      const notice = first.then((change) => {
        seen = true;
        return change;
      });
      for (let position = 100; !seen && position < 1_000; position += 1) {
        await commits.insertOne({ position });
        await Promise.race([notice, new Promise((resolve) => setTimeout(resolve, 50))]);
      }
      assert.is((await notice).operationType, 'insert');
    } finally {
      await changes.close();
    }
  });

  test('the service does as it likes with the read models', async () => {
    const rows = view.collection<{ _id: string; free: number }>('rows');
    await rows.createIndex({ free: 1 });
    await rows.updateOne({ _id: 'kraft-120' }, { $set: { free: 3 } }, { upsert: true });
    await rows.deleteOne({ _id: 'kraft-120' });
    await rows.drop();
  });

  const inLog = { db: '', coll: 'commits' };
  const refusedToService: Record<string, () => Promise<unknown>> = {
    update: () => commits.updateOne({ position: 1 }, { $set: { tampered: true } }),
    'update many': () => commits.updateMany({}, { $set: { tampered: true } }),
    upsert: () => commits.updateOne({ position: 99 }, { $set: { tampered: true } }, { upsert: true }),
    replace: () => commits.replaceOne({ position: 1 }, { tampered: true }),
    'bulk update': () =>
      commits.bulkWrite([{ updateOne: { filter: { position: 1 }, update: { $set: { tampered: true } } } }]),
    'find and update': () => commits.findOneAndUpdate({ position: 1 }, { $set: { tampered: true } }),
    'find and delete': () => commits.findOneAndDelete({ position: 1 }),
    delete: () => commits.deleteOne({ position: 1 }),
    'delete all': () => commits.deleteMany({}),
    drop: () => commits.drop(),
    'drop the database': () => log.dropDatabase(),
    rename: () => commits.rename('elsewhere'),
    'drop an index': () => commits.dropIndexes(),
    'make an index': () => commits.createIndex({ tampered: 1 }, { unique: true }),
    $out: () => commits.aggregate([{ $match: {} }, { $out: { ...inLog, db: log.databaseName } }]).toArray(),
    $merge: () =>
      commits
        .aggregate([{ $set: { tampered: true } }, { $merge: { into: { ...inLog, db: log.databaseName } } }])
        .toArray(),
    '$merge from the read models': async () => {
      await view.collection('rows').insertOne({ position: 1 });
      const into = { ...inLog, db: log.databaseName };
      await view
        .collection('rows')
        .aggregate([{ $merge: { into } }])
        .toArray();
    },
    'rename from the read models over it': async () => {
      await view.collection('other').insertOne({ position: 1 });
      const [from, to] = [`${view.databaseName}.other`, `${log.databaseName}.commits`];
      await service.db('admin').command({ renameCollection: from, to, dropTarget: true });
    },
    'give itself more': () => service.db('admin').command({ grantRolesToUser: 'misty-service', roles: ['root'] }),
    'make a user': () => view.command({ createUser: 'other', pwd: 'other', roles: ['dbOwner'] }),
  };
  // The embedded server does not look at rights in these two: see createServiceUsers.
  const refusedByMongoDb: Record<string, () => Promise<unknown>> = {
    'the bulkWrite command': () =>
      service.bulkWrite([
        {
          namespace: commits.namespace,
          name: 'updateOne',
          filter: { position: 1 },
          update: { $set: { tampered: true } },
        },
      ]),
    'a validator': () => log.command({ collMod: 'commits', validator: {} }),
  };
  for (const [what, attempt] of Object.entries(refusedByMongoDb)) {
    test(`the service may not touch what is recorded, on MongoDB: ${what}`, async () => {
      if (!enforced) return assertGrants(mongo);
      // Should the embedded server learn to refuse them, this fails, and the note of its gaps can go.
      if (embedded) await attempt();
      else await assertRefused(attempt, commits);
    });
  }
  for (const [what, attempt] of Object.entries(refusedToService)) {
    test(`the service may not touch what is recorded: ${what}`, async () => {
      if (!enforced) return assertGrants(mongo);
      await assertRefused(attempt, commits);
    });
  }

  test('the operator may prepare the log, and not change it either', async () => {
    const asOperator = operator.db(log.databaseName).collection('commits');
    await asOperator.createIndex({ position: 1 }, { unique: true });
    if (!enforced) return assertGrants(mongo);
    await assertRefused(() => asOperator.updateOne({ position: 1 }, { $set: { tampered: true } }), commits);
    await assertRefused(() => asOperator.deleteMany({}), commits);
    await assertRefused(() => asOperator.drop(), commits);
  });
});

/** Refused for want of rights, and not for another reason; and nothing has changed. */
async function assertRefused(attempt: () => Promise<unknown>, commits: Collection): Promise<void> {
  const before = await commits.find().toArray();
  assert.ok(before.length > 0);
  const error = await rejects(attempt(), Error);
  assert.match(error.message, /not authorized/i);
  assert.equal(await commits.find().toArray(), before);
}

/** For a server that refuses nobody anything: what it would let the users do in the log, were it to ask. */
async function assertGrants(mongo: TestMongo): Promise<void> {
  const { service, operator, logDatabase } = namesOf(mongo);
  for (const user of [service, operator]) {
    const { users } = await mongo.client.db('admin').command({ usersInfo: user, showPrivileges: true });
    const privileges: { resource: { db?: string }; actions: string[] }[] = users[0].inheritedPrivileges;
    const actions = privileges.filter(({ resource }) => resource.db === logDatabase).flatMap((each) => each.actions);
    assert.ok(actions.includes('insert'));
    for (const action of ['update', 'remove', 'dropCollection', 'dropDatabase'])
      assert.not.ok(actions.includes(action));
  }
}

function namesOf({ logDb, viewDb }: TestMongo) {
  const name = viewDb.databaseName;
  const logDatabase = logDb.databaseName;
  return { service: `${name}_service`, operator: `${name}_operator`, logDatabase, viewDatabase: name };
}

function asUser(uri: string, user: string, password: string): string {
  const address = new URL(uri.replace(/^mongodb/, 'http'));
  address.username = user;
  address.password = password;
  address.searchParams.set('authSource', 'admin');
  return address.href.replace(/^http/, 'mongodb');
}

async function asksForPasswords(uri: string): Promise<boolean> {
  const stranger = await connect(uri.replace(/\/\/[^@/]*@/, '//'), { poolSizeMin: 0 });
  const answer = await stranger
    .db('admin')
    .command({ listDatabases: 1 })
    .then(
      () => false,
      () => true,
    );
  await stranger.close();
  return answer;
}

async function dropUsers(mongo: TestMongo): Promise<void> {
  const { service, operator } = namesOf(mongo);
  for (const user of [service, operator]) await mongo.client.db('admin').command({ dropUser: user });
  for (const db of [mongo.logDb, mongo.viewDb]) await db.command({ dropAllRolesFromDatabase: 1 });
}
