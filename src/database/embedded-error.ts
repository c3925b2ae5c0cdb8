/** The embedded server cannot be had or run. The message is one plain sentence or two, fit for a terminal. */
export class EmbeddedError extends Error {
  override name = 'EmbeddedError';
}

/** The way round every trouble with the embedded server; it ends each of those sentences. */
export const otherWay = 'Or set MONGODB_URI to a MongoDB server of your own (version 7 or later).';
