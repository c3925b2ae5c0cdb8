/** Another command has this id already: one with another payload, or of another person. */
export class CommandIdReused extends Error {
  override readonly name = 'CommandIdReused';
  constructor() {
    super('This command id already belongs to another command. Send the new command with a new id.');
  }
}

/**
 * Too many commands are waiting, or others were first too often. An earlier try of the same command may be recorded.
 */
export class LogBusy extends Error {
  override readonly name = 'LogBusy';
  readonly retryAfterSeconds = 1;
  constructor() {
    super('The server is busy. Send the same command again: it is recorded once at most.');
  }
}

/** The database does not answer. Whether the command was recorded is not known: the same id finds out. */
export class LogUnavailable extends Error {
  override readonly name = 'LogUnavailable';
  readonly retryAfterSeconds = 5;
  constructor(cause?: unknown) {
    super('The database does not answer. Send the same command again: it is recorded once at most.', { cause });
  }
}

/** The database cannot do its work just now. The message is a sentence for people. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
  readonly retryAfterSeconds = 15;
}

/** The log holds something that no rule of it allows. Never to be retried. */
export class LogBroken extends Error {
  override readonly name = 'LogBroken';
}

/** A newer program has written what this one cannot read. */
export class LogTooNew extends Error {
  override readonly name = 'LogTooNew';
  constructor(position: number, event: string) {
    super(
      `The log was written by a newer Misty than this one: commit ${position} holds ${event}, which this one cannot read. Nothing was changed. Start the newer Misty again, or install it here.`,
    );
  }
}

/**
 * The log no longer holds what this process has read or written: somebody has put another database in its place. A
 * commit written now would stand behind a gap, so none is written.
 */
export class LogReplaced extends Error {
  override readonly name = 'LogReplaced';
  readonly retryAfterSeconds = 30;
  constructor(position: number, found: 'gone' | 'another') {
    const what = found === 'gone' ? 'is not in it any more' : 'is another one there';
    super(
      `The log was replaced by an older or another one: commit ${position}, which was recorded, ${what}. Nothing is recorded until this is settled. If it was meant, restart Misty: it goes on from the log that is there. If not, put the newest copy of the database back.`,
    );
  }
}

export class UnknownCommand extends Error {
  override readonly name = 'UnknownCommand';
}

const SOCKET_CODES = new Set([
  'EPIPE',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'ERR_STREAM_DESTROYED',
]);

/** Whether a connection broke. Now and then the driver hands on the socket's own error as it is. */
export function isSocketError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && SOCKET_CODES.has(String(error.code));
}
