import type { Problem } from '#contracts/problems.ts';
import type { WaitingType } from '#contracts/waits.ts';

/** What a file's command carries beside its payload. */
export interface Bytes {
  readonly file: ArrayBuffer;
  readonly preview?: ArrayBuffer | undefined;
}

/** A command that was given and that nobody has decided yet, or that was refused and still wants an answer. */
export interface Entry {
  /** The command's id: however often it is sent, it is done once. */
  readonly id: string;
  readonly type: WaitingType;
  readonly payload: object;
  /** The version that was on screen. */
  readonly version?: number | undefined;
  /** What was on screen before it was changed: hours later too it tells mine from theirs, field by field. */
  readonly base?: object | undefined;
  /** Whose it is. It is never sent as anybody else's. */
  readonly userId: string;
  /** The browser that it was given on. */
  readonly device: string;
  /** When it was given, ISO 8601. */
  readonly at: string;
  /** Where it stands in line, by the database. */
  readonly seq: number;
  /** It was sent, and perhaps it was done. */
  readonly tried: boolean;
  /** Why it was refused. */
  readonly problem?: Problem | undefined;
  /** What had been given up to then waits for an answer to this refusal, where it is about the same thing. */
  readonly holdsUpTo?: number | undefined;
}

/** Whether bytes go along with it. */
export function carriesBytes(type: string): boolean {
  return type === 'AttachOrderFile' || type === 'AttachStockFile' || type === 'AttachLeaveFile';
}

/** The things that a command is about. What is about the same thing goes in order. */
export function thingsOf({ type, payload }: Pick<Entry, 'type' | 'payload'>): readonly string[] {
  const { itemId, orderId, employeeId, monday } = payload as Readonly<Record<string, string | undefined>>;
  if (type === 'ClockIn' || type === 'ClockOut') return [`clock/${employeeId}`];
  if (type === 'SaveTimesheet') return [`timesheet/${employeeId}/${monday}`];
  if (type === 'AttachLeaveFile') return [`leave/${employeeId}`];
  return [...(itemId === undefined ? [] : [`item/${itemId}`]), ...(orderId === undefined ? [] : [`order/${orderId}`])];
}

/** Those that wait for none before them. `entries` are in line. */
export function firstOfEach(entries: readonly Entry[]): readonly Entry[] {
  const held = new Map<string, number>();
  return entries.filter((entry) => {
    const things = thingsOf(entry);
    const waits = things.some((thing) => entry.seq <= (held.get(thing) ?? 0));
    // What is given after a refusal was known is meant all the same, and passes what the refusal holds.
    const behind = waits ? Math.max(...things.map((thing) => held.get(thing) ?? 0)) : Number.POSITIVE_INFINITY;
    const upTo = entry.problem === undefined ? behind : (entry.holdsUpTo ?? 0);
    for (const thing of things) held.set(thing, Math.max(upTo, held.get(thing) ?? 0));
    return !waits && entry.problem === undefined;
  });
}
