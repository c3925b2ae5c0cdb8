import { execFile } from 'node:child_process';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SignedHead } from '../src/contracts/heads.ts';
import { askMisty, discardFolder, newDataFolder, runMisty, serveMisty } from '../src/testing/misty.ts';
import { assert, suite } from '../src/testing/suite.ts';

const patient = { timeoutMs: 90_000 };
const verifier = fileURLToPath(new URL('verify-export.mjs', import.meta.url));

suite('misty export', (test) => {
  let folder: string;
  let file: string;
  test.before(async () => {
    folder = await newDataFolder();
    file = path.join(folder, 'export.ndjson');
    assert.is((await runMisty(['seed'], folder)).code, 0);
    await (await serveMisty(folder)).end('SIGTERM');
  });
  test.after(() => discardFolder(folder));

  const verdictOn = (args: readonly string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      execFile(process.execPath, [verifier, ...args], (error, stdout, stderr) => {
        resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr });
      });
    });

  test(
    'writes the whole log with its signed head, which a program without Misty proves',
    async () => {
      const { code, lines } = await askMisty<{ from: number; to: number }>(['export', '--out', file], folder);
      assert.is(code, 0);
      const keys = await askMisty<{ signing: string; keys: { id: string }[] }>(['keys', 'heads'], folder);
      const [first] = keys.lines[0]?.keys ?? [];
      assert.is(keys.lines[0]?.signing, first?.id);
      const { code: verdict, output } = await verdictOn([file, '--key', first?.id ?? '']);
      assert.is(verdict, 0, output);
      assert.match(output, `up to position ${lines[0]?.to}.`);
      assert.match(output, `1 signed heads fit. First key: ${first?.id}`);
    },
    patient,
  );

  test(
    'writes a run of positions, or the commits of one thing',
    async () => {
      for (const choice of [
        ['--from', '5', '--to', '30'],
        ['--aggregate', 'stock-item/k120-980'],
      ]) {
        assert.is((await runMisty(['export', '--out', file, ...choice], folder)).code, 0);
        const { code, output } = await verdictOn([file]);
        assert.is(code, 0, output);
      }
      const lines = (await readFile(file, 'utf8')).trim().split('\n');
      assert.ok(lines.slice(1, -1).every((line) => line.includes('stock-item/k120-980')));
    },
    patient,
  );

  test(
    'says what cannot be, and leaves the file from before',
    async () => {
      const before = await readFile(file);
      const beyond = await runMisty(['export', '--out', file, '--from', '900000'], folder);
      assert.is(beyond.code, 1);
      assert.match(beyond.stderr, 'The log ends at position');
      assert.is(
        (await runMisty(['export', '--out', file, '--from', '1999-01-01', '--to', '1999-02-01'], folder)).code,
        1,
      );
      assert.equal(await readFile(file), before);
      const nowhere = path.join(folder, 'missing', 'export.ndjson');
      const { code, stderr } = await runMisty(['export', '--out', nowhere], folder);
      assert.is(code, 1);
      assert.match(stderr, 'cannot be written (ENOENT)');
      assert.ok(
        await access(nowhere).then(
          () => false,
          () => true,
        ),
      );
      assert.is((await readdir(folder)).filter((name) => name.endsWith('.part')).length, 0);
      assert.is((await runMisty(['export'], folder)).code, 2);
    },
    patient,
  );

  test(
    'is borne out by the log, head by head; a head that says otherwise, or a file without one, is told',
    async () => {
      const heads = path.join(folder, 'heads.ndjson');
      const judged = async (content: string) => {
        await writeFile(heads, content);
        const { code, stdout, stderr } = await runMisty(['verify', '--heads', heads], folder);
        return [code, stdout + stderr] as const;
      };
      assert.is((await runMisty(['export', '--out', file], folder)).code, 0);
      const lines = (await readFile(file, 'utf8')).split('\n');
      const head = lines.find((line) => line.startsWith('{"head":')) ?? '';
      // A line of 20 MB before it is passed by, and not held.
      const [code, words] = await judged(`${'x'.repeat(20_000_000)}\n${head}\n`);
      assert.is(code, 0, words);
      assert.match(words, 'the log bears out 1 signed heads');
      const other = JSON.parse(head) as SignedHead;
      const changed = { ...other, head: { ...other.head, position: other.head.position - 1 } };
      for (const [content, expected] of [
        [`${JSON.stringify(changed)}\n`, 'has a wrong signature'],
        [`${JSON.stringify({ ...other, head: { ...other.head, key: '0'.repeat(16) } })}\n`, 'which nobody vouches for'],
        [head.slice(0, 60), 'begins as a signed head and cannot be read'],
        [lines[1] ?? '', 'holds no signed head'],
        ['', 'holds no signed head'],
      ] as const) {
        const [bad, told] = await judged(content);
        assert.is(bad, 1, told);
        assert.match(told, expected);
      }
      const missing = await runMisty(['verify', '--heads', path.join(folder, 'nowhere')], folder);
      assert.is(missing.code, 1);
      assert.match(missing.stderr, 'cannot be read. Check its name');
    },
    patient,
  );

  test(
    'proves a log whose key was changed: the key before vouches for the new one',
    async () => {
      const before = await askMisty<{ signing: string; keys: { id: string }[] }>(['keys', 'heads'], folder);
      const after = await askMisty<{ signing: string; keys: { id: string; by?: string }[] }>(
        ['keys', 'heads', '--rotate'],
        folder,
      );
      assert.is.not(after.lines[0]?.signing, before.lines[0]?.signing);
      assert.is(after.lines[0]?.keys.at(-1)?.by, before.lines[0]?.signing);
      const served = await serveMisty(folder);
      const ben = await served.signIn('ben');
      const { status } = await ben.send('ReceiveStock', { itemId: 'k120-980', quantity: 1 });
      assert.is(status, 200);
      await served.end('SIGTERM');
      assert.is((await runMisty(['export', '--out', file], folder)).code, 0);
      const { code, output } = await verdictOn([file, '--key', before.lines[0]?.signing ?? '']);
      assert.is(code, 0, output);
      assert.match(output, '2 signed heads fit');
      assert.match(await readFile(file, 'utf8'), `"key":"${after.lines[0]?.signing}"`);
    },
    patient,
  );
});
