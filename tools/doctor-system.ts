import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { connect as connectTls } from 'node:tls';
import type { Config } from '../src/config.ts';
import type { Check } from './doctor-machine.ts';

const TIMEOUT_MS = 5_000;
const DAY_MS = 24 * 3_600_000;
const CERTIFICATE_WARN_DAYS = 21;
const CERTIFICATE_FAIL_DAYS = 3;

/** What the machine and its network say: time, port, certificate, firewall, updates. Changes nothing. */
export async function systemChecks(config: Config): Promise<Check[]> {
  const checks = await Promise.all([
    timeSyncCheck(config),
    timeZoneCheck(config),
    portCheck(config),
    httpsCheck(config),
    firewallCheck(config),
    addressCheck(config),
    updatesCheck(),
  ]);
  return checks.flat();
}

async function timeSyncCheck({ publicUrl }: Config): Promise<Check[]> {
  const said = await output('timedatectl', ['show', '-p', 'NTPSynchronized', '--value']);
  if (said === undefined) return [];
  const name = 'Time sync';
  if (said === 'yes') return [{ name, state: 'ok', detail: 'the clock is kept right over the network' }];
  const detail = 'nothing keeps the clock right';
  const fix = async () => void (await output('timedatectl', ['set-ntp', 'true']));
  // On a machine that only tries Misty out, the clock is its owner's affair.
  return [{ name, state: 'warn', detail, remedy: 'timedatectl set-ntp true', ...(publicUrl !== undefined && { fix }) }];
}

/** Timers go by the machine's zone. A nightly backup at two in the morning of another zone comes at noon. */
async function timeZoneCheck({ timeZone }: Config): Promise<Check[]> {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const name = 'Time zone';
  if (here === timeZone) return [{ name, state: 'ok', detail: timeZone }];
  const detail = `the company goes by ${timeZone}, and this machine by ${here}`;
  return [{ name, state: 'ok', detail, remedy: `timedatectl set-timezone ${timeZone}` }];
}

async function portCheck({ port }: Config): Promise<Check[]> {
  if (port === 0) return [];
  const name = 'Port';
  const answer = await ask(`http://127.0.0.1:${port}/health/ready`);
  if (answer === 'nobody') return [{ name, state: 'ok', detail: `${port} is free: Misty is not running` }];
  const status = typeof answer === 'object' ? answer.status : undefined;
  if (status === 'ready') return [{ name, state: 'ok', detail: `Misty answers at ${port}, and is ready` }];
  if (typeof answer === 'object' && answer.code === 'not-ready') {
    return [
      {
        name,
        state: 'fail',
        detail: `Misty at ${port} is not ready: ${answer.detail}`,
        remedy: 'look at what misty serve says',
      },
    ];
  }
  return [{ name, state: 'fail', detail: `another program answers at ${port}`, remedy: `ss -ltnp sport = :${port}` }];
}

async function httpsCheck({ host, publicUrl, port }: Config): Promise<Check[]> {
  const name = 'HTTPS';
  const isLocal = host === 'localhost' || host === '::1' || host.startsWith('127.');
  if (publicUrl === undefined) {
    if (isLocal) return [{ name, state: 'ok', detail: 'only this machine can open it' }];
    const detail = `everybody in the network reaches port ${port} without encryption, and tablets keep nothing offline`;
    return [
      { name, state: 'fail', detail, remedy: 'HOST=127.0.0.1, a proxy with HTTPS in front, and MISTY_PUBLIC_URL' },
    ];
  }
  if (!publicUrl.startsWith('https:')) {
    return [
      {
        name,
        state: 'warn',
        detail: `${publicUrl} is not encrypted`,
        remedy: 'a proxy with HTTPS in front, and MISTY_PUBLIC_URL',
      },
    ];
  }
  return [await certificateCheck(new URL(publicUrl))];
}

async function certificateCheck(url: URL): Promise<Check> {
  const name = 'Certificate';
  const remedy = 'renew it at the proxy';
  const until = await certificateEnd(url);
  if (until instanceof Error) {
    const detail = `${url.origin} cannot be reached from here (${'code' in until ? until.code : until.message})`;
    return { name, state: 'fail', detail, remedy: 'look whether the proxy runs' };
  }
  return certificateLight(until, new Date(), { name, host: url.host, remedy });
}

/** How long it is good for. */
export function certificateLight(
  until: Date,
  now: Date,
  { name, host, remedy }: { readonly name: string; readonly host: string; readonly remedy: string },
): Check {
  const days = Math.floor((until.getTime() - now.getTime()) / DAY_MS);
  if (days < 0) return { name, state: 'fail', detail: `that of ${host} ended ${-days} days ago`, remedy };
  const detail = `that of ${host} is good for ${days} days`;
  if (days < CERTIFICATE_FAIL_DAYS) return { name, state: 'fail', detail, remedy };
  return days < CERTIFICATE_WARN_DAYS ? { name, state: 'warn', detail, remedy } : { name, state: 'ok', detail };
}

/** Also of a certificate that nobody trusts any more: its end is what is asked for, and nothing is sent. */
async function certificateEnd(url: URL): Promise<Date | NodeJS.ErrnoException> {
  return await new Promise((resolve) => {
    const options = { host: url.hostname, port: Number(url.port || 443), servername: url.hostname };
    const socket = connectTls({ ...options, rejectUnauthorized: false, timeout: TIMEOUT_MS }, () => {
      resolve(new Date(socket.getPeerCertificate().valid_to));
      socket.destroy();
    });
    socket.once('error', (error) => resolve(error));
    socket.once('timeout', () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
  });
}

async function firewallCheck({ publicUrl }: Config): Promise<Check[]> {
  if (process.platform !== 'linux' || publicUrl === undefined) return [];
  const name = 'Firewall';
  const rules = await output('nft', ['list', 'ruleset']);
  if (rules === undefined) {
    return [{ name, state: 'warn', detail: 'its rules cannot be seen as this user', remedy: 'sudo misty doctor' }];
  }
  if (/hook input[^}]*policy drop/s.test(rules))
    return [{ name, state: 'ok', detail: 'lets in what is named, and nothing else' }];
  return [{ name, state: 'fail', detail: 'lets everybody in', remedy: 'nft -f /etc/nftables.conf' }];
}

/** Tablets find the server by its name; another address after the router was restarted is found late, or not at all. */
async function addressCheck({ publicUrl }: Config): Promise<Check[]> {
  if (publicUrl === undefined) return [];
  const said = await output('ip', ['-o', '-4', 'addr', 'show', 'scope', 'global']);
  return said === undefined ? [] : addressLights(said);
}

/** From what `ip -o -4 addr` says. */
export function addressLights(said: string): Check[] {
  const name = 'Address';
  const found = [...said.matchAll(/^\d+: (\S+) +inet (\d[\d.]*)\/.*$/gm)];
  const lent = found.filter(([line]) => / dynamic /.test(`${line} `)).map(([, , address]) => address);
  if (lent.length === 0) {
    if (found.length === 0) return [{ name, state: 'fail', detail: 'this machine has none', remedy: 'ip addr' }];
    return [{ name, state: 'ok', detail: `${found.map(([, , address]) => address).join(', ')}, which stays` }];
  }
  return [
    {
      ...{ name, state: 'warn', detail: `${lent.join(', ')} is lent by the router, and may be another one tomorrow` },
      remedy: `in the router: reserve ${lent.join(', ')} for this machine (docs/install.md)`,
    },
  ];
}

async function updatesCheck(): Promise<Check[]> {
  const isDebian = await access('/etc/debian_version').then(
    () => true,
    () => false,
  );
  if (!isDebian) return [];
  const name = 'Updates';
  const settings = await readFile('/etc/apt/apt.conf.d/20auto-upgrades', 'utf8').catch(() => '');
  if (/Unattended-Upgrade\s+"1"/.test(settings))
    return [{ name, state: 'ok', detail: 'security updates come by themselves' }];
  return [
    {
      name,
      state: 'warn',
      detail: 'security updates do not come by themselves',
      remedy: 'apt-get install -y unattended-upgrades',
    },
  ];
}

async function ask(url: string): Promise<'nobody' | 'other' | { status?: unknown; code?: string; detail?: string }> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body: unknown = await answer.json();
    return typeof body === 'object' && body !== null ? body : 'other';
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED' ? 'nobody' : 'other';
  }
}

/** What a program says; undefined when it is not there or fails. */
async function output(program: string, args: readonly string[]): Promise<string | undefined> {
  return await new Promise((resolve) => {
    execFile(program, [...args], { timeout: TIMEOUT_MS }, (error, stdout) =>
      resolve(error ? undefined : stdout.trim()),
    );
  });
}
