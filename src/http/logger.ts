import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * The server's log: one JSON object a line, to standard output unless told. Requests are logged without headers and
 * bodies. Tokens, cookies and passwords are also taken out of every object that is logged.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    serializers: { err: briefly },
    redact: {
      paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]),
      censor: '[removed]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

const secrets = [
  ...['authorization', 'cookie', '["set-cookie"]', 'password', 'accessToken', 'refreshToken', 'hash', 'secret'],
  ...['current', 'next', 'token', 'link'],
  ...['taxFileNumber', 'bsb', 'accountNumber', 'accountName'],
];

/** Errors of the database driver carry documents and much of its state. A line of the log needs none of it. */
function briefly(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause === undefined ? {} : { cause: String(cause) }) };
}
