import type { Db } from 'mongodb';
import type { EventStore } from '../event-store/store.ts';
import { filesOfLog } from './attached.ts';
import type { FileStore } from './file-store.ts';

export interface ErasingOptions {
  readonly log: Db;
  readonly files: FileStore;
  /** Told what is left to the next backup. */
  readonly onError: (error: unknown) => void;
}

/**
 * Deletes the bytes of erased files once the log says that they are. Whichever process dies in between, the log is right,
 * nobody is handed the file any more, and the next backup deletes the rest.
 */
export function erasing(
  next: Pick<EventStore, 'handle'>,
  { log, files, onError }: ErasingOptions,
): Pick<EventStore, 'handle'> {
  return {
    async handle(command) {
      const outcome = await next.handle(command);
      if (command.type === 'EraseLeaveFile' && outcome.accepted) await deleteErased(log, files).catch(onError);
      return outcome;
    },
  };
}

/** Deletes what no file has any more but such as were erased. Gives their digests. */
export async function deleteErased(log: Db, files: FileStore): Promise<ReadonlySet<string>> {
  const { erased } = await filesOfLog(log);
  for (const one of erased) await files.forget(one);
  return new Set(erased.map(({ sha256 }) => sha256));
}
