import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Chunk, Chunks } from './bundle.ts';

/** One measured part of the client. Sizes are gzip bytes. */
export interface Budget {
  readonly part: string;
  readonly bytes: number;
  readonly bytesMax: number;
}

/** 1 kB is 1,000 bytes here, as in the budgets of the design. */
const kB = 1_000;
const firstScreenBytesMax = 45 * kB;
const stylesBytesMax = 12 * kB;
const workerBytesMax = 10 * kB;
const routeBytesMax = 20 * kB;
/** The screen that most people see first. */
const firstRoute = 'features/today/';

/** Measures the build in `folder`. `chunks` is Vite's manifest. */
export async function checkBudgets(folder: string, chunks: Chunks): Promise<readonly Budget[]> {
  const all = Object.values(chunks);
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const entries = all.filter(({ file }) => html.includes(`src="/${file}"`));
  if (entries.length === 0) throw new Error('The page starts with none of the files that were built.');
  const shell = entries.flatMap((chunk) => withImports(chunks, chunk));
  const routes = all.filter(({ isDynamicEntry }) => isDynamicEntry);
  const today = routes.filter(({ src }) => src?.startsWith(firstRoute)).flatMap((chunk) => withImports(chunks, chunk));
  const size = (files: readonly string[]) => gzipBytes(folder, files);
  const styles = all.flatMap(({ file, css }) => [...(file.endsWith('.css') ? [file] : []), ...(css ?? [])]);

  const budgets: Budget[] = [
    { part: 'styles, all of them', bytes: await size(styles), bytesMax: stylesBytesMax },
    { part: 'service worker', bytes: await size(['sw.js']), bytesMax: workerBytesMax },
  ];
  // Any address may be the first that is opened, and then its screen is the first screen.
  const opened = entries.flatMap((chunk) => chunksWithin(chunks, chunk));
  for (const screen of routes.filter((route) => opened.some((chunk) => opens(chunks, chunk, route)))) {
    const bytes = await size([...shell, ...withImports(chunks, screen)]);
    budgets.push({ part: `first screen ${screen.src ?? screen.file}`, bytes, bytesMax: firstScreenBytesMax });
  }
  // What the first screen has brought is there; a part that a screen fetches later comes on top of that screen.
  const first = [...shell, ...today];
  for (const route of routes) {
    if (route.src?.startsWith(firstRoute)) continue;
    const before = all.filter((chunk) => opens(chunks, chunk, route));
    const there = [...first, ...before.flatMap((chunk) => withImports(chunks, chunk))];
    const own = withImports(chunks, route).filter((file) => !there.includes(file));
    budgets.push({ part: `route ${route.src ?? route.file}`, bytes: await size(own), bytesMax: routeBytesMax });
  }
  return budgets;
}

/** The budgets as lines of text: "first screen, JavaScript   18.4 of 45 kB". */
export function budgetTable(budgets: readonly Budget[]): string {
  const width = Math.max(...budgets.map(({ part }) => part.length));
  const lines = budgets.map(({ part, bytes, bytesMax }) => {
    const size = `${(bytes / kB).toFixed(1).padStart(6)} of ${String(bytesMax / kB).padStart(2)} kB`;
    return `${part.padEnd(width)} ${size}${bytes > bytesMax ? '  ABOVE' : ''}`;
  });
  return ['Sizes, gzip:', ...lines].join('\n');
}

/** Whether this chunk fetches that one later. */
function opens(chunks: Chunks, { dynamicImports }: Chunk, later: Chunk): boolean {
  return dynamicImports?.some((name) => chunks[name] === later) === true;
}

/** The file of a chunk and of everything that it imports at once. */
function withImports(chunks: Chunks, chunk: Chunk): readonly string[] {
  return chunksWithin(chunks, chunk).map(({ file }) => file);
}

function chunksWithin(chunks: Chunks, chunk: Chunk, seen = new Set<Chunk>()): readonly Chunk[] {
  if (seen.has(chunk)) return [];
  seen.add(chunk);
  for (const name of chunk.imports ?? []) {
    const imported = chunks[name];
    if (imported) chunksWithin(chunks, imported, seen);
  }
  return [...seen];
}

async function gzipBytes(folder: string, files: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const file of new Set(files)) bytes += gzipSync(await readFile(join(folder, file)), { level: 9 }).length;
  return bytes;
}
