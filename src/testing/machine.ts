import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { access, chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { cacheFolder, environment } from '../config.ts';
import { projectFolder } from '../folders.ts';
import { eventually, type Ran } from './misty.ts';

/** The release of Node that the guide installs. */
export const NODE_24 = '24.22.3';

const RELEASE = 'bookworm';
const PROXY_PORT = 3128;
const BOOT_TIMEOUT_MS = 120_000;
const FETCH_TIMEOUT_SECONDS = 900;
/** What of Debian every machine has before anything is installed. */
const BARE = 'systemd,systemd-sysv,dbus,ca-certificates,iproute2,procps,curl';

/**
 * Why no machine can be booted here, in a sentence or two; undefined where it can. It takes root, systemd-nspawn and
 * debootstrap of Debian's packages, and Debian's base, which is fetched once and takes minutes then.
 */
export async function whyNoMachine(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'Booting a machine takes Linux, and root.';
  for (const program of ['systemd-nspawn', 'debootstrap', 'nsenter', 'setpriv']) {
    if ((await ran('sh', ['-c', `command -v ${program}`])).code === 0) continue;
    return `There is no ${program}: apt-get install -y debootstrap systemd-container`;
  }
  if ((await ran('unshare', ['--mount', '--net', '--pid', '--fork', 'true'])).code !== 0)
    return 'Root may not make machines here: this is a container itself, without the rights for it.';
  try {
    await bareDebian();
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error);
    return `Debian’s base cannot be fetched: ${reason}`;
  }
}

/**
 * A Debian that really boots, with systemd, in a network of its own. This machine reaches it at `address`; it reaches
 * nothing but this machine's proxy, through which its packages come. Close it in an `after` hook.
 */
export class Machine {
  readonly name: string;
  readonly folder: string;
  readonly address: string;
  readonly #gateway: string;
  #process: ChildProcess | undefined;
  #closeProxy: (() => Promise<void>) | undefined;

  private constructor(name: string, folder: string, net: number) {
    this.name = name;
    this.folder = folder;
    this.address = `10.77.${net}.2`;
    this.#gateway = `10.77.${net}.1`;
  }

  /** A bare one, booted. */
  static async up(): Promise<Machine> {
    const why = await whyNoMachine();
    if (why !== undefined) throw new Error(why);
    const base = await bareDebian();
    await sweep();
    const folder = await mkdtemp(path.join(cacheOfMachines(), `machine-${process.pid}-`));
    // The name is that of a network device too, which has few letters.
    const machine = new Machine(`m${folder.slice(-6).toLowerCase()}`, folder, 1 + ((process.pid * 7 + machines) % 250));
    machines += 1;
    try {
      await must('cp', ['-a', '--reflink=auto', `${base}/.`, folder]);
      await writeFile(path.join(folder, 'etc/hostname'), 'bare\n');
      await writeFile(path.join(folder, 'etc/machine-id'), '');
      await cp('/etc/ssl/certs/ca-certificates.crt', path.join(folder, 'etc/ssl/certs/ca-certificates.crt'));
      await machine.boot();
      return machine;
    } catch (error) {
      await machine.close();
      throw error;
    }
  }

  /** Switches it on. What is on its disk is as it was. */
  async boot(): Promise<void> {
    const shared = await Promise.all(
      ['apt', 'npm'].map(async (name) => await made(path.join(cacheOfMachines(), name))),
    );
    const args = [
      ...[
        '--pdeathsig',
        'KILL',
        'systemd-nspawn',
        '--boot',
        '--quiet',
        '--register=no',
        '--keep-unit',
        '--network-veth',
      ],
      ...['--console=pipe', '--directory', this.folder, '--machine', this.name],
      ...[`--bind=${shared[0]}:/var/cache/apt/archives`, `--bind=${shared[1]}:/root/.npm`],
    ];
    const child = spawn('setpriv', args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    // What it says while it boots is of use to nobody, and must be read all the same.
    child.stdout.resume();
    child.stderr.resume();
    this.#process = child;
    child.once('exit', () => {
      if (this.#process === child) this.#process = undefined;
    });
    let state = 'silent';
    const isUp = async (): Promise<boolean> => {
      if (this.#process === undefined) throw new Error(`The machine ended while it booted.`);
      state = (await this.run('systemctl is-system-running')).stdout.trim();
      return state === 'running' || state === 'degraded';
    };
    await eventually('the machine has booted', isUp, BOOT_TIMEOUT_MS);
    await must('ip', ['addr', 'replace', `${this.#gateway}/24`, 'dev', `ve-${this.name}`]);
    await must('ip', ['link', 'set', `ve-${this.name}`, 'up']);
    await this.must(`ip addr replace ${this.address}/24 dev host0 && ip link set host0 up`);
    this.#closeProxy = await openProxy(this.#gateway);
  }

  /** Runs a command line as root, to its end. */
  async run(commandLine: string, { input = '' }: { input?: string } = {}): Promise<Ran> {
    const leader = await this.#leader();
    if (leader === undefined) return { code: null, stdout: '', stderr: 'The machine is off.' };
    const proxy = `http://${this.#gateway}:${PROXY_PORT}`;
    const env = {
      ...{ PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', LANG: 'C.UTF-8' },
      ...{ http_proxy: proxy, https_proxy: proxy, no_proxy: '127.0.0.1,localhost', container: 'systemd-nspawn' },
      ...{ NODE_EXTRA_CA_CERTS: CERTIFICATES, PIP_CERT: CERTIFICATES },
    };
    const pairs = Object.entries(env).map(([key, value]) => `${key}=${value}`);
    const args = ['-t', leader, '-a', '--wdns=/root', 'env', '-i', ...pairs, 'bash', '-c', commandLine];
    return await ran('nsenter', args, input);
  }

  /** The same, and what it said. Throws where it fails. */
  async must(commandLine: string): Promise<string> {
    const { code, stdout, stderr } = await this.run(commandLine);
    if (code !== 0) throw new Error(`On the machine, ${commandLine} ended with ${code}:\n${stdout}\n${stderr}`);
    return stdout;
  }

  /** Copies a file or folder of this machine into that one. */
  async copy(from: string, to: string): Promise<void> {
    await mkdir(path.dirname(path.join(this.folder, to)), { recursive: true });
    await must('cp', ['-a', '--reflink=auto', from, path.join(this.folder, to)]);
  }

  /** The project as it stands here, without what is fetched or made of it. */
  async copyProject(to: string): Promise<void> {
    const place = await made(path.join(this.folder, to));
    const files = `git -C "$0" ls-files -z --cached --others --exclude-standard | tar -C "$0" --null -T - -cf - | tar -C "$1" -xf - --no-same-owner`;
    await must('sh', ['-c', files, projectFolder, place]);
  }

  /** The power goes: everything ends in the same moment. */
  async cutPower(): Promise<void> {
    await this.#closeProxy?.();
    this.#closeProxy = undefined;
    const leader = await this.#leader();
    const child = this.#process;
    if (child === undefined) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    // Without its first process none of the others lives.
    if (leader !== undefined) process.kill(Number(leader), 'SIGKILL');
    child.kill('SIGKILL');
    await ended;
    this.#process = undefined;
    if (leader !== undefined) await eventually('the machine is off', async () => !(await isThere(`/proc/${leader}`)));
  }

  async close(): Promise<void> {
    await this.cutPower();
    await removeMachine(this.folder);
  }

  /** Its first process, as seen from here. */
  async #leader(): Promise<string | undefined> {
    const pid = this.#process?.pid;
    if (pid === undefined) return undefined;
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
    return children.split(' ')[0] || undefined;
  }
}

/** So that each has a network of its own. */
let machines = 0;

/** An archive of Node 24 for this kind of machine, laid out as that of nodejs.org. */
export async function nodeArchive(): Promise<string> {
  const name = `node-v${NODE_24}-linux-${process.arch}`;
  const archive = path.join(cacheOfMachines(), `${name}.tar.xz`);
  if (await isThere(archive)) return archive;
  const work = await mkdtemp(path.join(await made(cacheOfMachines()), 'node-'));
  try {
    const home = path.join(work, name);
    await mkdir(path.join(home, 'bin'), { recursive: true });
    await must('npm', ['pack', '--silent', '--pack-destination', work, `node-linux-${process.arch}@${NODE_24}`]);
    await must('sh', ['-c', 'tar -xzf "$0"/node-linux-*.tgz -C "$0"', work]);
    await rename(path.join(work, 'package/bin/node'), path.join(home, 'bin/node'));
    await chmod(path.join(home, 'bin/node'), 0o755);
    const modules = (await ran('npm', ['root', '-g'])).stdout.trim();
    await mkdir(path.join(home, 'lib/node_modules'), { recursive: true });
    await must('cp', ['-a', path.join(modules, 'npm'), path.join(home, 'lib/node_modules/npm')]);
    await symlink('../lib/node_modules/npm/bin/npm-cli.js', path.join(home, 'bin/npm'));
    await must('sh', ['-c', 'tar -C "$0" -cf - "$1" | xz -1 -T0 >"$2"', work, name, `${archive}.part`]);
    await rename(`${archive}.part`, archive);
    return archive;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

function cacheOfMachines(): string {
  return path.join(cacheFolder(), 'machines');
}

async function made(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return folder;
}

/** Takes away machines whose process was killed before it could do so itself. */
async function sweep(): Promise<void> {
  for (const entry of await readdir(cacheOfMachines())) {
    const [, pid] = /^machine-(\d+)-/.exec(entry) ?? [];
    if (pid !== undefined && !(await isThere(`/proc/${pid}`))) await removeMachine(path.join(cacheOfMachines(), entry));
  }
}

/** With the lock that systemd-nspawn leaves beside it. */
async function removeMachine(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await rm(path.join(path.dirname(folder), `.#${path.basename(folder)}.lck`), { force: true });
}

async function bareDebian(): Promise<string> {
  const base = path.join(await made(cacheOfMachines()), `debian-${RELEASE}`);
  if (await isThere(base)) return base;
  const part = await mkdtemp(`${base}.part-`);
  await chmod(part, 0o755);
  try {
    const debootstrap = ['debootstrap', '--variant=minbase', `--include=${BARE}`, RELEASE, part];
    await must('timeout', ['--kill-after=10', String(FETCH_TIMEOUT_SECONDS), ...debootstrap]);
    await rename(part, base).catch(async (error: unknown) => {
      // Somebody else may have made it meanwhile.
      if (!(await isThere(base))) throw error;
    });
    return base;
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/**
 * Hands on what a machine asks of the network, so that it needs no way out of its own. Returns what closes it with all its
 * lines: a machine whose power is cut hangs up none of them.
 */
async function openProxy(host: string): Promise<() => Promise<void>> {
  const lines = new Set<Socket>();
  const server = createServer((asked, answer) => {
    const target = URL.canParse(asked.url ?? '') ? new URL(asked.url ?? '') : undefined;
    if (target === undefined) return void answer.writeHead(400).end();
    const { method, headers } = asked;
    const onward = request(target, { method: method ?? 'GET', headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
  });
  server.on('connect', (asked, socket, head) => {
    const { hostname, port } = new URL(`http://${asked.url}`);
    const onward = connect(Number(port || 443), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
  });
  server.on('connection', (line) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(PROXY_PORT, host, resolve));
  return async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const line of lines) line.destroy();
    await closed;
  };
}

async function must(program: string, args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await ran(program, args);
  if (code !== 0)
    throw new Error(
      `${program} ${args.join(' ')} ended with ${code}:\n${stdout.slice(-2_000)}\n${stderr.slice(-2_000)}`,
    );
}

async function ran(program: string, args: readonly string[], input = ''): Promise<Ran> {
  return await new Promise((resolve) => {
    const options = { env: environment(), maxBuffer: 64 * 2 ** 20, encoding: 'utf8' as const };
    const child = execFile(program, [...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? (typeof error.code === 'number' ? error.code : null) : 0, stdout, stderr });
    });
    child.stdin?.on('error', () => undefined).end(input);
  });
}

async function isThere(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}
