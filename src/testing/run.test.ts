import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { environment } from '../config.ts';
import { plant } from './plant.ts';
import { assert, suite } from './suite.ts';

const runner = fileURLToPath(new URL('./run.ts', import.meta.url));
const good = `import { suite } from SUITE; suite('s', (test) => { test('a', () => {}); test('b', () => {}); });`;
const bad = `import { suite } from SUITE; suite('s', (test) => { test('a', () => {}); test('b', () => { throw new Error('as planted'); }); });`;
const dated = `import { execFileSync } from 'node:child_process'; import { assert, suite } from SUITE;
  const minute = /^2031-02-03T01:0\\d/;
  suite('s', (test) => {
    test('a', () => assert.match(new Date().toISOString(), minute));
    test('b', () => assert.match(execFileSync('date', ['-u', '+%FT%T'], { encoding: 'utf8' }), minute));
  });`;
const endless = `import { spawn } from 'node:child_process'; import { writeFileSync } from 'node:fs'; import { suite } from SUITE;
  suite('s', (test) => { test('a', () => {
    const child = spawn('sleep', ['600']);
    writeFileSync(process.env.PLANTED_PIDS, [process.pid, child.pid].join(' '));
    return new Promise(() => {});
  }); });`;

suite('the runner', (test) => {
  test('adds up the tests, shows what failed in full, and ends with 1', async () => {
    const ran = await runIn({
      'src/a.test.ts': good,
      'client/b.test.ts': bad,
      'tools/c.test.ts': 'throw new Error("broken");',
    });
    assert.is(ran.code, 1);
    assert.is(ran.lines.at(-1), '3 passed, 2 failed');
    assert.match(ran.output, /ok .* src\/a\.test\.ts {2}2 passed/);
    assert.match(ran.output, /FAIL .* client\/b\.test\.ts {2}1 passed, 1 failed/);
    assert.match(ran.output, /as planted/);
    assert.match(ran.output, /broken/);
    assert.match(ran.output, /\nunit: 5 tests of 3 files in \d+\.\d s\n/);
  });

  test('shows the figures of a file that passed, and nothing else that it said', async () => {
    const measured = `import { figure, suite } from SUITE;
      suite('s', (test) => { test('a', () => { console.log('by the way'); figure('a tap: 96 ms'); }); });`;
    const { output } = await runIn({ 'src/a.test.ts': measured });
    assert.match(output, /\nfigure: a tap: 96 ms\n/);
    assert.not.match(output, /by the way/);
  });

  test('runs only the files and the kind that are asked for', async () => {
    const files = { 'src/a.test.ts': good, 'src/b.int.test.ts': bad, 'src/c.test.ts': bad };
    const ran = await runIn(files, ['a.te', 'b.int', '--kind', 'unit']);
    assert.is(ran.lines.at(-1), '2 passed, 0 failed');
    assert.is(ran.code, 0);
  });

  test('runs what boots a machine only when that is asked for', async () => {
    const files = { 'src/a.test.ts': good, 'deploy/b.machine.test.ts': bad };
    assert.is((await runIn(files)).lines.at(-1), '2 passed, 0 failed');
    assert.is((await runIn(files, ['--kind', 'machine'])).lines.at(-1), '1 passed, 1 failed');
  });

  test('fails when there is nothing to run, and on an unknown kind', async () => {
    const none = await runIn({ 'src/a.ts': good });
    assert.equal([none.code, none.lines.at(-1)], [1, '0 passed, 0 failed']);
    const unknown = await runIn({ 'src/a.test.ts': good }, ['--kind', 'slow']);
    assert.equal([unknown.code, unknown.lines.at(-1)], [1, '0 passed, 0 failed']);
  });

  test('sets the clock for a file and what it starts, and says when it cannot', async () => {
    const ran = await runIn({ 'src/a.test.ts': dated }, ['--at', '2031-02-03 12:00']);
    // A machine without libfaketime is told what to install, and passes nothing.
    if (ran.code === 0) assert.is(ran.lines.at(-1), '2 passed, 0 failed');
    else
      assert.equal(
        [ran.code, /apt install libfaketime/.test(ran.output), ran.lines.at(-1)],
        [1, true, '0 passed, 0 failed'],
      );
    const wrong = await runIn({ 'src/a.test.ts': good }, ['--at', 'yesterday']);
    assert.equal([wrong.code, wrong.lines.at(-1)], [1, '0 passed, 0 failed']);
    assert.match(wrong.output, /“yesterday” is no moment/);
  });

  test('--first-failure ends it at the first test that fails', async () => {
    const two = `
      import { suite } from SUITE;
      suite('two', (test) => {
        test('fails', () => { throw new Error('the reason'); });
        test('comes after it', () => console.log('it went on'));
      });`;
    const ran = await runIn({ 'src/a.test.ts': two }, ['--first-failure']);
    assert.is.not(ran.code, 0);
    assert.match(ran.output, /the reason/);
    assert.not.match(ran.output, /it went on/);
    assert.match(ran.lines.at(-1) ?? '', /^0 passed, \d failed$/);
    assert.match((await runIn({ 'src/a.test.ts': two })).output, /it went on/);
  });

  test('Ctrl-C ends the file and everything that it started', async () => {
    const { folder, remove } = await plant({ 'src/a.test.ts': endless });
    const pidsFile = `${folder}/pids`;
    const child = spawn(process.execPath, ['--import', 'tsx', runner, '--folder', folder], {
      env: { ...environment(), PLANTED_PIDS: pidsFile },
    });
    const pids = await until(async () => {
      const text = await readFile(pidsFile, 'utf8').catch(() => '');
      return text.includes(' ') ? text.split(' ').map(Number) : undefined;
    });
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    assert.is(code, 130);
    await until(async () => pids.every((pid) => !isAlive(pid)) || undefined);
    await remove();
  });
});

async function runIn(files: Record<string, string>, args: string[] = []) {
  const { folder, remove } = await plant(files);
  const child = spawn(process.execPath, ['--import', 'tsx', runner, '--folder', folder, ...args]);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  const [code] = await once(child, 'close');
  await remove();
  return { code, output, lines: output.trimEnd().split('\n') };
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  const end = performance.now() + 40_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error('What was awaited did not happen.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
