import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { projectFolder } from '../src/folders.ts';
import { type Budget, budgetTable, checkBudgets } from './build/budget.ts';
import type { Chunks } from './build/bundle.ts';
import { compressAssets } from './build/compress.ts';
import { inlineScriptHashes } from './build/csp.ts';
import { fingerprintSources, keepPreviousAssets, listAssets } from './build/freshness.ts';

const root = projectFolder;
/** Where the built client lies: the folder that the server serves. */
export const clientFolder = join(root, 'dist', 'client');
const stampFile = 'build.json';

interface Stamp {
  /** SHA-256 over all sources of the client. */
  readonly sources: string;
  /** Assets of this build, without those kept from the build before it. */
  readonly assets: readonly string[];
  readonly budgets: readonly Budget[];
}

/**
 * Builds the client into dist/client and returns its sizes against the budgets. The new build is made beside the old
 * one and takes its place at the end, so a server that is running never serves half of one.
 */
export async function buildClient(options: { readonly quiet: boolean }): Promise<readonly Budget[]> {
  const next = join(root, 'dist', `.client-${process.pid}`);
  const sources = await fingerprintSources(root);
  const previous = await readStamp();
  try {
    const chunks = await bundleInto(next);
    const assets = await listAssets(next);
    await compressAssets(next);
    const budgets = await checkBudgets(next, chunks);
    await keepPreviousAssets(clientFolder, next, previous?.assets ?? []);
    const stamp: Stamp = { sources, assets, budgets };
    await writeFile(join(next, stampFile), `${JSON.stringify(stamp, null, 2)}\n`);
    await swapIn(next);
    if (!options.quiet) console.log(budgetTable(budgets));
    return budgets;
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

/** What an update of Misty serves: these sources under another version, beside the files of the build that is there. */
export async function buildUpdate(version: string, into: string): Promise<void> {
  await bundleInto(into, version);
  await keepPreviousAssets(clientFolder, into, (await readStamp())?.assets ?? []);
}

async function bundleInto(folder: string, version?: string): Promise<Chunks> {
  // Vite takes a while to load, and asking whether the client is fresh does not need it.
  const { bundleApp, bundleWorker } = await import('./build/bundle.ts');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const chunks = await bundleApp(root, folder, version);
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  await writeFile(join(folder, 'csp.json'), `${JSON.stringify({ scriptHashes: inlineScriptHashes(html) }, null, 2)}\n`);
  await bundleWorker(root, folder);
  return chunks;
}

/** Whether there is a built client at all. */
export async function clientIsBuilt(): Promise<boolean> {
  const found = await stat(join(clientFolder, 'index.html')).catch(() => undefined);
  return found !== undefined && (await readStamp()) !== undefined;
}

/** Whether the built client was made from the sources as they are now. */
export async function clientIsFresh(): Promise<boolean> {
  if (!(await clientIsBuilt())) return false;
  const stamp = await readStamp();
  return stamp?.sources === (await fingerprintSources(root));
}

/** Builds the client if it is not fresh. For tests. */
export async function readyClient(): Promise<void> {
  if (!(await clientIsFresh())) await buildClient({ quiet: true });
}

/** How the built client stands to its budgets. */
export async function builtBudgets(): Promise<readonly Budget[]> {
  return (await readStamp())?.budgets ?? [];
}

async function readStamp(): Promise<Stamp | undefined> {
  const text = await readFile(join(clientFolder, stampFile), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Stamp);
}

async function swapIn(next: string): Promise<void> {
  const old = `${next}-old`;
  // There is nothing to move away on the first build.
  await rename(clientFolder, old).catch(() => undefined);
  await rename(next, clientFolder);
  await rm(old, { recursive: true, force: true });
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const budgets = await buildClient({ quiet: false });
  if (budgets.some(({ bytes, bytesMax }) => bytes > bytesMax)) {
    console.error('The client is above its budget.');
    process.exitCode = 1;
  }
}
