import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A throwaway folder with files in it. */
export interface Planted {
  folder: string;
  remove(): Promise<void>;
}

/**
 * Writes test files into a folder of their own outside the project, for tests of the test tools. `SUITE` in their text
 * stands for the address of suite.ts.
 */
export async function plant(files: Record<string, string>): Promise<Planted> {
  const folder = await mkdtemp(path.join(tmpdir(), 'misty-planted-'));
  const suiteUrl = new URL('./suite.ts', import.meta.url).href;
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text.replaceAll('SUITE', JSON.stringify(suiteUrl)));
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
