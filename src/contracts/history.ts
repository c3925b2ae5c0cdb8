import * as z from 'zod/mini';
import { person } from './person.ts';
import type { Plain } from './plain.ts';
import type { Change } from './record-past.ts';

/** Steps of one record that are told at most. What came before them is told as one state. */
export const STEPS_MAX = 10_000;
/** Records of one commit that are told with their changes. */
export const RECORDS_MAX = 25;
/** Commits of one page of the company's history. */
export const COMMITS_PAGE = 50;

/** A field of a record: plain text, a number, true or false, nothing, or a list of these. */
const value = z.optional(z.unknown());

/** Who recorded a commit, when, with which command, and why. */
export const whoAndWhy = {
  position: z.int(),
  at: z.iso.datetime(),
  user: person,
  device: z.optional(person),
  command: z.string(),
  reason: z.optional(z.string()),
};

/** A record, as far as one commit is about it. */
const touched = {
  kind: z.string(),
  id: z.string(),
  /** What people call it now, where somebody knows. */
  name: z.optional(z.string()),
  events: z.array(z.string()),
};

export const historyChange = z.object({ field: z.string(), before: value, after: value });
export const heldFields = z.array(z.object({ field: z.string(), value }));

/** A commit, as far as it is about one record. */
export const historyStep = z.object({
  ...whoAndWhy,
  /** The record's own number after it: 1, 2, 3 … */
  sequence: z.int(),
  events: z.array(z.string()),
  changes: z.array(historyChange),
});

/** All that was recorded of one thing, the oldest first. Fields have the names that its read models give them. */
export const recordHistory = z.object({
  kind: z.string(),
  id: z.string(),
  /** The fields that an edit of its card may change: these can be put back, one by one. */
  editable: z.array(z.string()),
  /** What it held before the first step that is told, where there are more than can be told. */
  start: z.optional(heldFields),
  steps: z.array(historyStep),
});

/** A commit of the company's history. */
export const historyEntry = z.object({
  ...whoAndWhy,
  /** What it touched, and the events of each. */
  records: z.array(z.object(touched)),
});

/** All that one commit recorded. */
export const historyCommit = z.object({
  ...whoAndWhy,
  hash: z.string(),
  /** `start` is what the record held before. */
  records: z.array(z.object({ ...touched, start: heldFields, changes: z.array(historyChange) })),
  /** Records beyond those that are told. */
  more: z.int(),
});

/** Values are plain ones: the schema of a plain value has no end, so it says less than the type. */
export type HistoryStep = Omit<z.infer<typeof historyStep>, 'changes'> & { readonly changes: readonly Change[] };
export type RecordHistory = Omit<z.infer<typeof recordHistory>, 'start' | 'steps'> & {
  readonly start?: Held;
  readonly steps: readonly HistoryStep[];
};
export type HistoryCommit = Omit<z.infer<typeof historyCommit>, 'records'> & {
  readonly records: readonly RecordInCommit[];
};
export type RecordInCommit = HistoryEntry['records'][number] & {
  readonly start: Held;
  readonly changes: readonly Change[];
};
type Held = readonly { readonly field: string; readonly value: Plain }[];
export type HistoryEntry = z.infer<typeof historyEntry>;
