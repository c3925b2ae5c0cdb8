import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Machine, nodeArchive } from '../src/testing/machine.ts';
import { eventually } from '../src/testing/misty.ts';
import { standInArchive } from '../src/testing/mongodb-archive.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { Visitor } from '../src/testing/visitor.ts';

const NAME = 'misty.local';
const BACKUP = '/mnt/nas/misty';
const PASSWORD = 'a reel of kraft on lane four';
const MINUTES_MAX = 15;
const SECURITY_MAX = 1.5;
const UNITS = ['misty', 'misty-database', 'misty-backup', 'misty-verify', 'misty-certificate'];
/** The serial number of the certificate that those who connect are shown. */
const SHOWN =
  'echo | openssl s_client -connect 127.0.0.1:443 -servername misty.local 2>/dev/null | openssl x509 -noout -serial';
/** Fetching and building takes its time on a machine that has much to do. */
const patient = { timeoutMs: 1_200_000 };

/** Where it is noon now, so that no timer of the night goes off while a test counts backups. */
const hoursAhead = 12 - new Date().getUTCHours();
const TIME_ZONE = `Etc/GMT${hoursAhead > 0 ? '-' : '+'}${Math.abs(hoursAhead)}`;

const answersWith = (database: string): string =>
  `--name ${NAME} --time-zone ${TIME_ZONE} --owner 'Nerida Walsh' --backup ${BACKUP} --database ${database}`;
const answers = `${answersWith('embedded')} --node /root/node.tar.xz`;

/** The first machine: what was built on it need not be built twice. */
let machine: Machine;

suite('a bare machine', (test) => {
  let owner: Visitor;
  let ca: string;
  let link: string;
  let startedAt: number;
  test.before(async () => {
    machine = await Machine.up();
    await machine.copyProject('/root/misty');
    await machine.copy(await nodeArchive(), '/root/node.tar.xz');
  });

  test(
    'is told what would be done, and stays bare',
    async () => {
      const before = await machine.must(
        'dpkg -l | sha256sum; ls /etc /opt /usr/local/bin | sha256sum; cat /etc/passwd | sha256sum',
      );
      const told = await machine.must(`/root/misty/deploy/install --dry-run ${answers}`);
      for (const word of ['would write: /etc/misty/misty.env', 'would run: useradd', 'nginx', 'Nothing was changed.'])
        assert.match(told, word);
      const after = await machine.must(
        'dpkg -l | sha256sum; ls /etc /opt /usr/local/bin | sha256sum; cat /etc/passwd | sha256sum',
      );
      assert.is(after, before);
    },
    patient,
  );

  test('says what is wrong with an answer, and changes nothing', async () => {
    for (const [wrong, words] of [
      ['--name Misty', /--name must be a name such as misty\.local/],
      ['--time-zone Mars/Base', /--time-zone must be a name such as Australia\/Sydney/],
      ['--backup nas', /--backup must be a folder such as/],
      ['--database mysql', /--database must be mongodb, embedded/],
      ['--lan home', /say --lan/],
      ['--frobnicate', /--frobnicate is not known/],
    ] as const) {
      const { code, stderr } = await machine.run(`/root/misty/deploy/install ${answers} ${wrong}`);
      assert.is(code, 1, wrong);
      assert.match(stderr, words);
    }
    const unasked = await machine.run('/root/misty/deploy/install --name misty.local');
    assert.match(unasked.stderr, /say --time-zone/);
    assert.is((await machine.run('ls /etc/misty')).code, 2);
  });

  test(
    'becomes a server by one command, also after one that stopped half way',
    async () => {
      startedAt = performance.now();
      // An installation that stops half way goes on when it is run again.
      const stopped = await machine.run(`/root/misty/deploy/install ${answers} --node /nowhere`);
      assert.equal([stopped.code, stopped.stderr.trim()], [1, 'install: --node: /nowhere cannot be read.']);
      const told = await machine.must(`/root/misty/deploy/install ${answers}`);
      link = /https:\/\/misty\.local\/welcome#[\w-]{43}/.exec(told)?.[0] ?? '';
      assert.ok(link, told);
      ca = await readFile(path.join(machine.folder, 'etc/misty/public/misty-root.crt'), 'utf8');
      owner = new Visitor({ name: NAME, address: machine.address, ca });
      assert.match((await owner.get('/', { accept: 'text/html' })).text, '<title>');
    },
    patient,
  );

  test('lets its owner in over HTTPS, and enrols a first tablet, within a quarter of an hour', async () => {
    await owner.welcome(link, PASSWORD);
    const { body } = await owner.post('/api/auth/devices/codes', { name: 'Winding 1' });
    const tablet = new Visitor({ name: NAME, address: machine.address, ca });
    const enrolled = await tablet.post('/api/auth/devices/enrol', { code: body.code });
    assert.is(enrolled.status, 200, enrolled.text);
    assert.is((await tablet.get('/api/auth/device')).body.device.name, 'Winding 1');
    const sets = JSON.parse(await machine.must('misty backup list --json')).sets as { checked: boolean }[];
    assert.equal(
      sets.map(({ checked }) => checked),
      [true],
    );
    const minutes = (performance.now() - startedAt) / 60_000;
    console.log(`From a bare machine to a tablet and a verified backup: ${minutes.toFixed(1)} minutes.`);
    assert.ok(minutes <= MINUTES_MAX, `${minutes} minutes`);
  });

  test('is reached at 443 and nowhere else', async () => {
    await machine.must('systemd-run --quiet --unit probe python3 -m http.server 9000 --bind 0.0.0.0');
    await machine.must('until curl -fs --max-time 1 http://127.0.0.1:9000/ >/dev/null; do sleep 0.1; done');
    assert.is(await opens(machine.address, 443), true);
    for (const port of [80, 8080, 9000, 27_017]) assert.is(await opens(machine.address, port), false, String(port));
    await machine.must('systemctl stop probe');
  });

  test('keeps its services within walls, and its secrets to itself', async () => {
    for (const unit of UNITS) {
      const told = await machine.must(`systemd-analyze security --no-pager ${unit}.service`);
      const level = Number(/Overall exposure level for .*: ([\d.]+)/.exec(told)?.[1]);
      console.log(`${unit}: ${level}`);
      assert.ok(level <= SECURITY_MAX, `${unit}: ${level}`);
    }
    const uri = (await machine.must('cat /etc/misty/credentials/MONGODB_URI')).trim();
    const password = /:\/\/[^:]+:([^@]+)@/.exec(uri)?.[1] ?? '';
    assert.ok(password.length >= 32);
    const seen = 'setpriv --reuid nobody --regid nogroup --clear-groups';
    assert.is.not((await machine.run(`${seen} cat /etc/misty/credentials/MONGODB_URI`)).code, 0);
    assert.is.not((await machine.run(`${seen} ls /var/lib/misty`)).code, 0);
    const leaks = await machine.run(`journalctl --no-pager | grep -cF -- '${password}'`);
    assert.is(leaks.stdout.trim(), '0');
    assert.is((await machine.run(`grep -rlF --exclude-dir=credentials -e '${password}' /etc /var/log`)).stdout, '');
  });

  test('passes its own doctor', async () => {
    await isFit(machine);
  });

  test(
    'has its doctor find what somebody has changed since, each with what puts it right, and put it right by itself',
    async () => {
      for (const seed of seeds) await machine.must(seed);
      const found = await faultsOf(machine);
      assert.is(found.length, seeds.length, found.join('\n'));
      await machine.run('misty doctor --fix');
      await eventually('all is well', async () => (await faultsOf(machine)).length === 0, 30_000);
      await eventually('Misty is ready', () => isReady(owner), 60_000);
      await isFit(machine);
    },
    patient,
  );

  test(
    'is not changed by the same command once more',
    async () => {
      const before = await machine.must(
        'systemctl show -p MainPID misty misty-database; find /etc/misty /etc/systemd/system /etc/nginx -type f -newer /etc/misty/owner',
      );
      const told = await machine.must('/root/misty/deploy/install');
      assert.not.match(told, /^ {4}\//m);
      assert.not.match(told, 'welcome#');
      const after = await machine.must(
        'systemctl show -p MainPID misty misty-database; find /etc/misty /etc/systemd/system /etc/nginx -type f -newer /etc/misty/owner',
      );
      assert.is(after, before);
    },
    patient,
  );
  test(
    'goes on by itself after the power was cut in the middle of work, and has lost nothing that it said yes to',
    async () => {
      const load = underLoad(owner);
      await eventually('work is under way', () => load.accepted.length >= 50);
      await machine.cutPower();
      const accepted = await load.stop();
      const startedAt = performance.now();
      await machine.boot();
      await eventually('Misty is ready', () => isReady(owner), 60_000);
      console.log(
        `Back ${((performance.now() - startedAt) / 1000).toFixed(0)} s after the power, with ${accepted.length} commands.`,
      );
      await allAreThere(owner, accepted);
    },
    patient,
  );

  test(
    'is started again when it is killed, and has lost nothing',
    async () => {
      const load = underLoad(owner);
      await eventually('work is under way', () => load.accepted.length >= 20);
      const before = await pidOf(machine);
      await machine.must('systemctl kill -s KILL misty');
      const after = load.accepted.length;
      await eventually('work goes on', () => load.accepted.length > after + 20);
      const accepted = await load.stop();
      assert.is.not(await pidOf(machine), before);
      await allAreThere(owner, accepted);
    },
    patient,
  );

  test(
    'says no while the database is stopped for a minute, and goes on when it is back',
    async () => {
      const before = await pidOf(machine);
      await machine.must('systemctl stop misty-database');
      const stoppedAt = performance.now();
      const refused = await owner.send('RegisterStockItem', anItem());
      assert.is(refused.status, 503, refused.text);
      assert.ok(performance.now() - stoppedAt < 10_000);
      assert.is((await owner.get('/health/ready')).status, 503);
      await eventually('a minute is over', () => performance.now() - stoppedAt > 60_000, 70_000);
      await machine.must('systemctl start misty-database');
      const item = anItem();
      await eventually('work goes on', async () => (await owner.send('RegisterStockItem', item)).status === 200);
      assert.is(await pidOf(machine), before);
    },
    patient,
  );

  test(
    'stops recording in words before the disk of its database is full, and mends by itself after it was full',
    async () => {
      const home = '/var/lib/misty-database';
      const disk = `mount -t tmpfs -o size=400m,mode=0700 tmpfs ${home} && chown misty-database: ${home}`;
      const keep = '/etc/systemd/system/misty.service.d/full.conf';
      await machine.must(`systemctl stop misty misty-database && mv ${home} ${home}.disk && mkdir ${home} && ${disk}`);
      await machine.must(`cp -a ${home}.disk/. ${home}/ && systemctl start misty-database misty`);
      await eventually('it says so', async () => {
        const { status, text } = await owner.send('RegisterStockItem', anItem()).catch(() => ({ status: 0, text: '' }));
        return status === 503 && text.includes('The disk of the server is nearly full');
      });
      await machine.must(`printf '[Service]\\nEnvironment=MISTY_DISK_FREE=0MB\\n' >${keep}`);
      await machine.must('systemctl daemon-reload && systemctl restart misty');
      await eventually('Misty is ready', () => isReady(owner), 60_000);
      await machine.run(`cat /dev/zero >${home}/filling`);
      const load = underLoad(owner);
      await eventually('the database can do nothing any more', async () => !(await isReady(owner)), 100_000);
      const restarts = 'systemctl show -p ActiveEnterTimestampMonotonic --value misty-database';
      const before = await machine.must(restarts);
      await eventually('it is started again', async () => (await machine.must(restarts)) !== before, 60_000);
      await machine.must(`rm ${home}/filling`);
      await eventually('Misty is ready again', () => isReady(owner), 100_000);
      const after = load.accepted.length;
      await eventually('it records again', () => load.accepted.length > after, 90_000);
      const accepted = await load.stop();
      await allAreThere(owner, accepted.slice(-100));
      await machine.must(`systemctl stop misty misty-database && cp -a ${home}/. ${home}.kept && umount ${home}`);
      await machine.must(`rm -rf ${home} ${home}.disk ${keep} && mv ${home}.kept ${home} && systemctl daemon-reload`);
      await machine.must(`chown misty-database: ${home} && systemctl start misty-database misty`);
      await eventually('Misty is ready', () => isReady(owner), 60_000);
    },
    patient,
  );

  test('renews its certificate while live feeds go on', async () => {
    const feed = await owner.follow('stock-levels');
    const before = await machine.must('openssl x509 -in /etc/misty/tls/server.crt -noout -serial');
    await machine.must('systemctl start misty-certificate');
    assert.is(await machine.must('openssl x509 -in /etc/misty/tls/server.crt -noout -serial'), before);
    await machine.must('rm /etc/misty/tls/server.crt && systemctl start misty-certificate');
    await eventually('the new one is shown', async () => (await machine.must(SHOWN)) !== before);
    const item = anItem();
    assert.is((await owner.send('RegisterStockItem', item)).status, 200);
    await eventually('the old line still tells', () => feed.said().includes(item.itemId));
    feed.close();
    await feed.ended;
  });

  test(
    'says why a backup failed, keeps the one before, and calls the address it was given after a good one alone',
    async () => {
      const calls = async () => (await machine.run('grep -cF "GET /misty?status=up&ping= " /tmp/calls')).stdout.trim();
      await machine.must('systemd-run --quiet --unit calls sh -c "exec python3 -u -m http.server 9100 2>/tmp/calls"');
      await machine.must("/root/misty/deploy/install --ping 'http://127.0.0.1:9100/misty?status=up&ping='");
      await machine.must(`mv ${BACKUP} ${BACKUP}.away`);
      assert.is.not((await machine.run('systemctl start misty-backup')).code, 0);
      const { checks } = JSON.parse((await machine.run('misty doctor --json')).stdout) as { checks: Looked[] };
      const light = checks.find(({ name }) => name === 'Backup');
      assert.is(light?.state, 'fail');
      assert.match(light?.detail ?? '', BACKUP);
      await machine.must(`mv ${BACKUP}.away ${BACKUP}`);
      assert.is(await calls(), '0');
      await machine.must('systemctl start misty-backup');
      assert.is(await calls(), '1');
      assert.is(await setsThatAreGood(machine), 2);
      await machine.must('systemctl stop calls');
    },
    patient,
  );

  test(
    'is taken to the next release and back while people work, and back by itself from one that is not well',
    async () => {
      const [first] = await releases(machine);
      await machine.must('cp -a /root/misty /root/next');
      // Another release, whose screens are worked out by other rules.
      await machine.must(`cd /root/next && sed -i 's/"version": "0.1.0"/"version": "0.2.0"/' package.json`);
      await machine.must(`cd /root/next && sed -i -E 's/^( *version: [0-9]+),/\\19,/' projections/stock-levels.ts`);
      const load = underLoad(owner, 400);
      await machine.must('cd /root && misty upgrade next');
      const [next] = await releases(machine);
      assert.match(next, /^0\.2\.0-/);
      const { readModels } = JSON.parse(await machine.must('misty status --json')) as { readModels: Model[] };
      assert.equal(
        readModels.filter(({ outdated }) => outdated),
        [],
      );
      await machine.must('misty upgrade --back');
      assert.equal(await releases(machine), [first, next]);
      await machine.must(`sed -i 's,^ExecStart=.*,ExecStart=/bin/false,' /root/next/deploy/systemd/misty.service`);
      await machine.must("sed -i 's/until_true 120/until_true 5/' /root/next/deploy/steps/services");
      const red = await machine.run('misty upgrade /root/next');
      assert.is(red.code, 1);
      assert.match(red.stderr, `was not well, and ${first} goes on as before. Nothing is lost`);
      assert.is((await releases(machine))[0], first);
      const after = load.accepted.length;
      await eventually('work goes on', () => load.accepted.length > after);
      const accepted = await load.stop();
      console.log(`${accepted.length} commands while it was taken there and back, twice.`);
      await allAreThere(owner, accepted);
      assert.match((await machine.run('misty upgrade /root')).stderr, 'there is no release of Misty in /root');
    },
    patient,
  );

  test(
    'is left by Misty with all that was recorded, and taken up again',
    async () => {
      const left = await machine.must('/root/misty/deploy/uninstall');
      for (const place of ['/var/lib/misty', '/var/lib/misty-database', '/etc/misty', BACKUP])
        assert.match(left, place);
      assert.is((await machine.run('systemctl list-unit-files --no-legend "misty*" | grep .')).code, 1);
      assert.is(await opens(machine.address, 443), false);
      const told = await machine.must('/root/misty/deploy/install --node /root/node.tar.xz');
      assert.not.match(told, 'welcome#');
      await owner.signIn('nerida', PASSWORD);
      assert.is((await owner.get('/api/auth/me')).body.user.name, 'Nerida Walsh');
    },
    patient,
  );

  test(
    'comes back on a machine that has lost everything, by the emergency kit alone; and a restore that fails changes nothing',
    async () => {
      const item = anItem();
      assert.is((await owner.send('RegisterStockItem', item)).status, 200);
      await machine.must('systemctl start misty-backup');
      const kit = await machine.must('misty kit');
      const failed = await machine.run('/root/misty/deploy/install --restore --at yesterday');
      assert.is(failed.code, 1);
      assert.match(failed.stderr, 'what was here before is put back');
      await eventually('Misty is ready', () => isReady(owner), 60_000);
      await owner.signIn('nerida', PASSWORD);

      await machine.must(
        'systemctl stop misty misty-database; rm -rf /var/lib/misty* /etc/misty /etc/systemd/system/misty*',
      );
      await machine.must('systemctl daemon-reload');
      const key = [...kit.matchAll(/^ {4}((?:[0-9a-f]{4} ?){4})$/gm)].map(([, digits]) => digits).join(' ');
      const command = /^ +sudo (deploy\/install --restore .*)$/m.exec(kit)?.[1];
      assert.ok(command, kit);
      const { code, stdout, stderr } = await machine.run(
        `cd /root/misty && ${command} --database embedded --node /root/node.tar.xz --recovery-key -`,
        { input: key },
      );
      assert.is(code, 0, stdout + stderr);
      const ca = await readFile(path.join(machine.folder, 'etc/misty/public/misty-root.crt'), 'utf8');
      const again = new Visitor({ name: NAME, address: machine.address, ca });
      await again.signIn('nerida', PASSWORD);
      assert.is((await again.get(`/api/stock-levels/${item.itemId}`)).status, 200);
      await isFit(machine);
      // The kit stays good, and an account that is there keeps its password.
      assert.is(/"recoveryKey":"(\w+)"/.exec(await machine.must('misty kit --json'))?.[1], key.replaceAll(' ', ''));
      await machine.must('rm /etc/misty/owner');
      const told = await machine.must("/root/misty/deploy/install --owner 'Nerida Walsh'");
      assert.match(told, 'The account nerida is there already and stays as it is');
      assert.not.match(told, 'welcome#');
      await again.signIn('nerida', PASSWORD);
      assert.match(
        await machine.must(`cd ${path.dirname(BACKUP)} && misty backup list --from misty`),
        'restored and checked',
      );
    },
    patient,
  );
});

suite('a bare machine with MongoDB of its maker’s archive', (test) => {
  let second: Machine;
  test.before(async () => {
    second = await Machine.up();
    await second.copyProject('/root/misty');
    await second.copy(path.join(machine.folder, 'opt/misty'), '/opt/misty');
  });
  test.after(async () => {
    // One that could not be booted is not there.
    for (const one of [second, machine] as (Machine | undefined)[]) await one?.close();
  });

  test(
    'gets it with users, passwords and a settings file, and takes an address in its place',
    async () => {
      const { archive, key } = await standInArchive(second);
      const from = `--mongodb-archive ${archive} --mongodb-key ${key}`;
      const told = await second.must(`/root/misty/deploy/install ${answersWith('mongodb')} ${from}`);
      assert.match(told, 'welcome#');
      await isFit(second);
      assert.match(await second.must('cat /etc/mongod.conf'), /authorization: enabled\n {2}keyFile/);
      const nobody = 'mongodb://127.0.0.1:27017/?directConnection=true';
      const unknown = await second.run(
        `MONGODB_URI=${nobody} /opt/misty/bin/node /opt/misty/current/tools/misty.js status`,
      );
      assert.match(unknown.stderr, /asks for a user, and MONGODB_URI names none/);
      assert.not.match(await second.must('/root/misty/deploy/install'), /^ {4}\//m);

      const uri = (await second.must('cat /etc/misty/credentials/MONGODB_URI')).trim();
      const exchanged = await second.run('/root/misty/deploy/install --database embedded');
      assert.match(exchanged.stderr, /lies in the database that was chosen before \(mongodb\)/);
      await second.must(`echo '${uri}&appName=elsewhere' >/root/address && chmod 600 /root/address`);
      await second.must('/root/misty/deploy/install --database /root/address');
      assert.is((await second.must('cat /etc/misty/database')).trim(), 'own');
      assert.not.match(await second.must('/root/misty/deploy/install'), /^ {4}\//m);
      await isFit(second);
    },
    patient,
  );

  test(
    'takes a certificate of one’s own in place of that of the private root, and keeps it; who may connect is kept too',
    async () => {
      const names = '-subj /CN=misty.local -addext subjectAltName=DNS:misty.local';
      const key = '-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout /root/own.key';
      await second.must(`openssl req -x509 ${key} -out /root/own.crt -days 90 ${names} 2>&1`);
      const install = '/root/misty/deploy/install';
      const apart = await second.run(`${install} --certificate /root/own.crt --key /etc/misty/tls/root.key`);
      assert.match(apart.stderr, /do not belong together/);
      await second.must(`${install} --certificate /root/own.crt --key /root/own.key --lan 10.77.0.0/16,192.168.7.0/24`);
      const told = await second.must(install);
      assert.not.match(told, 'private root');
      assert.match(told, '22 and 443 from 10.77.0.0/16,192.168.7.0/24');
      const serial = await second.must('openssl x509 -in /root/own.crt -noout -serial');
      await eventually('it is shown', async () => (await second.must(SHOWN)) === serial);
      assert.is((await second.run('systemctl list-unit-files --no-legend "misty-certificate*" | grep .')).code, 1);
    },
    patient,
  );
});

interface Looked {
  readonly name: string;
  readonly state: string;
  readonly detail: string;
}

/** What goes wrong with a server over the years, one by one. */
const seeds = [
  ...['misty-backup.timer', 'misty-verify.timer', 'misty-certificate.timer'].map((unit) => `systemctl stop ${unit}`),
  ...['misty', 'misty-database', 'nginx', 'avahi-daemon'].map((unit) => `systemctl disable --quiet ${unit} 2>&1`),
  'systemctl stop misty-database-restart.path',
  'systemctl stop unattended-upgrades',
  'chmod 777 /etc/misty',
  'chmod 666 /etc/misty/misty.env',
  'chmod 755 /etc/misty/credentials',
  'chmod 644 /etc/misty/credentials/MONGODB_URI',
  'chmod 755 /etc/misty/tls',
  'chmod 640 /etc/misty/tls/server.key',
  'chmod 644 /etc/misty/tls/root.key',
  'chmod 600 /etc/misty/public/misty-root.crt',
  'chown misty /opt/misty',
  'chmod 700 /usr/local/bin/misty',
  'chmod 750 /var/lib/misty',
  'chmod 755 /var/lib/misty-database',
  'rm /etc/nginx/sites-enabled/misty',
  'touch /etc/nginx/sites-enabled/default',
  "sed -i '/nftables.nft/d' /etc/nftables.conf",
  'nft delete table inet misty',
  "sed -i '/misty.local/d' /etc/hosts",
  'rm /etc/systemd/journald.conf.d/misty.conf',
  'rm /etc/apt/apt.conf.d/20auto-upgrades',
  'openssl ecparam -name prime256v1 -genkey -noout -out /etc/misty/tls/server.key',
];

/** What its doctor says of the installation. */
async function faultsOf(on: Machine): Promise<string[]> {
  const { stdout } = await on.run('misty doctor --json');
  const { checks } = JSON.parse(stdout) as { checks: (Looked & { remedy?: string })[] };
  return checks
    .filter(({ name, state, remedy }) => name === 'Installation' && state === 'fail' && remedy !== undefined)
    .map(({ detail }) => detail);
}

interface Model {
  readonly outdated: boolean;
}

/** The release that runs, and the one before it. */
async function releases(on: Machine): Promise<[string, string]> {
  const { stdout } = await on.run('readlink /opt/misty/current; readlink /opt/misty/previous');
  const [current = '', previous = ''] = stdout.split('\n').map((line) => path.basename(line));
  return [current, previous];
}

async function setsThatAreGood(on: Machine): Promise<number> {
  const { sets } = JSON.parse(await on.must('misty backup list --json')) as { sets: { fault?: string }[] };
  return sets.filter(({ fault }) => fault === undefined).length;
}

/** Its doctor finds nothing that is wrong. */
async function isFit(fresh: Machine): Promise<void> {
  const { stdout } = await fresh.run('misty doctor --json');
  const { checks } = JSON.parse(stdout) as { checks: Looked[] };
  assert.equal(
    checks.filter(({ state }) => state === 'fail'),
    [],
  );
  for (const name of ['Firewall', 'Certificate', 'Insert-only', 'Backup', 'Restore', 'Updates']) {
    assert.is(checks.find((check) => check.name === name)?.state, 'ok', `${name}: ${stdout}`);
  }
}

interface Accepted {
  readonly id: string;
  readonly payload: object;
  readonly position: number;
}

/** Commands one after another, until it is stopped. Those that got no answer are not known to be in. */
function underLoad(visitor: Visitor, pauseMs = 0) {
  const accepted: Accepted[] = [];
  let isOver = false;
  const work = async (): Promise<void> => {
    while (!isOver) {
      const [id, payload] = [randomUUID(), anItem()];
      const answer = await visitor.send('RegisterStockItem', payload, id).catch(() => undefined);
      if (answer?.status === 200) accepted.push({ id, payload, position: answer.body.position });
      else await setTimeout(100);
      await setTimeout(pauseMs);
    }
  };
  const done = work();
  return {
    accepted,
    async stop(): Promise<readonly Accepted[]> {
      isOver = true;
      await done;
      return accepted;
    },
  };
}

/** Sent once more, each is answered with the place that it has had from the first. */
async function allAreThere(visitor: Visitor, accepted: readonly Accepted[]): Promise<void> {
  for (const { id, payload, position } of accepted) {
    const answer = await visitor.send('RegisterStockItem', payload, id);
    assert.equal(
      [answer.status, answer.body?.position, answer.headers['idempotency-replayed']],
      [200, position, 'true'],
    );
  }
}

function anItem() {
  const itemId = `item-${randomUUID()}`;
  return {
    itemId,
    code: itemId.slice(5, 17),
    kind: 'raw-material',
    name: 'Kraft',
    unit: 'roll',
    scale: 0,
    reorderPoint: 0,
  };
}

async function isReady(visitor: Visitor): Promise<boolean> {
  return (await visitor.get('/health/ready').catch(() => undefined))?.status === 200;
}

async function pidOf(machine: Machine): Promise<string> {
  return await machine.must('systemctl show -p MainPID --value misty');
}

/** Whether a connection is taken. What is dropped never answers. */
async function opens(host: string, port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const settle = (taken: boolean): void => {
      socket.destroy();
      resolve(taken);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}
