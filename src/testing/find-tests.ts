import { readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * unit: pure. int: needs MongoDB. e2e: needs MongoDB and a browser, and the machine for itself. webkit: the same in the
 * engine of iPhone and iPad. machine: boots a machine of its own, which needs root.
 */
export type TestKind = 'unit' | 'int' | 'e2e' | 'webkit' | 'machine';

export interface TestFile {
  /** Relative to the folder that was searched, with forward slashes. */
  file: string;
  kind: TestKind;
}

/** Every test file below the rooms of the project, slowest kind last, otherwise by path. */
export async function findTests(folder: string): Promise<TestFile[]> {
  const found = await Promise.all(rooms.map((room) => testsBelow(folder, room)));
  return found.flat().sort((a, b) => order[a.kind] - order[b.kind] || a.file.localeCompare(b.file));
}

const rooms = ['src', 'projections', 'tools', 'bench', 'client', 'deploy'];
const order = { unit: 0, int: 1, e2e: 2, webkit: 3, machine: 4 };

async function testsBelow(folder: string, room: string): Promise<TestFile[]> {
  const entries = await readdir(path.join(folder, room), { withFileTypes: true, recursive: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && /\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !file.includes('node_modules/'))
    .map((file) => ({ file, kind: kindOf(file) }));
}

function kindOf(file: string): TestKind {
  if (/\.machine\.test\.ts$/.test(file)) return 'machine';
  if (/\.webkit\.test\.ts$/.test(file)) return 'webkit';
  if (/\.int\.test\.tsx?$/.test(file)) return 'int';
  return /\.e2e\.test\.tsx?$/.test(file) ? 'e2e' : 'unit';
}
