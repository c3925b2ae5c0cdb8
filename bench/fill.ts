import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import { type Commit, sealed } from '../src/event-store/commit.ts';
import { insertCommits } from '../src/event-store/insert.ts';
import { readCommits } from '../src/event-store/read.ts';
import { done, openStore, type Pair, plantPairs, release } from './shop.ts';

const PAIRS = 64;
const COMMITS_AT_ONCE = 1_000;
const INSERT_TIMEOUT_MS = 30_000;

/**
 * Makes a log of so many commits: first real commands, then what they recorded again and again, in turns reserved and
 * given back, with positions, sequences and chain running on. It passes `misty verify`.
 */
export async function fillLog(log: Db, size: number, signal: AbortSignal): Promise<readonly Pair[]> {
  const store = await openStore(log);
  const pairs = await plantPairs(store, PAIRS);
  await Promise.all(pairs.map((pair) => done(store, release(pair))));
  await store.close();

  const planted: Commit[] = [];
  for await (const commits of readCommits(log)) planted.push(...commits);
  const sequences = new Map<string, number>();
  for (const { events } of planted) {
    for (const { stream } of events) sequences.set(stream.aggregate, stream.sequence);
  }
  const recorded = (type: string) => planted.filter(({ command }) => command.type === type);
  const patterns = [...recorded('AllocateStock'), ...recorded('ReleaseAllocation')];
  let last = planted.at(-1) as Commit;
  for (let made = 0; last.position < size; ) {
    signal.throwIfAborted();
    const some: Commit[] = [];
    while (some.length < COMMITS_AT_ONCE && last.position < size) {
      last = again(patterns[made++ % patterns.length] as Commit, last, sequences);
      some.push(last);
    }
    const { kind } = await insertCommits(log, some, INSERT_TIMEOUT_MS);
    if (kind !== 'all') throw new Error(`The log could not be filled beyond position ${some[0]?.position} (${kind}).`);
  }
  return pairs;
}

/** What a commit recorded, recorded once more after the last one. */
function again({ hash: _, ...pattern }: Commit, last: Commit, sequences: Map<string, number>): Commit {
  const events = pattern.events.map(({ stream: { aggregate }, ...event }) => {
    const sequence = (sequences.get(aggregate) ?? 0) + 1;
    sequences.set(aggregate, sequence);
    return { stream: { aggregate, sequence }, ...event };
  });
  const { position, hash: prev, at } = last;
  return sealed({ ...pattern, _id: randomUUID(), position: position + 1, at, events, prev });
}
