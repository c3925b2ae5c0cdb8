import type { Db } from 'mongodb';
import type { SignedHead } from '../contracts/heads.ts';
import { canonical } from '../event-store/canonical.ts';
import { type Commit, GENESIS } from '../event-store/commit.ts';
import { readAggregates, readCommits, readWindow } from '../event-store/read.ts';
import { readHeads, readKeyStatements } from './heads.ts';

export interface LogFileRange {
  /** The first position; 1 unless told. */
  readonly from?: number;
  /** The last position. */
  readonly to: number;
  /** Only the commits of these things. */
  readonly aggregates?: readonly string[];
}

/** What a line of the file brought. */
export interface LogFileLine {
  readonly text: string;
  readonly position: number;
}

/** The log, or a part of it, line by line as docs/log-format.md says. One window of commits is in memory at a time. */
export async function* logFile(log: Db, { from = 1, to, aggregates }: LogFileRange): AsyncGenerator<LogFileLine> {
  const kind = aggregates !== undefined ? 'part' : from === 1 ? 'whole' : 'range';
  let last = { position: from - 1, hash: await hashAt(log, from - 1) };
  const counts = { commits: 0, events: 0 };
  const keys = await readKeyStatements(log);
  yield {
    text: JSON.stringify({ misty_log: 1, kind, from, prev: last.hash, aggregates, keys }),
    position: last.position,
  };
  for await (const commits of windows(log, { from, to, aggregates })) {
    const heads = await headsOf(log, commits);
    for (const commit of commits) {
      yield { text: commitLine(commit), position: commit.position };
      const head = heads.get(commit.position);
      if (head !== undefined) yield { text: headLine(head), position: commit.position };
      counts.commits += 1;
      counts.events += commit.events.length;
      last = commit;
    }
  }
  yield { text: JSON.stringify({ end: { ...counts, hash: last.hash, position: last.position } }), position: to };
}

function commitLine({ hash, ...content }: Commit): string {
  return `{"commit":${canonical(content)},"hash":"${hash}"}`;
}

function headLine({ head, signature }: SignedHead): string {
  return `{"head":${canonical(head)},"signature":"${signature}"}`;
}

async function* windows(
  log: Db,
  { from, to, aggregates }: { from: number; to: number; aggregates: readonly string[] | undefined },
): AsyncGenerator<readonly Commit[]> {
  if (aggregates === undefined) yield* readCommits(log, { after: from - 1, to });
  else yield (await readAggregates(log, aggregates)).filter(({ position }) => position >= from && position <= to);
}

async function headsOf(log: Db, commits: readonly Commit[]): Promise<ReadonlyMap<number, SignedHead>> {
  const [first, last] = [commits.at(0), commits.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  const heads = await readHeads(log, first.position, last.position);
  return new Map(heads.map((signed) => [signed.head.position, signed]));
}

/** The hash of the commit at a position; of none before the first. */
async function hashAt(log: Db, position: number): Promise<string> {
  if (position === 0) return GENESIS;
  const [commit] = await readWindow(log, position - 1, 1);
  if (commit === undefined) throw new RangeError(`The log has no position ${position}.`);
  return commit.hash;
}
