import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { discardFolder, newDataFolder, type Ran, runMisty, serveMisty } from '../src/testing/misty.ts';
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

/** One line, exit code 1, nothing that looks like code, and an answer that is empty. */
function oneSentence({ code, stdout, stderr }: Ran, words: RegExp): void {
  const lines = stderr.trim().split('\n');
  assert.match(lines.at(-1) ?? '', words);
  assert.is(lines.length, 1, stderr);
  assert.not.match(stderr, /\n\s+at |Error:|node_modules/);
  assert.is(stdout, '');
  assert.is(code, 1);
}
