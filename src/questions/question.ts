import type { MistyEvent } from '../domain/events.ts';
import type { RecordedEvent } from '../event-store/commit.ts';
import type { NameOf } from '../projecting/definition.ts';

/** One event that answers a question, in the columns of the question. Who and when is told by the event itself. */
export type Cells = readonly string[];

/** Looks at events one after another, in the order of the log. Undefined where an event is no part of the answer. */
export type Look = (event: RecordedEvent<MistyEvent>, nameOf: NameOf) => Cells | undefined;

/** What an auditor asks. The answer is worked out from events alone: the same log gives the same answer. */
export interface Question {
  /** In addresses: never renamed. */
  readonly id: string;
  /** As a person asks it. */
  readonly title: string;
  /** What an answer means, and what it does not. */
  readonly detail: string;
  /** Of each answer, after who and when. */
  readonly columns: readonly string[];
  /** Things whose whole past must be known before the commits that are asked about, which begin at this moment. */
  readonly past?: (begin: Date) => readonly string[];
  /** A new look, which knows nothing yet. */
  readonly begin: () => Look;
}
