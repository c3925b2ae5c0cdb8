import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { preact } from '@preact/preset-vite';
import { build, type InlineConfig } from 'vite';
import { injectManifest } from 'workbox-build';

/** One entry of Vite's manifest: which file a source became, and what it needs. */
export interface Chunk {
  readonly file: string;
  readonly src?: string;
  readonly isEntry?: boolean;
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

/** Builds pages, scripts and styles into `outDir`. */
export async function bundleApp(root: string, outDir: string): Promise<Chunks> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  await build({
    ...appConfig(root),
    mode: 'production',
    define: { __MISTY_VERSION__: JSON.stringify(version) },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      // Both would need inline code or data: addresses, which the content security policy refuses.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      // One sheet for all screens is a fifth smaller than one for each, and no screen waits for its own.
      cssCodeSplit: false,
      // What most screens need is one file: it packs better than a file for each set of screens, and comes at once.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 9 }] } } },
      manifest: true,
      reportCompressedSize: false,
    },
  });
  const chunks = JSON.parse(await readFile(join(outDir, '.vite', 'manifest.json'), 'utf8')) as Chunks;
  // The manifest is for the budgets only and is nobody's business outside.
  await rm(join(outDir, '.vite'), { recursive: true });
  return chunks;
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
    globPatterns: ['index.html', 'assets/**/*.{js,css}', '*.{svg,webmanifest}', 'icons/*.png'],
    modifyURLPrefix: { '': '/' },
    // These names carry their own hash.
    dontCacheBustURLsMatching: /^\/?assets\//,
  });
  await rm(bundled);
}
