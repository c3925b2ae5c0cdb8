import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectFolder } from '../src/folders.ts';
import type { Ran } from '../src/testing/misty.ts';
import { assert, suite } from '../src/testing/suite.ts';

/** In a small project of its own: another program, built and started as ours is. */
suite('what runs is built from the sources', (test) => {
  let project: string;
  test.before(async () => {
    project = await mkdtemp(path.join(tmpdir(), 'misty-built-'));
    await mkdir(path.join(project, 'tools'));
    for (const file of ['package.json', 'package-lock.json', 'tools/misty.js', 'tools/built.js'])
      await cp(path.join(projectFolder, file), path.join(project, file));
    await symlink(path.join(projectFolder, 'node_modules'), path.join(project, 'node_modules'));
    await write('tools/misty.ts', "import { word } from './word.ts';\nconsole.log(word);\n");
    await write('tools/word.ts', "export const word: string = 'first';\n");
  });
  test.after(() => rm(project, { recursive: true, force: true }));

  const write = (file: string, text: string) => writeFile(path.join(project, file), text);
  const builds = async () =>
    (await readdir(path.join(project, 'dist', 'server'))).filter((name) => name !== 'build.json');
  const start = (): Promise<Ran> =>
    new Promise((resolve) => {
      const child = execFile(process.execPath, [path.join(project, 'tools/misty.js')], (_error, stdout, stderr) =>
        resolve({ code: child.exitCode, stdout, stderr }),
      );
    });

  test('once, and again when a source has changed, however old its date', async () => {
    assert.is((await start()).stdout, 'first\n');
    const [built = ''] = await builds();
    const { mtimeMs } = await stat(path.join(project, 'dist/server/build.json'));
    assert.is((await start()).stdout, 'first\n');
    assert.is((await stat(path.join(project, 'dist/server/build.json'))).mtimeMs, mtimeMs, 'it is not built again');

    await write('tools/word.ts', "export const word: string = 'other';\n");
    assert.is((await start()).stdout, 'other\n');
    assert.ok((await builds()).includes(built), 'a process may be running the one before');
    await write('tools/word.ts', "export const word: string = 'third';\n");
    assert.is((await start()).stdout, 'third\n');
    assert.is((await builds()).length, 2);
  });

  test('also by several who start at the same moment', async () => {
    await write('tools/word.ts', "export const word: string = 'many';\n");
    const ran = await Promise.all([start(), start(), start()]);
    assert.equal(
      ran.map(({ code, stdout, stderr }) => ({ code, stdout, stderr })),
      ran.map(() => ({ code: 0, stdout: 'many\n', stderr: '' })),
    );
  });

  test('says in one line why it could not be, and does not start what was there before', async () => {
    await write('tools/word.ts', 'export const word: string = ;\n');
    const { code, stdout, stderr } = await start();
    assert.is(code, 1);
    assert.is(stdout, '');
    assert.match(stderr, /^Misty could not be built \(.+\)\. .+\n$/);
  });

  test('what goes wrong names the line of the source', async () => {
    await write(
      'tools/word.ts',
      "interface Long {\n  readonly a: 1;\n}\nthrow new Error('broken');\nexport const word = '';\n",
    );
    assert.match((await start()).stderr, /tools\/word\.ts:4/);
  });
});
