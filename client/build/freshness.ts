import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** What the built client depends on, from the folder of the project. */
const sourcePlaces = ['client', 'src/contracts'];
const sourceFiles = ['package.json', 'package-lock.json'];

/** SHA-256 over the names and contents of everything that goes into the client. Tests do not. */
export async function fingerprintSources(root: string): Promise<string> {
  const paths = [...sourceFiles];
  for (const place of sourcePlaces) {
    for (const entry of await readdir(join(root, place), { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && !entry.name.includes('.test.'))
        paths.push(relative(root, join(entry.parentPath, entry.name)));
    }
  }
  const hash = createHash('sha256');
  for (const path of paths.sort()) {
    const bytes = await readFile(join(root, path));
    hash.update(`${path} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

/** Names of all files in the assets folder. */
export async function listAssets(folder: string): Promise<readonly string[]> {
  return (await readdir(join(folder, 'assets')).catch(() => [])).sort();
}

/**
 * Copies the assets of the previous build beside the new ones. A page that was opened before the update still asks
 * for them. They stay one build long: `assets` names only those that the previous build made itself.
 */
export async function keepPreviousAssets(from: string, to: string, assets: readonly string[]): Promise<void> {
  const present = new Set(await listAssets(to));
  await mkdir(join(to, 'assets'), { recursive: true });
  for (const asset of assets.filter((name) => !present.has(name))) {
    for (const ending of ['', '.gz', '.br']) {
      // A file that is too small to be compressed has only one form.
      await copyFile(join(from, 'assets', asset + ending), join(to, 'assets', asset + ending)).catch(() => undefined);
    }
  }
}
