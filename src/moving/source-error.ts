/** What is to be moved in cannot be read. The message is a sentence or two that say what to do. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
}
