import type { Db } from 'mongodb';
import { type Commit, isIntact } from './commit.ts';
import { LogBroken } from './errors.ts';
import { commitsOf, DURABLE } from './log.ts';

/**
 * Puts commits from a backup behind the last one that is there. They are as they were: each must fit its own hash and
 * name the one before it.
 *
 * @throws LogBroken, and then nothing of these was written.
 */
export async function putBack(
  log: Db,
  last: Pick<Commit, 'position' | 'hash'>,
  commits: readonly Commit[],
): Promise<Pick<Commit, 'position' | 'hash'>> {
  let before = last;
  for (const commit of commits) {
    if (commit.position !== before.position + 1 || commit.prev !== before.hash) {
      throw new LogBroken(
        `Position ${before.position + 1} does not follow in the backup; ${commit.position} stands there.`,
      );
    }
    if (!isIntact(commit))
      throw new LogBroken(`Position ${commit.position} of the backup was changed: it does not fit its hash.`);
    before = commit;
  }
  if (commits.length > 0) await commitsOf(log).insertMany([...commits], { ordered: true, writeConcern: DURABLE });
  return { position: before.position, hash: before.hash };
}
