import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A copy of a built client that a test serves and makes new versions of. */
export async function servedCopy(clientFolder: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'misty-served-'));
  await cp(clientFolder, folder, { recursive: true });
  // What is changed here has no compressed copies.
  for (const name of ['sw.js', 'index.html']) {
    for (const end of ['br', 'gz']) await rm(path.join(folder, `${name}.${end}`), { force: true });
  }
  await storeOnlyThePage(folder);
  return folder;
}

/** A new worker looks through all files, one by one. Here the page alone is on the device, so that it is soon here. */
export async function storeOnlyThePage(folder: string): Promise<void> {
  const file = path.join(folder, 'sw.js');
  const worker = await readFile(file, 'utf8');
  const [list = '', onlyPage = ''] = /\[(\{"revision":"\w+","url":"\/index\.html"\})[^\]]*\]/.exec(worker) ?? [];
  if (list.length < 1_000) throw new Error('The worker has no list of files.');
  await writeFile(file, worker.replace(list, `[${onlyPage}]`));
}

/** What a tablet takes for a new version: its worker is another one, and fetches the page anew. */
export async function anotherVersion(folder: string, name: string | number): Promise<void> {
  const file = path.join(folder, 'sw.js');
  const worker = await readFile(file, 'utf8');
  // A browser may be looking just now, and half a file is a worker that does nothing.
  await writeFile(`${file}.next`, worker.replace(/"revision":"[^"]+"/, `"revision":"${name}"`));
  await rename(`${file}.next`, file);
}
