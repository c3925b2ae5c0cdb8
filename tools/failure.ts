/** What a person reads when something went wrong: a sentence, never a stack trace. */
export function failureOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
