import { execFile } from 'node:child_process';
import { access, appendFile, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import type { Config } from '../src/config.ts';
import type { Check } from './doctor-machine.ts';
import { Failure } from './failure.ts';

const TIMEOUT_MS = 60_000;

/** What deploy/install has set up and somebody may have changed since: what is wrong, and how root puts it back. */
interface Fault {
  readonly detail: string;
  /** Of the command line, and safe: it loses nothing, and can be done twice. */
  readonly remedy: string;
  /** Where the remedy is not one command; without it, the remedy is run. */
  readonly fix?: () => Promise<void>;
}

/** Nothing on a machine that deploy/install has not set up, and for users who may not look. */
export async function installChecks(config: Config): Promise<Check[]> {
  if (process.getuid?.() !== 0 || !(await isThere('/etc/misty/misty.env'))) return [];
  const faults = (
    await Promise.all([...files.map(fileFault), ...others.map((look) => look(config)), ...units.map(unitFault)])
  ).filter((fault) => fault !== undefined);
  if (faults.length === 0) return [{ name: 'Installation', state: 'ok', detail: 'all as it was installed' }];
  return faults.map(({ detail, remedy, fix = () => run(remedy) }) => ({
    ...{ name: 'Installation', state: 'fail', detail, remedy, fix },
  }));
}

/** Those that are there must run, and be started with the machine. */
const units = [
  'misty.service',
  'misty-backup.timer',
  'misty-verify.timer',
  'misty-certificate.timer',
  'misty-database.service',
  'misty-database-restart.path',
  'mongod.service',
  'nginx.service',
  'nftables.service',
  'avahi-daemon.service',
  'unattended-upgrades.service',
];

async function unitFault(unit: string): Promise<Fault | undefined> {
  const told = await output('systemctl', ['show', '-p', 'LoadState,ActiveState,UnitFileState', unit]);
  const of = (property: string) => new RegExp(`^${property}=(.*)$`, 'm').exec(told)?.[1] ?? '';
  const [load, active, file] = [of('LoadState'), of('ActiveState'), of('UnitFileState')];
  if (load !== 'loaded') return undefined;
  const remedy = `systemctl enable --now ${unit}`;
  if (active === 'inactive' || active === 'failed') return { detail: `${unit} does not run (${active})`, remedy };
  if (file !== 'enabled' && file !== 'static') return { detail: `${unit} is not started with the machine`, remedy };
  return undefined;
}

/** Whose they are, and who else may read them. Those that are not there are not needed here. */
const files: readonly (readonly [file: string, owner: string, mode: string])[] = [
  ['/etc/misty', 'root', '755'],
  ['/etc/misty/misty.env', 'root', '644'],
  ['/etc/misty/credentials', 'root', '700'],
  ['/etc/misty/credentials/MONGODB_URI', 'root', '600'],
  ['/etc/misty/tls', 'root', '700'],
  ['/etc/misty/tls/server.key', 'root', '600'],
  ['/etc/misty/tls/root.key', 'root', '600'],
  ['/etc/misty/public/misty-root.crt', 'root', '644'],
  ['/etc/mongod.key', 'mongodb', '600'],
  ['/opt/misty', 'root', '755'],
  ['/usr/local/bin/misty', 'root', '755'],
  ['/var/lib/misty', 'misty', '700'],
  ['/var/lib/misty-database', 'misty-database', '700'],
];

async function fileFault([file, owner, mode]: (typeof files)[number]): Promise<Fault | undefined> {
  if (!(await isThere(file))) return undefined;
  const [is = '', has = ''] = (await output('stat', ['-c', '%U %a', file])).split(' ');
  if (is === owner && has === mode) return undefined;
  return {
    detail: `${file} is ${has} and of ${is}; it must be ${mode} and of ${owner}`,
    remedy: `chown ${owner}: ${file} && chmod ${mode} ${file}`,
  };
}

const SITE = '/etc/nginx/sites-enabled/misty';
const RULES = 'include "/etc/misty/nftables.nft"';

const others: readonly ((config: Config) => Promise<Fault | undefined>)[] = [
  async ({ publicUrl }) => {
    if (publicUrl === undefined || (await isThere('/etc/misty/tls/given'))) return undefined;
    const crt = '/etc/misty/tls/server.crt';
    const of = await output('openssl', ['x509', '-in', crt, '-noout', '-pubkey', '-checkend', '0']);
    const key = await output('openssl', ['pkey', '-in', '/etc/misty/tls/server.key', '-pubout']);
    if (of !== '' && key !== '' && of.startsWith(key)) return undefined;
    return {
      detail: `the certificate ${crt} is missing, over, or does not fit its key`,
      remedy: 'systemctl start misty-certificate',
    };
  },
  async () => {
    if (await isThere(SITE)) return undefined;
    return {
      detail: 'the proxy does not serve Misty',
      remedy: `ln -sfn ../sites-available/misty ${SITE} && systemctl reload nginx`,
      fix: async () => {
        await rm(SITE, { force: true });
        await symlink('../sites-available/misty', SITE);
        await run('systemctl reload nginx');
      },
    };
  },
  async () => {
    const site = '/etc/nginx/sites-enabled/default';
    if (!(await isThere(site))) return undefined;
    return { detail: 'the page that comes with nginx is served', remedy: `rm ${site} && systemctl reload nginx` };
  },
  async () => {
    if ((await textOf('/etc/nftables.conf')).includes(RULES)) return undefined;
    return {
      detail: 'the firewall has other rules after the next start',
      remedy: `echo '${RULES}' >>/etc/nftables.conf && nft -f /etc/nftables.conf`,
    };
  },
  async () => {
    if ((await output('nft', ['list', 'table', 'inet', 'misty'])) !== '') return undefined;
    return { detail: 'the rules of the firewall are not in use', remedy: 'nft -f /etc/misty/nftables.nft' };
  },
  async ({ publicUrl }) => {
    const name = publicUrl === undefined ? undefined : new URL(publicUrl).hostname;
    if (name === undefined || new RegExp(`^127\\.0\\.0\\.1\\s+${name}$`, 'm').test(await textOf('/etc/hosts')))
      return undefined;
    return {
      detail: `this machine does not know its own name ${name}`,
      remedy: `echo '127.0.0.1 ${name}' >>/etc/hosts`,
      fix: () => appendFile('/etc/hosts', `\n127.0.0.1 ${name}\n`),
    };
  },
  async () => {
    const file = '/etc/systemd/journald.conf.d/misty.conf';
    if (/^SystemMaxUse=500M$/m.test(await textOf(file))) return undefined;
    return {
      detail: 'the journal may fill the disk',
      remedy: `printf '[Journal]\\nStorage=persistent\\nSystemMaxUse=500M\\nMaxRetentionSec=90day\\n' >${file} && systemctl restart systemd-journald`,
    };
  },
  async () => {
    const file = '/etc/apt/apt.conf.d/20auto-upgrades';
    if (/Unattended-Upgrade\s+"1"/.test(await textOf(file))) return undefined;
    const lines = 'APT::Periodic::Update-Package-Lists "1";\nAPT::Periodic::Unattended-Upgrade "1";\n';
    return {
      detail: 'security updates do not come by themselves',
      remedy: `printf 'APT::Periodic::Unattended-Upgrade "1";\\n' >${file}`,
      fix: () => writeFile(file, lines),
    };
  },
  async () => {
    const listening = await output('ss', ['-ltnH', 'sport = :27017']);
    const open = listening.split('\n').filter((line) => line !== '' && !/\s(127\.0\.0\.1|\[::1\]):27017\s/.test(line));
    if (open.length === 0) return undefined;
    return {
      detail: 'the database can be reached from other machines, if the firewall lets them',
      remedy: 'deploy/install, in the unpacked project',
      fix: async () => {
        throw new Failure('only the installation writes its settings');
      },
    };
  },
];

/** What a program says; nothing where it is not there or fails. */
async function output(program: string, args: readonly string[]): Promise<string> {
  return await new Promise((resolve) => {
    execFile(program, [...args], { timeout: TIMEOUT_MS }, (error, stdout) => resolve(error ? '' : stdout.trim()));
  });
}

async function run(commandLine: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    execFile('sh', ['-c', commandLine], { timeout: TIMEOUT_MS }, (error, _stdout, stderr) =>
      error ? reject(new Failure(stderr.trim().split('\n').at(-1) ?? error.message)) : resolve(),
    );
  });
}

async function textOf(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch(() => '');
}

async function isThere(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}
