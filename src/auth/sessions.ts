import type { Db } from 'mongodb';

/** Which sessions were signed out before their time. A session that nobody ended lasts as long as its token. */
export interface Sessions {
  hasEnded(sessionId: string): boolean;
  /** Ends a session for good. It is written first: who reads that they are signed out can rely on it. */
  end(session: { id: string; userId: string; expiresAt: Date }): Promise<void>;
  /** Calls back at the moment this session is ended. Returns how to stop listening. */
  onEnd(sessionId: string, callback: () => void): () => void;
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
  const listeners = new Map<string, Set<() => void>>();
  const stillRemembered = collection.find({ expiresAt: { $gt: clock() } });
  for await (const { _id, expiresAt } of stillRemembered) ended.set(_id, expiresAt.getTime());

  return {
    hasEnded: (sessionId) => ended.has(sessionId),
    async end({ id, userId, expiresAt }) {
      await collection.replaceOne({ _id: id }, { userId, endedAt: clock(), expiresAt }, { upsert: true });
      forgetLapsed(ended, clock().getTime());
      ended.set(id, expiresAt.getTime());
      for (const tell of listeners.get(id) ?? []) tell();
    },
    onEnd(sessionId, callback) {
      const all = listeners.get(sessionId) ?? new Set();
      listeners.set(sessionId, all.add(callback));
      return () => {
        all.delete(callback);
        if (all.size === 0) listeners.delete(sessionId);
      };
    },
  };
}

function forgetLapsed(ended: Map<string, number>, now: number): void {
  for (const [id, expiresAt] of ended) if (expiresAt <= now) ended.delete(id);
}
