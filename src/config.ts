import { readFileSync } from 'node:fs';
import { isIPv4, isIPv6 } from 'node:net';
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { projectFolder } from './folders.ts';
import { keyBytes, weakness } from './secrets.ts';

/** How this Misty is set up. Every value has a default that is right for trying it out on one machine. */
export interface Config {
  /** `PORT`, 8080 unless told. 0 takes any free one. */
  port: number;
  /**
   * `HOST`, 127.0.0.1 unless told: only this machine can connect. Set it to 0.0.0.0 to be reached from tablets, with a
   * proxy in front that speaks HTTPS.
   */
  host: string;
  /** `MISTY_DATA`, absolute; `.data` in the project unless told. Secrets, and the embedded server's data, live here. */
  dataFolder: string;
  /** `MONGODB_URI`. Without it the embedded server is used. It may hold a password: never print it. */
  mongodbUri: string | undefined;
  /**
   * `MISTY_JWT_SECRET`, at least 32 bytes, and `MISTY_JWT_SECRET_PREVIOUS`, which only verifies what it signed before.
   * Without them keys are made and kept in the data folder.
   */
  jwtSecrets: readonly [string, ...string[]] | undefined;
  /**
   * `MISTY_ACCESS_LIFETIME`, 8h unless told, and `MISTY_SIGN_IN_LIFETIME`, 30d unless told. `MISTY_IDLE_LOCK`, 2m unless
   * told: after so long without a touch a shared tablet locks. `MISTY_OFFLINE`, 12h unless told: for so long a browser may
   * open what it keeps of a person without hearing from the server.
   */
  lifetimes: {
    readonly accessSeconds: number;
    readonly signInSeconds: number;
    readonly idleSeconds: number;
    readonly offlineSeconds: number;
  };
  /**
   * `MISTY_VAULT_KEY`, 32 bytes in base64: seals tax file numbers and bank accounts. Without it one is made and kept in
   * the data folder. What it has sealed is lost with it, so keep a copy apart from the backups of the database.
   */
  vaultKey: string | undefined;
  /** `MISTY_DISK_FREE`, 500MB unless told: with less room than that for the data nothing is recorded. 0MB: no limit. */
  diskFreeBytes: number;
  /** `MISTY_TIME_ZONE`, an IANA name; Australia/Sydney unless told. Days and weeks begin by it. */
  timeZone: string;
  /** `LOG_LEVEL`, info unless told. */
  logLevel: (typeof logLevels)[number];
  /** Whether `LOG_LEVEL` was told: on a terminal Misty is quiet otherwise. */
  logLevelTold: boolean;
  /**
   * `MISTY_DEMO`: whether an empty database is filled with the demo company. True unless told for the embedded server,
   * false for a server of one's own: what is recorded there can never be taken out of the log again.
   */
  demo: boolean;
  /** `MISTY_PUBLIC_URL`: how browsers reach this Misty, without a path, such as https://misty.example.com. */
  publicUrl: string | undefined;
  /**
   * `MISTY_PROXY`: addresses or networks of the proxies in front, with commas between. What they say of the sender's
   * address and of HTTPS counts. Without it a proxy on this machine is believed, and nobody else.
   */
  proxies: readonly string[] | undefined;
  /** `MISTY_BACKUP`, absolute: the folder that backups go to, such as a mounted share. */
  backupFolder: string | undefined;
  /** `MISTY_DATABASE_FOLDER`, absolute: where a database of one's own lies on this machine, so that its disk is watched. */
  databaseFolder: string | undefined;
  /**
   * `MISTY_DATABASE_RESTART`, absolute: a file that is touched where a database of one's own answers and can do nothing any
   * more. Whoever runs that database watches the file, and starts it again.
   */
  databaseRestartFile: string | undefined;
  /** `MISTY_HEADS_URL`: where signed heads of the log are sent, such as to your auditor. */
  headsUrl: string | undefined;
  /** `MISTY_TSA_URL`: the service that stamps the head of the log once a day, by RFC 3161. */
  stampsUrl: string | undefined;
}

/** Wrong settings. The message has one plain sentence for each of them, and so has `problems`. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * The settings, read from the environment, and the secrets among them also from systemd's credentials, which no other
 * program sees. A variable that is set to nothing counts as not set.
 *
 * @throws ConfigError
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const told = [...Object.entries(credentials(env)), ...Object.entries(env)];
  const given = Object.fromEntries(told.filter(([, value]) => value !== undefined && value !== ''));
  const { success, data, error } = settings.safeParse(given);
  if (!success) throw new ConfigError(error.issues.map(({ message }) => message));
  return {
    port: data.PORT,
    host: data.HOST,
    dataFolder: data.MISTY_DATA,
    mongodbUri: data.MONGODB_URI,
    jwtSecrets: secretsOf(data.MISTY_JWT_SECRET, data.MISTY_JWT_SECRET_PREVIOUS),
    lifetimes: {
      accessSeconds: data.MISTY_ACCESS_LIFETIME,
      signInSeconds: data.MISTY_SIGN_IN_LIFETIME,
      idleSeconds: data.MISTY_IDLE_LOCK,
      offlineSeconds: data.MISTY_OFFLINE,
    },
    vaultKey: data.MISTY_VAULT_KEY,
    diskFreeBytes: data.MISTY_DISK_FREE,
    timeZone: data.MISTY_TIME_ZONE,
    logLevel: data.LOG_LEVEL ?? 'info',
    logLevelTold: data.LOG_LEVEL !== undefined,
    demo: data.MISTY_DEMO ?? data.MONGODB_URI === undefined,
    publicUrl: data.MISTY_PUBLIC_URL,
    proxies: data.MISTY_PROXY,
    backupFolder: data.MISTY_BACKUP,
    databaseFolder: data.MISTY_DATABASE_FOLDER,
    databaseRestartFile: data.MISTY_DATABASE_RESTART,
    headsUrl: data.MISTY_HEADS_URL,
    stampsUrl: data.MISTY_TSA_URL,
  };
}

const secretSettings = ['MONGODB_URI', 'MISTY_JWT_SECRET', 'MISTY_JWT_SECRET_PREVIOUS', 'MISTY_VAULT_KEY'];

/** What the service manager hands over in files, each named after its setting (`LoadCredential=`). */
function credentials({ CREDENTIALS_DIRECTORY: folder }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (!folder) return {};
  const found = secretSettings.map((name) => [name, credential(path.join(folder, name))] as const);
  return Object.fromEntries(found);
}

function credential(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT') return undefined;
    throw new ConfigError([`The credential ${file} cannot be read (${code}).`]);
  }
}

/** The environment as it is, for the programs that Misty starts: they need PATH, proxy and the like. */
export function environment(): NodeJS.ProcessEnv {
  return process.env;
}

/** Whether npm has started this program, which ends with npm then. */
export function startedByNpm(env: NodeJS.ProcessEnv = process.env): boolean {
  return env['npm_lifecycle_event'] !== undefined;
}

/** Where things that can be fetched again are kept, for this user: `$XDG_CACHE_HOME/misty` or `~/.cache/misty`. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'misty');
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const yes = ['true', '1', 'yes', 'on'];
const no = ['false', '0', 'no', 'off'];

const unitSeconds = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** Seconds of a length of time such as 30s, 15m, 8h or 30d: more than none, and at most a year. */
function lifetime(name: string, usual: string) {
  return z
    .string()
    .default(usual)
    .transform((text) => {
      const [, figure, unit] = /^(\d{1,8})([smhd])$/.exec(text) ?? [];
      return Number(figure) * unitSeconds[unit as keyof typeof unitSeconds];
    })
    .refine(
      (seconds) => seconds > 0 && seconds <= 366 * unitSeconds.d,
      `${name} must be a length of time such as 8h or 30d.`,
    );
}

function secret(name: string) {
  return z.string().superRefine((text, check) => {
    const weak = weakness(text);
    const remedy = 'make one with "openssl rand -hex 32", or leave it out and Misty makes its own.';
    if (weak) check.addIssue({ code: 'custom', message: `${name} ${weak}: ${remedy}` });
  });
}

function secretsOf(
  current: string | undefined,
  previous: string | undefined,
): readonly [string, ...string[]] | undefined {
  if (current === undefined) return undefined;
  return previous === undefined ? [current] : [current, previous];
}

const settings = z.object({
  PORT: z
    .string()
    .default('8080')
    .refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535, 'PORT must be a whole number from 0 to 65535.')
    .transform(Number),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'HOST must be a host name or an address, such as 127.0.0.1 or 0.0.0.0.')
    .default('127.0.0.1'),
  MISTY_DATA: z
    .string()
    .default(() => path.join(projectFolder, '.data'))
    .transform((folder) => path.resolve(folder)),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/./, 'MONGODB_URI must begin with mongodb:// or mongodb+srv://.')
    .optional(),
  MISTY_JWT_SECRET: secret('MISTY_JWT_SECRET').optional(),
  MISTY_JWT_SECRET_PREVIOUS: secret('MISTY_JWT_SECRET_PREVIOUS').optional(),
  MISTY_ACCESS_LIFETIME: lifetime('MISTY_ACCESS_LIFETIME', '8h'),
  MISTY_SIGN_IN_LIFETIME: lifetime('MISTY_SIGN_IN_LIFETIME', '30d'),
  MISTY_IDLE_LOCK: lifetime('MISTY_IDLE_LOCK', '2m'),
  MISTY_OFFLINE: lifetime('MISTY_OFFLINE', '12h'),
  MISTY_VAULT_KEY: z
    .string()
    .superRefine((key, check) => {
      const bytes = keyBytes(key);
      // Words that were written in base64 look random until they are read.
      const weak = bytes ? (weakness(key) ?? weakness(bytes.toString('latin1'))) : 'is not 32 bytes in base64';
      const remedy = 'make one with "openssl rand -base64 32", or leave it out and Misty makes its own.';
      if (weak) check.addIssue({ code: 'custom', message: `MISTY_VAULT_KEY ${weak}: ${remedy}` });
    })
    .optional(),
  MISTY_DISK_FREE: z
    .string()
    .regex(/^\d{1,5}(MB|GB)$/, 'MISTY_DISK_FREE must be a size such as 500MB or 2GB.')
    .default('500MB')
    .transform((size) => Number.parseInt(size, 10) * 2 ** (size.endsWith('GB') ? 30 : 20)),
  MISTY_TIME_ZONE: z
    .string()
    .default('Australia/Sydney')
    .refine(isTimeZone, 'MISTY_TIME_ZONE must be the name of a time zone, such as Australia/Sydney.'),
  LOG_LEVEL: z.enum(logLevels, { error: `LOG_LEVEL must be one of ${logLevels.join(', ')}.` }).optional(),
  MISTY_DEMO: z
    .string()
    .toLowerCase()
    .refine((word) => yes.includes(word) || no.includes(word), 'MISTY_DEMO must be true or false.')
    .transform((word) => yes.includes(word))
    .optional(),
  MISTY_PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'MISTY_PUBLIC_URL must be an address without a path, such as https://misty.example.com.')
    .transform((url) => new URL(url).origin)
    .optional(),
  MISTY_PROXY: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine(
      (proxies) => proxies.every(isNetwork),
      'MISTY_PROXY must be the address of your proxy or its network, such as 10.0.0.2 or 172.16.0.0/12; several with commas between.',
    )
    .optional(),
  MISTY_TSA_URL: z
    .string()
    .refine(
      isWebAddress,
      'MISTY_TSA_URL must be the address of a time stamping service, such as https://tsa.example.com/.',
    )
    .optional(),
  MISTY_HEADS_URL: z
    .string()
    .refine(isWebAddress, 'MISTY_HEADS_URL must be an address such as https://auditor.example.com/misty-heads.')
    .optional(),
  MISTY_DATABASE_FOLDER: z
    .string()
    .transform((folder) => path.resolve(folder))
    .optional(),
  MISTY_DATABASE_RESTART: z
    .string()
    .transform((file) => path.resolve(file))
    .optional(),
  MISTY_BACKUP: z
    .string()
    .transform((folder) => path.resolve(folder))
    .optional(),
});

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // An offset such as +10:00 is accepted by Intl, but it knows no summer time.
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}

/** An address, or a network of addresses that is not everybody. */
function isNetwork(text: string): boolean {
  const [address = '', bits = '32', ...rest] = text.split('/');
  const bitsMax = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  return rest.length === 0 && /^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= bitsMax;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const bare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  return bare && (url.protocol === 'https:' || url.protocol === 'http:');
}
