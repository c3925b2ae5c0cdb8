/** Something was found wrong, or failed in a way that is told in one sentence. */
export class Failure extends Error {
  override name = 'Failure';
}

/** The command line cannot be understood. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What a person reads when something went wrong: a sentence or a few, never a stack trace. */
export function failureOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message === '' ? error.name : error.message;
}
