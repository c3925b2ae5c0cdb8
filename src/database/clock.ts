import type { Db } from 'mongodb';

/** Tells the time. */
export interface Clock {
  readonly now: () => Date;
  /** Asks no more. */
  close(): void;
}

interface Measured {
  /** By how much the database's time is ahead of the time that runs in this process, in milliseconds. */
  readonly aheadMs: number;
  /** How far off that may be: the answer was on its way for so long. */
  readonly errorMs: number;
}

const ASK_EVERY_MS = 60_000;
/** The database tells its time in whole milliseconds. */
const TICK_MS = 1;

/**
 * The time by the clock of the database, which all server processes of a company share: however far the clocks of their
 * machines are apart, they agree on when something lapses. It is asked now and every minute; in between, and while it is
 * away, time runs on here by a clock that nobody sets.
 */
export async function openClock(askTime: () => Promise<Date>, everyMs = ASK_EVERY_MS): Promise<Clock> {
  const measure = async (): Promise<Measured> => {
    const askedAt = performance.now();
    const told = await askTime();
    const answeredAt = performance.now();
    return { aheadMs: told.getTime() - (askedAt + answeredAt) / 2, errorMs: (answeredAt - askedAt) / 2 + TICK_MS };
  };
  let known = await measure();
  const follow = (next: Measured): void => {
    // What may be no more than a slow answer moves nothing: time goes on evenly.
    if (Math.abs(next.aheadMs - known.aheadMs) > next.errorMs) known = next;
  };
  const timer = setInterval(() => void measure().then(follow, () => undefined), everyMs);
  timer.unref();
  return {
    now: () => new Date(performance.now() + known.aheadMs),
    close: () => clearInterval(timer),
  };
}

/** What the clock of the database says, in whole milliseconds. */
export async function databaseTime(db: Db): Promise<Date> {
  const { localTime } = await db.command({ hello: 1 });
  return localTime;
}
