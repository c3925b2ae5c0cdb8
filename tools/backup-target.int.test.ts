import { execFile } from 'node:child_process';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment } from '../src/config.ts';
import { discardFolder, runMisty } from '../src/testing/misty.ts';
import { assert, suite } from '../src/testing/suite.ts';

/** Processes start slowly on a machine that has much to do. */
const patient = { timeoutMs: 200_000 };
const misty = fileURLToPath(new URL('misty.js', import.meta.url));

suite('misty backup, to a target that does not do,', (test) => {
  let root: string;
  let data: string;
  let nas: string;
  test.before(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'misty-target-'));
    [data, nas] = [path.join(root, 'data'), await mkdtemp(path.join(root, 'nas-'))];
    const added = await runMisty(['user', 'add', 'marg', '--name', 'Marg O’Brien', '--role', 'admin'], data);
    assert.is(added.code, 0, added.stderr);
  });
  test.after(() => discardFolder(root));

  test(
    'says that the share is not mounted, and writes nothing below it',
    async () => {
      const away = `${nas}-away`;
      const made = await runMisty(['backup', '--to', nas], data);
      assert.is(made.code, 0, made.stderr);
      await rename(nas, away);
      const gone = await runMisty(['backup', '--to', nas], data);
      assert.equal([gone.code, gone.stdout], [1, '']);
      assert.match(gone.stderr, /cannot be used: it is not there \(ENOENT\)\. The backup from before is as it was\./);
      const empty = await mkdtemp(path.join(root, 'empty-'));
      await rename(empty, nas);
      const unmounted = await runMisty(['backup', '--to', nas], data);
      assert.is(unmounted.code, 1);
      assert.match(unmounted.stderr, 'is the disk or share mounted?');
      await rm(nas, { recursive: true });
      await rename(away, nas);
    },
    patient,
  );

  test(
    'says that the target is full or read-only, and leaves what is there whole',
    async () => {
      const full = await within(
        `mount -t tmpfs -o size=8k tmpfs "$NAS" && "$NODE" "$MISTY" backup --to "$NAS"; code=$?; find "$NAS" -name '*.part'; exit $code`,
        await mkdtemp(path.join(root, 'full-')),
      );
      assert.is(full.code, 1);
      assert.match(full.output, /there is no room left on it \(ENOSPC\)\. The backup from before is as it was\.$/m);
      assert.not.match(full.output, '.part');
      const readOnly = await within(
        `mount --bind "$NAS" "$NAS" && mount -o remount,ro,bind "$NAS" && "$NODE" "$MISTY" backup --to "$NAS"; code=$?; "$NODE" "$MISTY" backup list --from "$NAS" && exit $code`,
        nas,
      );
      assert.is(readOnly.code, 1, readOnly.output);
      assert.match(readOnly.output, /it is read-only \(EROFS\)/);
      assert.match(readOnly.output, /\d commits$/m);
    },
    patient,
  );

  /** Runs a script with mounts of its own. */
  const within = (script: string, folder: string) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const env = {
        ...environment(),
        NAS: folder,
        NODE: process.execPath,
        MISTY: misty,
        MISTY_DATA: data,
        MONGODB_URI: '',
      };
      const [program = '', ...args] = ['unshare', '--map-root-user', '--mount', '/bin/sh', '-c', script];
      execFile(program, args, { env }, (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
      });
    });
});
