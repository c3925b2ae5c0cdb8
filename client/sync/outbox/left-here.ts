import { withDatabase } from './database.ts';
import { partitionIdOf } from './vault.ts';

/** What waits unsent on this device, by person. It is counted and not opened, so nobody need be signed in for it. */
export async function leftHere(
  userIds: readonly string[],
): Promise<{ readonly userId: string; readonly count: number }[]> {
  const all = await Promise.all(
    userIds.map(async (userId) => {
      const partition = await partitionIdOf(userId);
      return {
        userId,
        count: await withDatabase((database) => database.countFromIndex('outbox', 'partition', partition)),
      };
    }),
  );
  return all.filter(({ count }) => count > 0);
}

/** Has the server tell people on their own devices that work of theirs waits on this shared tablet. Never throws. */
export async function tellLeftHere(userIds: readonly string[]): Promise<void> {
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    const people = await leftHere(userIds);
    await fetch('/api/push/unsent', { method: 'POST', headers, body: JSON.stringify({ people }) });
  } catch {
    // It is told when the door is next opened, or when the connection is back.
  }
}
