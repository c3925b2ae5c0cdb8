import type { Db } from 'mongodb';
import { readAs } from './commit.ts';
import { LogTooNew } from './errors.ts';
import { readCommits } from './read.ts';

/** A newer program that has worked here has left something among so many of the newest commits. */
const LOOKED_AT = 2_000;
/** Every start looks: what the events hold is not fetched for it. */
const TOLD = { position: 1, 'events.type': 1, 'events.v': 1 } as const;

/**
 * Refuses a log that holds events which this program cannot read: decided on half of what happened, a command could
 * record what is not so. @throws LogTooNew
 */
export async function requireReadable(
  log: Db,
  head: number,
  knows: (type: string, v: number) => boolean,
): Promise<void> {
  const after = Math.max(0, head - LOOKED_AT);
  for await (const commits of readCommits(log, { after, to: head, only: TOLD })) {
    for (const { position, events } of commits) {
      for (const { type, v } of events) {
        const read = readAs(type);
        if (!knows(read, v)) throw new LogTooNew(position, `${read}, version ${v}`);
      }
    }
  }
}
