import type { Db } from 'mongodb';

/** What is remembered of backups beside the data, so that health can tell. */
export interface BackupNotes {
  readonly made?: Made;
  readonly failed?: Failed;
  readonly checked?: Checked;
  readonly restored?: Restored;
  /** When the emergency kit was shown last, and for which recovery key. */
  readonly kit?: { readonly at: Date };
}

export interface Made {
  readonly at: Date;
  readonly target: string;
  readonly set: string;
  readonly position: number;
  readonly bytes: number;
}

/** The last try, when it came to nothing. A backup that is made takes it away. */
export interface Failed {
  readonly at: Date;
  readonly target: string;
  readonly message: string;
}

/** A backup was restored on trial, and all was as it should be; or `fault` says what was not. */
export interface Checked {
  readonly at: Date;
  readonly target: string;
  readonly set: string;
  readonly position: number;
  readonly events: number;
  readonly readModels: number;
  readonly seconds: number;
  readonly fault?: string;
}

export interface Restored {
  readonly at: Date;
  readonly set: string;
  readonly position: number;
  /** Until it is there as a whole. */
  readonly underWay?: true;
}

const COLLECTION = 'backup-notes';

type Name = keyof BackupNotes;

export async function readBackupNotes(views: Db): Promise<BackupNotes> {
  const all = await notesOf(views).find({}).toArray();
  return Object.fromEntries(all.map(({ _id, note }) => [_id, note]));
}

/** For those who only watch how old they are. A trial that went wrong proves nothing. */
export function backupTimes({ made, checked }: BackupNotes): { madeAt: Date | undefined; checkedAt: Date | undefined } {
  return { madeAt: made?.at, checkedAt: checked?.fault === undefined ? checked?.at : undefined };
}

export async function writeBackupNote<N extends Name>(
  views: Db,
  name: N,
  note: NonNullable<BackupNotes[N]> | undefined,
): Promise<void> {
  if (note === undefined) await notesOf(views).deleteOne({ _id: name });
  else await notesOf(views).replaceOne({ _id: name }, { note }, { upsert: true });
}

function notesOf(views: Db) {
  return views.collection<{ _id: string; note: object }>(COLLECTION, { ignoreUndefined: true });
}
