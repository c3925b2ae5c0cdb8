import type { Db } from 'mongodb';
import { debounceTime, exhaustMap, interval, map, merge, Observable, repeat, startWith, takeUntil } from 'rxjs';
import type { Lane } from './lane.ts';
import { commitsOf } from './log.ts';

/** How long what another process wrote may stay unseen until the change stream is open, or where there is none. */
const POLL_MS = 250;
/** Pause before a change stream that ended is opened again. */
const REOPEN_MS = 5_000;
/** How long nobody else may write before the change stream is closed. */
const QUIET_MS = 60_000;

/**
 * Looks whether another process has written. It polls, and opens the server's change stream once there is another
 * process. A process that is alone opens none: it would be told of nothing but its own commits, which costs the server
 * and this process a third of what a command costs. Returns how to stop.
 */
export function watchLog(log: Db, lane: Lane): () => void {
  const quiet$ = lane.foreign$.pipe(startWith(undefined), debounceTime(QUIET_MS));
  const streamed$ = lane.foreign$.pipe(exhaustMap(() => insertedPositions(log).pipe(takeUntil(quiet$))));
  const polled$ = interval(POLL_MS).pipe(map(() => undefined));
  const subscription = merge(streamed$, polled$).subscribe((position) => lane.look(position));
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
