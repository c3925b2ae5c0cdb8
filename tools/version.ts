import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../src/folders.ts';

export function version(): string {
  const text = readFileSync(path.join(projectFolder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
