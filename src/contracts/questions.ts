import * as z from 'zod/mini';
import { author } from './person.ts';

/** Answers of one question that are shown at most: the newest. */
export const ANSWERS_MAX = 1_000;
/** Commits that one question looks through at most. */
export const COMMITS_ASKED_MAX = 200_000;

/** What an auditor can ask. */
export const question = z.object({
  id: z.string(),
  title: z.string(),
  /** What an answer means, and what it does not. */
  detail: z.string(),
  /** Of each answer, after who and when. */
  columns: z.array(z.string()),
});
export type QuestionRow = z.infer<typeof question>;

/** One answer, and the commit that it comes from. */
const answer = z.object({
  position: z.int(),
  /** Place within its commit, from 0. */
  index: z.int(),
  at: z.iso.datetime(),
  user: author,
  /** The thing that it happened to. */
  record: z.object({ kind: z.string(), id: z.string(), name: z.optional(z.string()) }),
  cells: z.array(z.string()),
});
export type AnswerRow = z.infer<typeof answer>;

/** What a question found, the newest first. */
export const answers = z.extend(question, {
  answers: z.array(answer),
  /** How many there are altogether. */
  count: z.int(),
  /** The commits that were looked through, both ends included. */
  from: z.int(),
  to: z.int(),
});
export type Answers = z.infer<typeof answers>;
