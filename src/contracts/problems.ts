import * as z from 'zod/mini';

/** Every problem code, with its HTTP status and its title. Codes are stable: clients steer by them. */
export const problemCodes = {
  'malformed-request': [400, 'The request is malformed'],
  'not-signed-in': [401, 'Sign in first'],
  'wrong-credentials': [401, 'Wrong user name or password'],
  'session-expired': [401, 'The session has ended'],
  'not-allowed': [403, 'Not allowed'],
  'not-found': [404, 'No such thing'],
  'unknown-command': [404, 'No such command'],
  'insufficient-stock': [409, 'Too little stock'],
  'line-covered': [409, 'The line is covered'],
  'count-below-allocated': [409, 'More is allocated than that'],
  'not-allocated': [409, 'Not allocated'],
  'not-issued': [409, 'Not issued'],
  'still-on-hand': [409, 'There is still some on hand'],
  'wrong-unit': [409, 'The units differ'],
  'item-retired': [409, 'The item is retired'],
  'order-closed': [409, 'The order is closed'],
  'order-not-closed': [409, 'The order is not closed yet'],
  'stage-moved': [409, 'The stage has moved'],
  'line-completed': [409, 'The line is complete'],
  'line-in-use': [409, 'The line is in use'],
  'client-retired': [409, 'The client is retired'],
  'product-retired': [409, 'The product is retired'],
  'already-exists': [409, 'It exists already'],
  'already-retired': [409, 'It is retired already'],
  'name-taken': [409, 'The name is taken'],
  'reason-required': [409, 'A reason is required'],
  'nothing-changed': [409, 'Nothing changed'],
  'stale-version': [412, 'Somebody changed it meanwhile'],
  'too-large': [413, 'Too large'],
  'not-json': [415, 'Only JSON is accepted'],
  'command-id-reused': [422, 'This command id belongs to another command'],
  'version-required': [428, 'The version is missing'],
  'slow-down': [429, 'Too many requests'],
  'server-error': [500, 'Something broke on the server'],
  'not-ready': [503, 'Not ready'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

export type ProblemCode = keyof typeof problemCodes;

/** Codes with which a rule says no: what a decider may return. */
export type RefusalCode = {
  [Code in ProblemCode]: (typeof problemCodes)[Code][0] extends 404 | 409 | 412 ? Code : never;
}[ProblemCode];

/** Who was first: the event that decided against the person who is reading this. */
export const winner = z.object({
  user: z.object({ id: z.string(), name: z.string() }),
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
