import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { startEmbedded } from '../src/database/embedded.ts';
import { discardFolder, newDataFolder, runMisty, serveMisty } from '../src/testing/misty.ts';
import { oneSentence } from '../src/testing/one-sentence.ts';
import { assert, suite } from '../src/testing/suite.ts';

const command = ['serve', '--api-only'];

/** Processes start slowly on a machine that has much to do. */
const patient = { timeoutMs: 90_000 };

suite('misty serve, where it cannot start,', (test) => {
  let folder: string;
  test.before(async () => {
    folder = await newDataFolder();
  });
  test.after(() => discardFolder(folder));

  test(
    'says that the port is in use, and touches no data',
    async () => {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const address = other.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      const data = path.join(folder, 'untouched');
      oneSentence(await runMisty(command, data, { PORT: String(port) }), new RegExp(`^Port ${port} is in use`));
      other.close();
      oneSentence(await runMisty(['status'], data), /^There is no data in /);
    },
    patient,
  );

  test(
    'says that HOST is no address of this machine, also for any free port, and touches no data',
    async () => {
      const data = path.join(folder, 'untouched');
      for (const [host, words] of [
        ['192.0.2.1', /^This machine has no address 192\.0\.2\.1: set HOST/],
        ['nowhere.invalid', /^The name nowhere\.invalid is not known here: set HOST/],
      ] as const) {
        oneSentence(await runMisty(command, data, { PORT: '0', HOST: host }), words);
      }
      oneSentence(await runMisty(['status'], data), /^There is no data in /);
    },
    patient,
  );

  test(
    'says that a server asks for a user whom MONGODB_URI does not name',
    async () => {
      const guarded = await startEmbedded({ dataFolder: path.join(folder, 'guarded'), log: () => undefined });
      const { host } = new URL(guarded.uri.replace('mongodb', 'http'));
      for (const asked of [command, ['status']]) {
        const ran = await runMisty(asked, folder, { MONGODB_URI: `mongodb://${host}/?directConnection=true` });
        oneSentence(ran, /^The MongoDB server at 127\.0\.0\.1:\d+ asks for a user, and MONGODB_URI names none/);
      }
      const wrong = await runMisty(command, folder, { MONGODB_URI: `mongodb://misty:hunter2@${host}/` });
      oneSentence(wrong, /refuses the user or the password in MONGODB_URI/);
      await guarded.stop();
    },
    patient,
  );

  test(
    'says who has the data folder, while that one goes on',
    async () => {
      const data = path.join(folder, 'shared');
      const misty = await serveMisty(data, { MISTY_DEMO: 'no' });
      const second = await runMisty(command, data);
      oneSentence(second, new RegExp(`^The data folder .*/shared is in use by the Misty with process id ${misty.pid}`));
      assert.is((await fetch(`${misty.url}/health/ready`)).status, 200);
      assert.equal(misty.ready['demo'], []);
      assert.is(misty.ready['hasPeople'], false);
      await misty.end('SIGTERM');
    },
    patient,
  );

  test(
    'says that the data folder cannot be written',
    async () => {
      const file = path.join(folder, 'a-file');
      await writeFile(file, '');
      oneSentence(
        await runMisty(command, path.join(file, 'data')),
        /^The data folder .* cannot be written \(\w+\): set MISTY_DATA/,
      );
      oneSentence(await runMisty(command, '/sys/misty'), /^The data folder \/sys\/misty cannot be written/);
    },
    patient,
  );

  test(
    'says that a secret can be read by others',
    async () => {
      const data = path.join(folder, 'open-secret');
      await mkdir(data, { mode: 0o700 });
      await writeFile(path.join(data, 'database-service-password'), `${'ab'.repeat(32)}\n`);
      await chmod(path.join(data, 'database-service-password'), 0o644);
      oneSentence(await runMisty(command, data), /database-service-password can be read by others: "chmod 600" it/);
    },
    patient,
  );

  for (const [uri, words] of [
    ['mongodb://127.0.0.1:9/', /^No MongoDB server answers at 127\.0\.0\.1:9/],
    ['mongodb://misty:hunter2@127.0.0.1:notaport/', /^The address of the MongoDB server \(MONGODB_URI\) is not well/],
    ['postgres://misty:hunter2@127.0.0.1/', /^MONGODB_URI must begin with mongodb:\/\//],
  ] as const) {
    test(`says what is wrong with ${uri}`, async () => {
      const ran = await runMisty(command, folder, { MONGODB_URI: uri });
      oneSentence(ran, words);
      assert.not.match(ran.stdout + ran.stderr, 'hunter2');
    });
  }

  test(
    'says that Python or its pip is missing',
    async () => {
      const bin = path.join(folder, 'bin');
      await mkdir(bin);
      const fresh = { PATH: bin, XDG_CACHE_HOME: path.join(folder, 'cache') };
      const data = path.join(folder, 'never');
      oneSentence(
        await runMisty(command, data, fresh),
        /needs Python 3 with pip, and there is none: install it\. Or set/,
      );
      await symlink('/bin/false', path.join(bin, 'python3'));
      oneSentence(await runMisty(command, data, fresh), /needs pip 20\.3 or later, and python3 has none/);
    },
    patient,
  );

  test(
    'says every wrong setting, in JSON too',
    async () => {
      const ran = await runMisty([...command, '--json'], folder, { PORT: 'x', MISTY_TIME_ZONE: 'Mars' });
      assert.is(ran.code, 1);
      assert.is(ran.stderr.trim().split('\n').length, 2);
      assert.match((JSON.parse(ran.stdout) as { error: string }).error, /^PORT must be .*\nMISTY_TIME_ZONE must be /);
    },
    patient,
  );
});
