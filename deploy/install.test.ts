import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../src/folders.ts';
import { assert, suite } from '../src/testing/suite.ts';

const deploy = path.join(projectFolder, 'deploy');
const text = (file: string): string => readFileSync(path.join(projectFolder, file), 'utf8');

suite('deploy/', (test) => {
  test('knows every option that the guide names', () => {
    const usage = text('deploy/install');
    const guide = text('docs/install.md');
    const named = [...guide.matchAll(/deploy\/install[^\n`]*|`--[^\n`]*/g)].flatMap(
      ([line]) => line.match(/--[a-z-]+/g) ?? [],
    );
    assert.ok(named.includes('--database'));
    for (const option of new Set(named)) assert.match(usage, option);
  });

  test('has settings for the service that the service knows', () => {
    const known = text('src/config.ts') + text('deploy/systemd/misty-backup.service');
    const set: string[] = [...(text('deploy/steps/services').match(/^[A-Z_]+(?==)/gm) ?? [])];
    assert.ok(set.includes('MISTY_PUBLIC_URL'));
    for (const name of set.filter((one) => one !== 'NODE_ENV')) assert.match(known, name);
  });

  test('has no script that bash cannot read', () => {
    const steps = readdirSync(path.join(deploy, 'steps')).map((name) => `steps/${name}`);
    for (const script of ['install', 'uninstall', 'certificate', ...steps])
      execFileSync('bash', ['-n', path.join(deploy, script)]);
  });
});
