import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environment } from '../config.ts';
import { startWorker } from '../testing/processes.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import { connect, describeServer } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import { EmbeddedError } from './embedded-error.ts';

// These start embedded servers of their own, also when the other tests use another server.

interface Said {
  uri?: string;
  pid?: number;
  refused?: string;
}

const worker = new URL('./embedded.worker.ts', import.meta.url);

suite('the embedded server', (test) => {
  let root: string;
  test.before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'misty-embedded-'));
  });
  test.after(() => rm(root, { recursive: true, force: true }));

  test('keeps what was written, says what it is, and asks for a password', async () => {
    const dataFolder = path.join(root, 'keeps');
    const first = await startEmbedded({ dataFolder, log: ignore });
    assert.equal(await writeAndCount(first.uri), 1);
    await first.stop();
    assert.is((await stat(dataFolder)).mode & 0o777, 0o700);
    // Also where the folder was there before, for others to look into.
    assert.is((await stat(path.join(dataFolder, 'db'))).mode & 0o777, 0o700);

    const second = await startEmbedded({ dataFolder, log: ignore });
    assert.is(await writeAndCount(second.uri), 2);
    const client = await connect(second.uri, { poolSizeMin: 0 });
    assert.is((await describeServer(client)).kind, 'embedded');
    await client.close();
    const stranger = await connect(second.uri.replace(/\/\/.*@/, '//'), { poolSizeMin: 0 });
    const refusal = await rejects(stranger.db('misty_log').collection('commits').findOne(), Error);
    assert.match(refusal.message, /requires authentication/);
    await stranger.close();
    assert.not.match(second.describe, /@|password/);
    assert.match(second.describe, /not for production/);
    await second.stop();
    assert.not.ok(isAlive(second.pid()));
  });

  test('killed by -9, it is back on the same port with all that was acknowledged, through the same client', async () => {
    const embedded = await startEmbedded({ dataFolder: path.join(root, 'killed'), log: ignore });
    const client = await connect(embedded.uri, { poolSizeMin: 0, timeoutMs: 10_000 });
    const commits = client.db('misty_log').collection('commits');
    for (let round = 1; round <= 2; round += 1) {
      const before = embedded.pid();
      await commits.insertOne({ round });
      process.kill(before, 'SIGKILL');
      await until(() => embedded.pid() !== before);
      assert.is((await commits.find().toArray()).length, round);
    }
    await client.close();
    await embedded.stop();
  });

  test('ends when the Misty that started it is killed by -9, and the next start goes on with its data', async () => {
    const dataFolder = path.join(root, 'orphan');
    const misty = startWorker<Said>(worker, { args: [dataFolder] });
    const { uri = '', pid = -1 } = await misty.next();
    assert.is(await writeAndCount(uri), 1);
    await misty.kill('SIGKILL');
    await until(() => !isAlive(pid));
    const next = await startEmbedded({ dataFolder, log: ignore });
    assert.is(await writeAndCount(next.uri), 2);
    await next.stop();
  });

  // On other systems there is no such plain way to tell who is whose child.
  if (process.platform === 'linux') {
    test('left behind without its watchdog, it is ended by the next start', async () => {
      const dataFolder = path.join(root, 'left-behind');
      const misty = startWorker<Said>(worker, { args: [dataFolder] });
      const { uri = '', pid = -1 } = await misty.next();
      assert.is(await writeAndCount(uri), 1);
      const watchdog = Number(/^PPid:\s+(\d+)$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);
      const shells = (await childrenOf(watchdog)).filter((child) => child !== pid);
      assert.is(shells.length, 1);
      // Misty is held first, so that it does not start another server while its watchdog goes.
      process.kill(misty.pid, 'SIGSTOP');
      for (const shell of [...shells, watchdog]) process.kill(shell, 'SIGKILL');
      await misty.kill('SIGKILL');
      assert.ok(isAlive(pid));

      const lines: string[] = [];
      const next = await startEmbedded({ dataFolder, log: (line) => lines.push(line) });
      assert.is(await writeAndCount(next.uri), 2);
      assert.match(lines.join('\n'), /an earlier Misty left behind/);
      assert.not.ok(isAlive(pid));
      await next.stop();
    });
  }

  test('a second Misty on the same folder is told who has it, and the first goes on', async () => {
    const dataFolder = path.join(root, 'shared');
    const first = await startEmbedded({ dataFolder, log: ignore });
    const second = startWorker<Said>(worker, { args: [dataFolder] });
    const { refused = '' } = await second.next();
    assert.match(refused, `is in use by the Misty with process id ${process.pid}`);
    assert.match(refused, 'MONGODB_URI');
    assert.is(await writeAndCount(first.uri), 1);

    // Even if the note in the folder is lost, the storage engine's lock holds.
    await rm(path.join(dataFolder, 'server.json'));
    const third = await rejects(startEmbedded({ dataFolder, log: ignore }), EmbeddedError);
    assert.match(third.message, 'is in use by another process');
    assert.is(await writeAndCount(first.uri), 2);
    await second.kill();
    await first.stop();
  });

  test('a first start that was cut off before its users were made is made good', async () => {
    const dataFolder = path.join(root, 'cut-off');
    const first = await startEmbedded({ dataFolder, log: ignore });
    await writeAndCount(first.uri);
    await first.stop();
    await rm(path.join(dataFolder, 'database-users-made'));
    const again = await startEmbedded({ dataFolder, log: ignore });
    assert.is(await writeAndCount(again.uri), 2);
    await again.stop();
  });

  test('a settings file of the server that lies about is not followed', async () => {
    const home = path.join(root, 'home');
    await mkdir(path.join(home, '.secantus'), { recursive: true });
    await writeFile(path.join(home, '.secantus', 'secantusd.toml'), 'this is not toml =');
    const { HOME: _, ...others } = environment();
    const env = { ...others, HOME: home, SECANTUS_OPLOG_ASYNC: '1' };
    const embedded = await startEmbedded({ dataFolder: path.join(root, 'settings'), log: ignore, env });
    assert.is(await writeAndCount(embedded.uri), 1);
    await embedded.stop();
  });
});

suite('an embedded server that cannot be had', (test) => {
  let root: string;
  test.before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'misty-embedded-'));
  });
  test.after(() => rm(root, { recursive: true, force: true }));

  const refusal = async (env: NodeJS.ProcessEnv, dataFolder = path.join(root, 'data')): Promise<string> => {
    const { message } = await rejects(startEmbedded({ dataFolder, log: ignore, env }), EmbeddedError);
    assert.not.match(message, '\n');
    assert.match(message, 'MONGODB_URI');
    return message;
  };

  test('says so without Python', async () => {
    const env = { PATH: root, XDG_CACHE_HOME: path.join(root, 'cache') };
    assert.match(await refusal(env), 'needs Python 3 with pip, and there is none');
  });

  test('says so without pip', async () => {
    const folder = path.join(root, 'no-pip');
    await mkdir(folder);
    await writeFile(path.join(folder, 'python3'), '#!/bin/sh\necho "No module named pip" >&2\nexit 1\n', {
      mode: 0o755,
    });
    const env = { PATH: folder, XDG_CACHE_HOME: path.join(root, 'cache') };
    assert.match(await refusal(env), 'needs pip 20.3 or later, and python3 has none');
  });

  test('says so without a network, and leaves no half of it behind', async () => {
    const address = await unusedAddress();
    const cache = path.join(root, 'no-network');
    const env = { ...environment(), XDG_CACHE_HOME: cache, PIP_INDEX_URL: `${address}/simple`, PIP_RETRIES: '0' };
    const message = await refusal({ ...env, PIP_NO_CACHE_DIR: '1', NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' });
    assert.match(message, 'the package index cannot be reached');
    await rejects(stat(path.join(cache, 'misty', 'secantusdb-0.6.0b17')));
  });

  test('says so when the cache or the data folder cannot be written', async () => {
    const file = path.join(root, 'a-file');
    await writeFile(file, '');
    assert.match(
      await refusal({ ...environment(), XDG_CACHE_HOME: file }),
      'for the embedded database cannot be written',
    );
    assert.match(await refusal(environment(), path.join(file, 'data')), 'MISTY_DATA');
  });
});

function ignore(): void {}

/** Writes one document to the log, and says how many are there. */
async function writeAndCount(uri: string): Promise<number> {
  const client = await connect(uri, { poolSizeMin: 0 });
  try {
    const commits = client.db('misty_log').collection('commits');
    await commits.insertOne({ at: new Date() });
    return (await commits.find().toArray()).length;
  } finally {
    await client.close();
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.split(' ').filter(Boolean).map(Number);
}

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 40_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('What was awaited did not happen.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function isAlive(pid: number): boolean {
  try {
    // What has ended and was not yet collected by its parent still has a process id.
    if (process.platform === 'linux') return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** An address that nothing listens at. */
async function unusedAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}
