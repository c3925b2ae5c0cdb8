import type { Db } from 'mongodb';
import { type Observable, Subject } from 'rxjs';

/** Which sessions were signed out before their time. A session that nobody ended lasts as long as its token. */
export interface Sessions {
  hasEnded(sessionId: string): boolean;
  /** Ends a session for good. It is written first: who reads that they are signed out can rely on it. */
  end(session: { id: string; userId: string; expiresAt: Date }): Promise<void>;
  /** Ids of sessions, at the moment they end. */
  readonly ended$: Observable<string>;
}

interface EndedSession {
  readonly _id: string;
  readonly userId: string;
  readonly endedAt: Date;
  /** When its token lapses: from then on nobody needs to remember it. */
  readonly expiresAt: Date;
}

export async function openSessions(views: Db, clock: () => Date = () => new Date()): Promise<Sessions> {
  const collection = views.collection<EndedSession>('sessions');
  await collection.createIndex({ expiresAt: 1 }, { name: 'expires', expireAfterSeconds: 0 });
  const ended = new Map<string, number>();
  const endings = new Subject<string>();
  const stillRemembered = collection.find({ expiresAt: { $gt: clock() } });
  for await (const { _id, expiresAt } of stillRemembered) ended.set(_id, expiresAt.getTime());

  return {
    ended$: endings.asObservable(),
    hasEnded: (sessionId) => ended.has(sessionId),
    async end({ id, userId, expiresAt }) {
      await collection.replaceOne({ _id: id }, { userId, endedAt: clock(), expiresAt }, { upsert: true });
      forgetLapsed(ended, clock().getTime());
      ended.set(id, expiresAt.getTime());
      endings.next(id);
    },
  };
}

function forgetLapsed(ended: Map<string, number>, now: number): void {
  for (const [id, expiresAt] of ended) if (expiresAt <= now) ended.delete(id);
}
