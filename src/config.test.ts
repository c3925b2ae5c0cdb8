import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigError, cacheFolder, readConfig } from './config.ts';
import { assert, suite } from './testing/suite.ts';

suite('the settings', (test) => {
  test('have defaults that are right for trying Misty on one machine', () => {
    const { dataFolder, ...rest } = readConfig({});
    assert.equal(rest, {
      port: 8080,
      host: '127.0.0.1',
      mongodbUri: undefined,
      jwtSecrets: undefined,
      lifetimes: { accessSeconds: 28_800, signInSeconds: 2_592_000, idleSeconds: 120, offlineSeconds: 43_200 },
      vaultKey: undefined,
      diskFreeBytes: 500 * 2 ** 20,
      timeZone: 'Australia/Sydney',
      logLevel: 'info',
      logLevelTold: false,
      demo: true,
      publicUrl: undefined,
      proxies: undefined,
      backupFolder: undefined,
      databaseFolder: undefined,
      databaseRestartFile: undefined,
      headsUrl: undefined,
      stampsUrl: undefined,
    });
    assert.is(dataFolder, path.resolve(import.meta.dirname, '..', '.data'));
  });

  test('are read from the environment', () => {
    const [secret, previous] = [randomBytes(32).toString('base64'), randomBytes(32).toString('hex')];
    const vaultKey = randomBytes(32).toString('base64');
    const config = readConfig({
      PORT: '0',
      HOST: '0.0.0.0',
      MISTY_DATA: 'somewhere/else',
      MONGODB_URI: 'mongodb+srv://db.example.com/',
      MISTY_JWT_SECRET: secret,
      MISTY_JWT_SECRET_PREVIOUS: previous,
      MISTY_ACCESS_LIFETIME: '15m',
      MISTY_SIGN_IN_LIFETIME: '90d',
      MISTY_VAULT_KEY: vaultKey,
      MISTY_DISK_FREE: '2GB',
      MISTY_TIME_ZONE: 'Europe/Berlin',
      LOG_LEVEL: 'debug',
      MISTY_DEMO: 'No',
      MISTY_PUBLIC_URL: 'https://misty.example.com/',
      MISTY_PROXY: '10.0.0.2, 172.16.0.0/12,fd00::/8',
      MISTY_BACKUP: '/mnt/nas/misty',
      MISTY_DATABASE_FOLDER: '/var/lib/mongodb',
      MISTY_DATABASE_RESTART: '/run/misty/restart-database',
      MISTY_HEADS_URL: 'https://auditor.example.com/heads',
      MISTY_TSA_URL: 'https://tsa.example.com/',
    });
    assert.equal(config, {
      port: 0,
      host: '0.0.0.0',
      dataFolder: path.resolve('somewhere/else'),
      mongodbUri: 'mongodb+srv://db.example.com/',
      jwtSecrets: [secret, previous],
      lifetimes: { accessSeconds: 900, signInSeconds: 7_776_000, idleSeconds: 120, offlineSeconds: 43_200 },
      vaultKey,
      diskFreeBytes: 2 * 2 ** 30,
      timeZone: 'Europe/Berlin',
      logLevel: 'debug',
      logLevelTold: true,
      demo: false,
      publicUrl: 'https://misty.example.com',
      proxies: ['10.0.0.2', '172.16.0.0/12', 'fd00::/8'],
      backupFolder: '/mnt/nas/misty',
      databaseFolder: '/var/lib/mongodb',
      databaseRestartFile: '/run/misty/restart-database',
      headsUrl: 'https://auditor.example.com/heads',
      stampsUrl: 'https://tsa.example.com/',
    });
  });

  test('leave a database of your own empty, unless the demo company is asked for', () => {
    const own = { MONGODB_URI: 'mongodb://127.0.0.1/' };
    assert.is(readConfig(own).demo, false);
    assert.is(readConfig({ ...own, MISTY_DEMO: 'true' }).demo, true);
  });

  test('count as not set when they are set to nothing', () => {
    assert.equal(readConfig({ PORT: '', MONGODB_URI: '', MISTY_DATA: '', MISTY_JWT_SECRET: '' }), readConfig({}));
  });

  test('are refused all at once, one plain sentence each, without what may be a password', () => {
    const wrong = {
      PORT: '70000',
      HOST: 'http://here',
      MONGODB_URI: 'postgres://misty:hunter2@db',
      MISTY_JWT_SECRET: 'hunter2',
      MISTY_JWT_SECRET_PREVIOUS: 'hunter2',
      MISTY_ACCESS_LIFETIME: 'eight',
      MISTY_SIGN_IN_LIFETIME: '0d',
      MISTY_VAULT_KEY: 'hunter2',
      MISTY_TIME_ZONE: 'Australia/Sidney',
      LOG_LEVEL: 'loud',
      MISTY_DEMO: 'maybe',
      MISTY_PUBLIC_URL: 'https://misty.example.com/app',
      MISTY_PROXY: 'caddy',
    };
    const problems = problemsOf(wrong);
    assert.is(problems.length, Object.keys(wrong).length);
    for (const name of Object.keys(wrong)) {
      const about = problems.filter((problem) => problem.startsWith(`${name} `));
      assert.is(about.length, 1, name);
      assert.match(about.join(), /^[^\n]+\.$/);
    }
    assert.not.match(problems.join('\n'), 'hunter2');
  });

  for (const [name, value] of [
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '8080 '],
    ['MISTY_TIME_ZONE', '+10:00'],
    ['MISTY_PUBLIC_URL', 'ftp://misty.example.com'],
    ['MISTY_PUBLIC_URL', 'misty.example.com'],
    ['MISTY_PUBLIC_URL', 'https://user:word@misty.example.com'],
    ['MISTY_PROXY', '10.0.0.2,'],
    ['MISTY_PROXY', '10.0.0.0/33'],
    ['MISTY_PROXY', '10.0.0.0/8/8'],
    ['MISTY_PROXY', '0.0.0.0/0'],
    ['MISTY_PROXY', '*'],
    ['MISTY_ACCESS_LIFETIME', '8'],
    ['MISTY_ACCESS_LIFETIME', '1.5h'],
    ['MISTY_SIGN_IN_LIFETIME', '367d'],
    ['MISTY_SIGN_IN_LIFETIME', '-1d'],
    ['MISTY_JWT_SECRET', 'a'.repeat(64)],
    ['MISTY_JWT_SECRET', 'abc123'.repeat(10)],
    ['MISTY_JWT_SECRET', 'change-me-please-change-this-secret-now'],
    ['MISTY_JWT_SECRET', 'your-256-bit-secret-your-256-bit-secret'],
    ['MISTY_JWT_SECRET', 'supersecretpasswordforproduction!!'],
    ['MISTY_JWT_SECRET', '0123456789abcdefghijklmnopqrstuvwxyz'],
    ['MISTY_JWT_SECRET', 'x1y2z3'.padEnd(31, 'q7')],
    ['MISTY_VAULT_KEY', randomBytes(31).toString('base64')],
    ['MISTY_VAULT_KEY', randomBytes(33).toString('base64')],
    ['MISTY_VAULT_KEY', `${randomBytes(32).toString('base64')}\n`],
    ['MISTY_VAULT_KEY', randomBytes(32).toString('hex').slice(1)],
    ['MISTY_VAULT_KEY', '0'.repeat(64)],
    ['MISTY_VAULT_KEY', Buffer.alloc(32, 7).toString('base64')],
    ['MISTY_VAULT_KEY', Buffer.from('change-me-to-a-very-secret-key!!').toString('base64')],
  ] as const) {
    test(`refuse ${name}=${value}`, () => {
      const [problem, ...others] = problemsOf({ [name]: value });
      assert.match(problem ?? '', new RegExp(`^${name} `));
      assert.is(others.length, 0);
    });
  }

  test('take any random secret, in hex and in base64', () => {
    for (let round = 0; round < 500; round += 1) {
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        const secret = randomBytes(32).toString(encoding);
        assert.is(readConfig({ MISTY_JWT_SECRET: secret }).jwtSecrets?.[0], secret);
        assert.is(readConfig({ MISTY_VAULT_KEY: secret }).vaultKey, secret);
      }
    }
  });

  test('are handed over as credentials too, which an environment without them leaves as they are', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'misty-credentials-'));
    const uri = 'mongodb://misty:of-the-file@127.0.0.1/';
    await writeFile(path.join(folder, 'MONGODB_URI'), `${uri}\n`);
    await writeFile(path.join(folder, 'PORT'), '9');
    const { mongodbUri, port } = readConfig({ CREDENTIALS_DIRECTORY: folder, MONGODB_URI: '' });
    assert.equal([mongodbUri, port], [uri, 8080]);
    const other = 'mongodb://misty:of-the-environment@127.0.0.1/';
    assert.is(readConfig({ CREDENTIALS_DIRECTORY: folder, MONGODB_URI: other }).mongodbUri, other);
    await mkdir(path.join(folder, 'MISTY_VAULT_KEY'));
    assert.equal(problemsOf({ CREDENTIALS_DIRECTORY: folder }), [
      `The credential ${path.join(folder, 'MISTY_VAULT_KEY')} cannot be read (EISDIR).`,
    ]);
    await rm(folder, { recursive: true });
  });

  test('say where things are kept that can be fetched again', () => {
    assert.is(cacheFolder({ XDG_CACHE_HOME: '/var/tmp/cache' }), path.join('/var/tmp/cache', 'misty'));
    assert.ok(path.isAbsolute(cacheFolder({})));
  });
});

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
  } catch (error) {
    assert.instance(error, ConfigError);
    return (error as ConfigError).problems;
  }
  return [];
}
