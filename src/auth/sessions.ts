import type { Db } from 'mongodb';

/** Which sessions were signed out before their time. A session that nobody ended lasts as long as its token. */
export interface Sessions {
  hasEnded(sessionId: string): boolean;
  /** Learns what was ended in other processes, unless that was done a moment ago. Never throws and never waits long. */
  refresh(): Promise<void>;
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

/** How long a session that was ended in another process may go on here. */
const LOOK_EVERY_MS = 2_000;
/** How long a request may wait for that look. */
const LOOK_TIMEOUT_MS = 1_000;

export async function openSessions(views: Db, clock: () => Date = () => new Date()): Promise<Sessions> {
  const collection = views.collection<EndedSession>('sessions');
  await collection.createIndex({ expiresAt: 1 }, { name: 'expires', expireAfterSeconds: 0 });
  const ended = new Map<string, number>();
  const listeners = new Map<string, Set<() => void>>();
  const remember = (id: string, expiresAt: Date) => {
    if (ended.has(id)) return;
    ended.set(id, expiresAt.getTime());
    for (const tell of listeners.get(id) ?? []) tell();
  };
  const look = async (options: { timeoutMS?: number } = {}) => {
    const remembered = collection.find({ expiresAt: { $gt: clock() } }, options);
    for await (const { _id, expiresAt } of remembered) remember(_id, expiresAt);
  };
  await look();
  let lookedAt = performance.now();
  let inTrouble = false;

  return {
    hasEnded: (sessionId) => ended.has(sessionId),
    async refresh() {
      if (performance.now() - lookedAt < LOOK_EVERY_MS) return;
      lookedAt = performance.now();
      const looked = look({ timeoutMS: LOOK_TIMEOUT_MS }).then(
        () => true,
        () => false,
      );
      const done = looked.then((well) => {
        inTrouble = !well;
      });
      // Without a database nobody waits for it again and again: what is known here counts until it is back.
      if (!inTrouble) await done;
    },
    async end({ id, userId, expiresAt }) {
      await collection.replaceOne({ _id: id }, { userId, endedAt: clock(), expiresAt }, { upsert: true });
      forgetLapsed(ended, clock().getTime());
      remember(id, expiresAt);
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
