import type { Db } from 'mongodb';
import { interval, map, merge, Observable, repeat } from 'rxjs';
import { commitsOf } from './log.ts';

/** How long what another process wrote may stay unseen where the server has no change streams. */
const POLL_MS = 250;
/** Pause before a change stream that ended is opened again. */
const REOPEN_MS = 5_000;

/**
 * Calls `look` whenever another process may have written: with the position where the server's change stream names
 * one, and by polling as the net below it. Returns how to stop.
 */
export function watchLog(log: Db, look: (position?: number) => void): () => void {
  const polled$ = interval(POLL_MS).pipe(map(() => undefined));
  const subscription = merge(insertedPositions(log), polled$).subscribe(look);
  return () => subscription.unsubscribe();
}

/** Positions as the server's change stream names them. A stream that ends, or a server without streams, is no error. */
function insertedPositions(log: Db): Observable<number> {
  return new Observable<number>((subscriber) => {
    const pipeline = [{ $match: { operationType: 'insert' } }, { $project: { 'fullDocument.position': 1 } }];
    const stream = commitsOf(log).watch(pipeline);
    stream.on('change', (change) => {
      if (change.operationType === 'insert') subscriber.next(change.fullDocument.position);
    });
    stream.on('error', () => subscriber.complete());
    stream.on('close', () => subscriber.complete());
    return () => void stream.close().catch(() => undefined);
  }).pipe(repeat({ delay: REOPEN_MS }));
}
