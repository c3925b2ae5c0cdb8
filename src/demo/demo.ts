import { randomUUID } from 'node:crypto';
import type { Collection, Db } from 'mongodb';
import { openCredentials } from '../auth/credentials.ts';
import { createPasswords } from '../auth/passwords.ts';
import type { Role } from '../contracts/permissions.ts';
import { readLast } from '../event-store/read.ts';
import { demoPassword, demoPeople } from './people.ts';
import { tell } from './tell.ts';

export interface DemoSignIn {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly role: Role;
}

export interface LoadDemoOptions {
  readonly log: Db;
  readonly views: Db;
  readonly timeZone: string;
  readonly say: (line: string) => void;
  readonly now?: Date;
}

/** Notes in the views' database how far the demo company is, so that a load that was cut off is taken up again. */
interface DemoNote {
  readonly _id: 'demo';
  readonly state: 'loading' | 'loaded';
  /** The moment that the story is told from. */
  readonly now: Date;
  /** Makes the ids of the commands, so that a second try sends the same ones. */
  readonly seed: string;
  /** The passwords as the demo gave them. A person with another one by now is no longer a demo person. */
  readonly hashes: Readonly<Record<string, string>>;
}

/**
 * Fills an empty database with the demo company, by commands like all others, so every rule holds for it. A database
 * that holds anything else is left alone. Says whether it was loaded now.
 */
export async function loadDemoIfEmpty(options: LoadDemoOptions): Promise<boolean> {
  const { log, views, timeZone, say, now = new Date() } = options;
  const notes = notesOf(views);
  const found = await notes.findOne({ _id: 'demo' });
  if (found?.state === 'loaded') return false;
  if (!found && (await readLast(log)) !== undefined) return false;
  say('Loading the demo company …');
  const note: DemoNote = found ?? { _id: 'demo', state: 'loading', now, seed: randomUUID(), hashes: await hashes() };
  if (!found) await notes.insertOne(note);
  await tell({ log, timeZone, now: note.now, seed: note.seed });
  const credentials = await openCredentials(views, () => note.now);
  await Promise.all(Object.entries(note.hashes).map(([id, hash]) => credentials.add({ id, userId: id, hash })));
  await notes.updateOne({ _id: 'demo' }, { $set: { state: 'loaded' } });
  return true;
}

/** The people who may still sign in with a demo password. */
export async function demoSignIns(views: Db): Promise<DemoSignIn[]> {
  const note = await notesOf(views).findOne({ _id: 'demo' });
  if (!note) return [];
  const credentials = await openCredentials(views);
  const current = await Promise.all(demoPeople.map(({ id }) => credentials.hashOf(id)));
  return demoPeople
    .filter(({ id }, index) => current[index] !== undefined && current[index] === note.hashes[id])
    .map(({ username, name, role }) => ({ username, password: demoPassword, name, role }));
}

function notesOf(views: Db): Collection<DemoNote> {
  return views.collection<DemoNote>('demo');
}

async function hashes(): Promise<Record<string, string>> {
  const passwords = createPasswords();
  return Object.fromEntries(
    await Promise.all(demoPeople.map(async ({ id }) => [id, await passwords.hash(demoPassword)] as const)),
  );
}
