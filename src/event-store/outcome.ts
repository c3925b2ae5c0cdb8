import type { CommandDecider, Plain, Refusal } from '../domain/kernel.ts';
import type { Commit } from './commit.ts';

export interface Accepted {
  readonly accepted: true;
  readonly commandId: string;
  /** Position of its commit; the last position known where nothing had to be written. */
  readonly position: number;
  readonly at: Date;
  /** The aggregate that the command is about, and its sequence after it. */
  readonly aggregate: string;
  readonly sequence: number;
  readonly result?: { readonly [key: string]: Plain } | undefined;
  /** Whether this was recorded by an earlier try of the same command. */
  readonly replayed: boolean;
}

export interface Refused {
  readonly accepted: false;
  readonly refusal: Refusal;
  /** The last position that the refusal takes into account. */
  readonly position: number;
}

export type Outcome = Accepted | Refused;

/** The outcome that a commit stands for: the same for the first try and for every later one. */
export function acceptedBy(commit: Commit, decider: CommandDecider<object>, replayed: boolean): Accepted {
  const aggregate = commit.events[0]?.stream.aggregate ?? '';
  const sequences = commit.events
    .filter(({ stream }) => stream.aggregate === aggregate)
    .map(({ stream }) => stream.sequence);
  return {
    accepted: true,
    commandId: commit._id,
    position: commit.position,
    at: commit.at,
    aggregate,
    sequence: Math.max(...sequences),
    result: decider.result?.(commit.events),
    replayed,
  };
}
