import * as z from 'zod/mini';
import { person } from './person.ts';

export { type ProblemCode, problemCodes, type RefusalCode } from './problem-codes.ts';

/** The person who was first, and the event that decided against the reader. */
export const winner = z.object({
  user: person,
  at: z.iso.datetime(),
  event: z.object({ type: z.string(), aggregate: z.string(), sequence: z.int(), position: z.int() }),
  data: z.record(z.string(), z.unknown()),
});
export type Winner = z.infer<typeof winner>;

/** RFC 9457 problem document with this application's extensions. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  requestId: z.optional(z.string()),
  commandId: z.optional(z.string()),
  /** What is wrong with which field; paths such as lines.2.quantity. */
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  winner: z.optional(winner),
  /** The thing as it stands now, so that a screen can show it without asking again. */
  fresh: z.optional(z.record(z.string(), z.unknown())),
});
export type Problem = z.infer<typeof problem>;
