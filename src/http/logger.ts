import { type DestinationStream, type Logger, pino } from 'pino';

/**
 * The server's log: a JSON object a line, to standard output unless told. Tokens, cookies and passwords are taken out
 * wherever an object with them should ever be logged; requests are logged without headers and bodies in the first place.
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

/** Errors of the database driver carry documents and half its own state; a line of the log needs none of it. */
function briefly(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause === undefined ? {} : { cause: String(cause) }) };
}
