import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment, readConfig } from '../../config.ts';
import { bringServer } from '../server.ts';
import { type Mutant, mutants, soundText } from './list.ts';

// `npm run mutants`: breaks the code on purpose, one fault at a time, in a copy of the project, and looks whether the
// tests notice. A fault that no test notices has lived: then a test is missing. `npm run mutants -- refresh` takes only
// those whose name has that word. The last line is always `N caught, N lived`.

const project = fileURLToPath(new URL('../../../', import.meta.url));
/** The longest that the tests of one mutant may take. */
const TIMEOUT_MS = 240_000;

const wanted = process.argv.slice(2);
const chosen = mutants.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)));
const server = await bringServer(readConfig().mongodbUri, say);
const copy = await mkdtemp(path.join(tmpdir(), 'misty-mutants-'));
let lived = 0;
try {
  await copyProject();
  for (const mutant of chosen) await soundText(copy, mutant);
  const sound = await failing([...new Set(chosen.flatMap(({ tests }) => tests))]);
  if (sound) throw new Error(`The tests fail before anything is broken:\n${sound}`);
  for (const mutant of chosen) {
    const startedAt = performance.now();
    const isCaught = await tried(mutant);
    if (!isCaught) lived += 1;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    say(`${isCaught ? 'caught' : 'LIVED '} ${seconds.padStart(6)} s  ${mutant.name}  (${mutant.tests.join(', ')})`);
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  lived = chosen.length;
} finally {
  await rm(copy, { recursive: true, force: true });
  await server.stop();
}
if (lived > 0 || chosen.length === 0) process.exitCode = 1;
say(`${chosen.length - lived} caught, ${lived} lived`);

async function copyProject(): Promise<void> {
  const files = (await output('git', ['ls-files', '--cached', '--others', '--exclude-standard'], project)).text;
  const tops = new Set(files.split('\n').flatMap((file) => file.split('/')[0] || []));
  for (const top of tops) await cp(path.join(project, top), path.join(copy, top), { recursive: true });
  await symlink(path.join(project, 'node_modules'), path.join(copy, 'node_modules'));
}

/** Puts the fault in, runs its tests, and takes it out again. Whether they noticed. */
async function tried(mutant: Mutant): Promise<boolean> {
  const { from, to, tests } = mutant;
  const place = path.join(copy, mutant.file);
  const sound = await soundText(copy, mutant);
  await writeFile(
    place,
    sound.replace(from, () => to),
  );
  try {
    return (await failing(tests)) !== undefined;
  } finally {
    await writeFile(place, sound);
  }
}

/** What the tests said when one of them failed; undefined when all passed. Throws when none ran. */
async function failing(tests: readonly string[]): Promise<string | undefined> {
  const args = ['--import', 'tsx', 'src/testing/run.ts', '--first-failure', ...tests];
  const { code, text } = await output(process.execPath, args, copy);
  if (!/^\d+ passed, \d+ failed$/m.test(text)) throw new Error(`No test ran:\n${text}`);
  return code === 0 ? undefined : text;
}

function output(program: string, args: readonly string[], cwd: string): Promise<{ code: number; text: string }> {
  const env = { ...environment(), MONGODB_URI: server.uri };
  const options = { cwd, env, timeout: TIMEOUT_MS, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(program, [...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, text: stdout + stderr });
    });
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
