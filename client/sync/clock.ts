/** A clock that is off by less is left alone: an answer tells whole seconds only, and takes its time. */
const CLOSE_MS = 5_000;

/** The server's time less this device's. A tablet's own clock may be days off, and may be put right at any moment. */
let aheadMs = 0;
let heard: { readonly wall: number; readonly running: number } | undefined;

/** The present moment, by the server's clock as soon as it has answered. */
export function present(): Date {
  return new Date(Date.now() + aheadMs);
}

/** Reads the server's clock from any answer of it. */
export function hearTime({ headers }: Response): void {
  const told = timeToldBy(headers);
  if (told === undefined) return;
  heard = { wall: Date.now(), running: performance.now() };
  const off = told - heard.wall;
  aheadMs = Math.abs(off) < CLOSE_MS ? 0 : off;
}

/** In milliseconds; undefined when an answer does not say it. */
export function timeToldBy(headers: Headers): number | undefined {
  const told = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(told) ? undefined : told;
}

/** Whether this device's clock was set, or stood still while it slept, since the server was heard last. */
export function clockWasSet(): boolean {
  if (heard === undefined) return false;
  return Math.abs(Date.now() - heard.wall - (performance.now() - heard.running)) >= CLOSE_MS;
}
