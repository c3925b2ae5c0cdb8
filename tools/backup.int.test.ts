import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { environment } from '../src/config.ts';
import { askMisty, discardFolder, runMisty, serveMisty } from '../src/testing/misty.ts';
import { assert, suite } from '../src/testing/suite.ts';

/** `MISTY_DRILL=20000` for the long one. */
const COMMITS = Number(environment()['MISTY_DRILL'] ?? 0);

suite('misty backup', (test) => {
  let root: string;
  let data: string;
  let nas: string;
  test.before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'misty-drill-'));
    [data, nas] = [path.join(root, 'data'), await mkdtemp(path.join(root, 'nas-'))];
  });
  test.after(() => discardFolder(root));

  test(
    'is made while Misty works, tried, and put back on another machine when all is lost',
    async () => {
      const serving = await serveMisty(data);
      const ben = await serving.signIn('ben');
      for (let count = 0; count < COMMITS; count += 1) {
        const { status } = await ben.send('ReceiveStock', { itemId: 'k120-980', quantity: 1 });
        assert.is(status, 200);
      }
      const made = await runMisty(['backup', '--to', nas], data);
      assert.is(made.code, 0, made.stderr);
      assert.match(made.stdout, /^Backed up to \S+ as \d{8}T\d{6}Z: \d+(,\d+)* commits, /);
      assert.match(made.stderr, 'misty kit');
      const { status } = await ben.send('ReceiveStock', { itemId: 'k120-980', quantity: 1 });
      assert.is(status, 200);

      // The company has moved on since: what it has changed cannot be compared, and all the rest is.
      const tried = await runMisty(['backup', 'verify', '--from', nas], data);
      assert.is(tried.code, 0, tried.stdout + tried.stderr);
      assert.match(tried.stdout, /\d+ read models equal a replay, and the running company's rows\n/);
      assert.match(tried.stdout, /\nsigned in as nerida, and read \d\d lists with \d+ rows\n/);
      assert.match(tried.stdout, 'is good: restored and checked in');
      await askMisty(['backup', '--to', nas], data);
      await serving.end('SIGTERM');

      const recoveryKey = await readFile(path.join(data, 'recovery-key'), 'utf8');
      await rm(data, { recursive: true });
      const fresh = path.join(root, 'fresh');
      const typed = recoveryKey
        .trim()
        .replace(/(.{4})/g, '$1 ')
        .toUpperCase();
      const restored = await runMisty(['restore', '--from', nas, '--recovery-key', '-'], fresh, {}, typed);
      assert.is(restored.code, 0, restored.stderr);
      const again = await serveMisty(fresh);
      const person = await again.signIn('ben');
      assert.is((await person.send('ReceiveStock', { itemId: 'k120-980', quantity: 1 })).status, 200);
      await again.end('SIGTERM');
      const fault = await askMisty<{ ok: boolean }>(['verify'], fresh);
      assert.is(fault.lines[0]?.ok, true);
    },
    { timeoutMs: 400_000 + COMMITS * 30 },
  );
});
