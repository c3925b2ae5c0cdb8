import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import type { MongoClient } from 'mongodb';
import { environment } from '../src/config.ts';
import { connect } from '../src/database/connect.ts';
import { createServiceUsers, serviceUser } from '../src/database/users.ts';
import { databaseNames } from '../src/database-layout.ts';
import { prepareLog } from '../src/event-store/log.ts';
import { prepareHeads } from '../src/witness/heads.ts';
import { Failure, UsageError } from './failure.ts';
import type { Finish } from './finish.ts';
import { print, printJson } from './terminal.ts';

interface Choice {
  readonly out?: string;
  readonly replicaSet?: string;
  readonly json?: true;
}

export function databaseUsersCommand(command: Command, finish: Finish): void {
  command
    .option('--out <file>', 'write the line MONGODB_URI=… into this new file, for this user only')
    .option('--replica-set <name>', 'make the server a replica set of one first, which it must be set up for')
    .option('--json', 'as one line of JSON')
    .addHelpText(
      'after',
      '\nTakes the address of the administrator from MONGODB_ADMIN_URI. The service may then add to the log, and neither change nor delete what is in it. Done again, it gives new passwords.',
    )
    .action((choice: Choice) => finish(() => makeUsers(choice)));
}

async function makeUsers({ out, replicaSet, json }: Choice): Promise<number> {
  const adminUri = environment()['MONGODB_ADMIN_URI'];
  if (!adminUri) throw new UsageError('Set MONGODB_ADMIN_URI to the address of the server with its administrator.');
  const client = await connect(adminUri, { poolSizeMin: 0, appName: 'misty-database-users' });
  const servicePassword = randomBytes(24).toString('base64url');
  try {
    if (replicaSet !== undefined) await beginReplicaSet(client, replicaSet);
    await createServiceUsers(client, { servicePassword });
    await prepareLog(client.db(databaseNames.log));
    await prepareHeads(client.db(databaseNames.log));
  } finally {
    await client.close();
  }
  const line = `MONGODB_URI=${addressFor(adminUri, serviceUser, servicePassword)}`;
  if (out !== undefined) await writeFile(out, `${line}\n`, { mode: 0o600, flag: 'wx' });
  if (json) printJson({ ok: true, user: serviceUser, file: out, ...(out === undefined && { line }) });
  else print(out === undefined ? line : `The user ${serviceUser} is there; its address is in ${out}.`);
  return 0;
}

const ELECTION_TIMEOUT_MS = 30_000;

/** A replica set of this server alone: what is acknowledged is durable, and others hear of it at once. */
async function beginReplicaSet(client: MongoClient, name: string): Promise<void> {
  const admin = client.db('admin');
  const hello = async () => await admin.command({ hello: 1 });
  if (typeof (await hello())['setName'] !== 'string') {
    const members = [{ _id: 0, host: String(client.options.hosts[0]) }];
    await admin.command({ replSetInitiate: { _id: name, members } });
  }
  const end = performance.now() + ELECTION_TIMEOUT_MS;
  while (!(await hello())['isWritablePrimary']) {
    if (performance.now() > end) throw new Failure(`The replica set ${name} has not chosen its only server.`);
    await setTimeout(100);
  }
}

/** The same server, as another user. */
function addressFor(uri: string, user: string, password: string): string {
  const [, scheme = '', rest = ''] = /^(mongodb(?:\+srv)?:\/\/)(?:[^/]*@)?(.*)$/.exec(uri) ?? [];
  const [hosts = '', query = ''] = rest.split(/\/[^?]*\??/);
  const settings = new URLSearchParams(query);
  settings.set('authSource', 'admin');
  return `${scheme}${user}:${password}@${hosts}/?${settings}`;
}
