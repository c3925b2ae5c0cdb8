import { DatabaseError } from './database/connect.ts';
import type { OpenDatabase } from './database/open.ts';
import { prepareLog } from './event-store/log.ts';
import { prepareHeads } from './witness/heads.ts';

/** The log in a database of its own; everything that can be worked out again, sessions and secrets in another. */
export interface DatabaseNames {
  readonly log: string;
  readonly views: string;
}

export const databaseNames: DatabaseNames = { log: 'misty_log', views: 'misty' };

const UNAUTHORIZED = 13;

/**
 * Makes the log's collection and indexes where they are missing, as the operator, because the service may not.
 *
 * @throws DatabaseError when the user has no right to make what is missing.
 */
export async function prepareDatabase(database: OpenDatabase, { log }: DatabaseNames = databaseNames): Promise<void> {
  try {
    await database.asOperator(async (operator) => {
      await prepareLog(operator.db(log));
      await prepareHeads(operator.db(log));
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === UNAUTHORIZED) {
      throw new DatabaseError(
        `The log at ${database.server.host} lacks its indexes, and the user in MONGODB_URI has no right to make them: start Misty once as a user who has.`,
      );
    }
    throw error;
  }
}
