import type { Db } from 'mongodb';
import type { MistyEvent } from '../domain/events.ts';
import { type Commit, type RecordedEvent, recordedEvents } from '../event-store/commit.ts';
import { readAggregates, readCommits, readWindow } from '../event-store/read.ts';
import type { NameOf } from '../projecting/definition.ts';
import type { Cells, Question } from './question.ts';

/** An answer, and the event that it comes from. */
export interface Answer {
  readonly event: RecordedEvent<MistyEvent>;
  readonly cells: Cells;
}

export interface Asked {
  /** The newest first, at most `max`. */
  readonly answers: readonly Answer[];
  /** How many there are altogether. */
  readonly count: number;
}

export interface AskOptions {
  readonly from: number;
  readonly to: number;
  readonly nameOf: NameOf;
  readonly max: number;
  /** Whether nobody waits for the answer any more: then it breaks off. */
  readonly gone?: () => boolean;
}

/** Asks the log, from one position to another, both included. A window of commits is in memory at a time. */
export async function askLog(
  log: Db,
  question: Question,
  { from, to, nameOf, max, gone = () => false }: AskOptions,
): Promise<Asked> {
  const look = question.begin();
  const [first] = await readWindow(log, from - 1, 1);
  const past = first === undefined ? [] : await readAggregates(log, question.past?.(first.at) ?? []);
  for (const event of eventsOf(past.filter(({ position }) => position < from))) look(event, nameOf);
  const kept: Answer[] = [];
  let count = 0;
  for await (const commits of readCommits(log, { after: from - 1, to })) {
    if (gone()) break;
    for (const event of eventsOf(commits)) {
      const cells = look(event, nameOf);
      if (cells === undefined) continue;
      count += 1;
      kept.push({ event, cells });
      if (kept.length > 2 * max) kept.splice(0, kept.length - max);
    }
  }
  return { answers: kept.slice(-max).reverse(), count };
}

function* eventsOf(commits: Iterable<Commit>): Generator<RecordedEvent<MistyEvent>> {
  for (const commit of commits) {
    for (const event of recordedEvents(commit)) yield event as RecordedEvent<MistyEvent>;
  }
}
