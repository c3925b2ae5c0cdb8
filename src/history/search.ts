import type { Db } from 'mongodb';
import { finder } from '../contracts/search.ts';
import type { Commit } from '../event-store/commit.ts';
import { firstSince, readAggregates, readWindow } from '../event-store/read.ts';

/** What is looked for in the log. What is left out is not asked for. */
export interface Wanted {
  readonly user?: string | undefined;
  readonly kind?: string | undefined;
  /** One thing, such as order/order-0042. */
  readonly record?: string | undefined;
  readonly from?: Date | undefined;
  readonly before?: Date | undefined;
  /** Words of the reason, of the command or of what was recorded. */
  readonly words?: string | undefined;
}

export interface Found {
  /** The newest first. */
  readonly commits: readonly Commit[];
  /** Where the next look goes on; left out at the beginning of the log. */
  readonly below?: number;
}

/** Commits looked at in one go. A search that finds little says how far it has come, and is asked to go on. */
const LOOKED_AT_MAX = 20_000;
const WINDOW = 1_000;

/** Goes back through the log from below a position until a page is full. */
export async function searchLog(log: Db, wanted: Wanted, from: { below: number; limit: number }): Promise<Found> {
  const fits = fitting(wanted);
  if (wanted.record !== undefined) {
    const all = (await readAggregates(log, [wanted.record])).filter(({ position }) => position < from.below);
    return pageOf(all.reverse().filter(fits), from.limit);
  }
  const found: Commit[] = [];
  // What was recorded later than the last day is not gone through.
  let below =
    wanted.before === undefined
      ? from.below
      : Math.min(from.below, await firstSince(log, wanted.before, from.below - 1));
  const stopAt = Math.max(1, below - LOOKED_AT_MAX);
  while (below > stopAt) {
    const low = Math.max(1, below - WINDOW);
    const commits = await readWindow(log, low - 1, WINDOW, below - 1);
    for (const commit of commits.reverse()) {
      if (wanted.from !== undefined && commit.at < wanted.from) return { commits: found };
      if (!fits(commit)) continue;
      found.push(commit);
      if (found.length === from.limit)
        return { commits: found, ...(commit.position > 1 && { below: commit.position }) };
    }
    below = low;
  }
  return { commits: found, ...(below > 1 && { below }) };
}

function pageOf(commits: readonly Commit[], limit: number): Found {
  const page = commits.slice(0, limit);
  const last = page.at(-1);
  return { commits: page, ...(commits.length > limit && last && { below: last.position }) };
}

function fitting({ user, kind, from, before, words }: Wanted): (commit: Commit) => boolean {
  const prefix = kind === undefined ? undefined : `${kind}/`;
  const hasWords = words === undefined ? undefined : finder(words);
  return (commit) => {
    if (user !== undefined && commit.actor.user !== user) return false;
    if (from !== undefined && commit.at < from) return false;
    if (before !== undefined && commit.at >= before) return false;
    if (prefix !== undefined && !commit.events.some(({ stream }) => stream.aggregate.startsWith(prefix))) return false;
    return hasWords === undefined || hasWords(textOf(commit));
  };
}

function textOf({ reason, command, events }: Commit): string {
  return JSON.stringify([reason, command.type, events.map(({ stream, type, data }) => [stream.aggregate, type, data])]);
}
