import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Db, MongoServerError } from 'mongodb';
import { isAlive } from '../alive.ts';
import { SourceError } from './source-error.ts';

interface Hold {
  readonly _id: 'move';
  readonly by: string;
  readonly host: string;
  readonly pid: number;
  readonly at: Date;
}

const COLLECTION = 'moved-in-hold';
const BEAT_MS = 5_000;
/** Nobody who is alive is silent for as long. */
const STALE_MS = 60_000;
const DUPLICATE_KEY = 11_000;

/**
 * Holds the one place of a move until it is released, so that two never write at once. One that died is not waited for.
 *
 * @throws SourceError where another move is under way
 */
export async function holdMove(views: Db, now: () => Date): Promise<() => Promise<void>> {
  const holds = views.collection<Hold>(COLLECTION);
  const by = randomUUID();
  const own = (): Hold => ({ _id: 'move', by, host: hostname(), pid: process.pid, at: now() });
  for (let tries = 0; ; tries++) {
    try {
      await holds.insertOne(own());
      break;
    } catch (error) {
      if (!(error instanceof MongoServerError && error.code === DUPLICATE_KEY)) throw error;
    }
    const other = await holds.findOne({ _id: 'move' });
    if (other === null && tries < 3) continue;
    if (other !== null && (isDead(other) || other.at.getTime() < now().getTime() - STALE_MS) && tries < 3) {
      // Found by its id alone: whether it is still that one is seen when the place is taken.
      await holds.deleteOne({ _id: 'move' });
      continue;
    }
    throw new SourceError('Another move is under way. Wait for its end: two at once would do everything twice.');
  }
  const timer = setInterval(() => void holds.replaceOne({ _id: 'move' }, own()).catch(() => undefined), BEAT_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    if ((await holds.findOne({ _id: 'move' }))?.by === by) await holds.deleteOne({ _id: 'move' });
  };
}

/** Whether it was a process of this machine that is gone. */
function isDead({ host, pid }: Hold): boolean {
  return host === hostname() && !isAlive(pid);
}
