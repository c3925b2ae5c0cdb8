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
