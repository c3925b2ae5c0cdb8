import type { Db } from 'mongodb';
import { recordedEvents } from './commit.ts';
import { LogTooNew } from './errors.ts';
import { readCommits } from './read.ts';

/** A newer program that has worked here has left something among so many of the newest commits. */
const LOOKED_AT = 2_000;

/**
 * Refuses a log that holds events which this program cannot read: decided on half of what happened, a command could
 * record what is not so. @throws LogTooNew
 */
export async function requireReadable(
  log: Db,
  head: number,
  knows: (type: string, v: number) => boolean,
): Promise<void> {
  for await (const commits of readCommits(log, { after: Math.max(0, head - LOOKED_AT), to: head })) {
    for (const { type, v, position } of commits.flatMap(recordedEvents)) {
      if (!knows(type, v)) throw new LogTooNew(position, `${type}, version ${v}`);
    }
  }
}
