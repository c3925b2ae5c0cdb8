import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { preact } from '@preact/preset-vite';
import { build, type InlineConfig, type Rolldown } from 'vite';
import { injectManifest } from 'workbox-build';

/** One entry of Vite's manifest: which file a source became, and what it needs. */
export interface Chunk {
  readonly file: string;
  readonly src?: string;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
  /** What it fetches later. */
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}
export type Chunks = Readonly<Record<string, Chunk>>;

/** Settings that the build and a development server share. `root` is the folder of the project. */
export function appConfig(root: string): InlineConfig {
  return {
    configFile: false,
    root: join(root, 'client'),
    publicDir: join(root, 'client', 'public'),
    envDir: false,
    plugins: [preact()],
    logLevel: 'warn',
    clearScreen: false,
  };
}

/** Builds pages, scripts and styles into `outDir`. Without a version it is the one of package.json. */
export async function bundleApp(root: string, outDir: string, version?: string): Promise<Chunks> {
  const own = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  await build({
    ...appConfig(root),
    mode: 'production',
    define: { __MISTY_VERSION__: JSON.stringify(version ?? own.version) },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      // What fetches a screen's files side by side names all files in the first screen: 1.5 kB, for one way to and fro.
      modulePreload: false,
      // It would need data: addresses, which the content security policy refuses.
      assetsInlineLimit: 0,
      // One sheet for all screens is a fifth smaller than one for each, and no screen waits for its own.
      cssCodeSplit: false,
      rolldownOptions: { output: { codeSplitting: { groups: groupsOf(join(root, 'client')) } } },
      manifest: true,
      reportCompressedSize: false,
    },
  });
  const chunks = JSON.parse(await readFile(join(outDir, '.vite', 'manifest.json'), 'utf8')) as Chunks;
  // The manifest is for the budgets only and is nobody's business outside.
  await rm(join(outDir, '.vite'), { recursive: true });
  return chunks;
}

/**
 * What is fetched together. Few files pack better than one for each set of screens, but no screen is to wait for what only
 * forms of other screens need.
 */
function groupsOf(client: string): Rolldown.CodeSplittingGroup[] {
  const shell = reachedFrom(join(client, 'app', 'main.tsx'));
  const today = reachedFrom(join(client, 'features', 'today', 'today-screen.tsx'));
  return [
    { debugName: 'shell', name: (id, context) => (shell(id, context) ? 'shell' : null), priority: 3 },
    {
      debugName: 'shared',
      name: (id, context) => (today(id, context) ? 'shared' : null),
      minShareCount: 9,
      priority: 2,
    },
    {
      debugName: 'parts',
      name: (id, context) => (shell(id, context) || today(id, context) ? null : 'parts'),
      minShareCount: 30,
      priority: 1,
    },
  ];
}

type Reached = (id: string, context: Rolldown.ChunkingContext) => boolean;

/** Whether a source is imported at once by this one, or by what it imports. */
function reachedFrom(start: string): Reached {
  let reached: ReadonlySet<string> | undefined;
  return (id, context) => {
    reached ??= walk(start, context);
    return reached.has(id);
  };
}

function walk(id: string, context: Rolldown.ChunkingContext, seen = new Set<string>()): Set<string> {
  if (seen.has(id)) return seen;
  seen.add(id);
  for (const imported of context.getModuleInfo(id)?.importedIds ?? []) walk(imported, context, seen);
  return seen;
}

/** Bundles the service worker into one file and writes the list of files to precache into it. */
export async function bundleWorker(root: string, outDir: string): Promise<void> {
  const bundled = join(outDir, 'sw-bundled.js');
  await build({
    ...appConfig(root),
    publicDir: false,
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2023',
      reportCompressedSize: false,
      lib: {
        entry: join(root, 'client', 'sw', 'sw.ts'),
        formats: ['iife'],
        name: 'mistyWorker',
        fileName: () => 'sw-bundled.js',
      },
    },
  });
  await injectManifest({
    swSrc: bundled,
    swDest: join(outDir, 'sw.js'),
    globDirectory: outDir,
    globPatterns: ['index.html', 'assets/**/*.{js,css}', '*.{svg,webmanifest}', 'icons/*.png', 'steps/*.svg'],
    modifyURLPrefix: { '': '/' },
    // These names carry their own hash.
    dontCacheBustURLsMatching: /^\/?assets\//,
    // As many letters of a hash as Vite puts into names are enough, and the list is most of the worker.
    manifestTransforms: [
      (entries) => ({
        manifest: entries.map((entry) => ({ ...entry, revision: entry.revision?.slice(0, 8) ?? null })),
      }),
    ],
  });
  await rm(bundled);
}
