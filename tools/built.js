// @ts-check
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * What the service was built from and where that build lies.
 *
 * @typedef {{ readonly build: string, readonly files: readonly string[], readonly sources: string }} Stamp
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const self = 'tools/built.js';
/** A build is also made of how it is made, and of packages. */
const besides = [self, 'package-lock.json'];
/** These find files of their own beside them, or are for building. */
const packagesApart = [
  '@node-rs/argon2',
  '@fastify/swagger-ui',
  'pino',
  '@preact/preset-vite',
  'vite',
  'workbox-build',
];
const builds = path.join(root, 'dist', 'server');
const stampFile = path.join(builds, 'build.json');

/**
 * The program as plain JavaScript, made anew first when a source that went into it has changed. Throws with one line that
 * says why where it cannot be made: an older program than its sources would surprise people.
 *
 * @returns {Promise<string>} its URL
 */
export async function builtProgram() {
  if (!isFresh(readStamp())) {
    if (process.stderr.isTTY) process.stderr.write('Building Misty …\n');
    await buildApart();
  }
  return pathToFileURL(path.join(builds, readStamp()?.build ?? '', 'misty.js')).href;
}

/** Makes the program. It is made beside the one before, of which a process may be running, and which stays for it. */
export async function buildProgram() {
  const before = readStamp()?.build;
  const part = path.join(builds, `.part-${process.pid}`);
  try {
    const texts = await bundle('tools/misty.ts', part);
    for (const file of besides) texts.set(file, readFileSync(path.join(root, file), 'utf8'));
    const files = [...texts.keys()].sort();
    const sources = fingerprint(files.map((file) => [file, texts.get(file) ?? '']));
    const build = sources.slice(0, 12);
    // Somebody else may have made the very same meanwhile.
    await rename(part, path.join(builds, build)).catch(() => undefined);
    await writeFile(`${part}.json`, `${JSON.stringify({ build, files, sources }, null, 2)}\n`);
    await rename(`${part}.json`, stampFile);
    const old = (await readdir(builds)).filter(
      (name) => /^[0-9a-f]{12}$/.test(name) && name !== build && name !== before,
    );
    for (const name of old) await rm(path.join(builds, name), { recursive: true, force: true });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/**
 * Bundles a program of the server and the packages that it uses. Returns the sources that went into it.
 *
 * @param {string} entry of the project
 * @param {string} outDir
 * @returns {Promise<Map<string, string>>} their texts by their paths
 */
export async function bundle(entry, outDir) {
  const { build } = await import('vite');
  /** @type {Map<string, string>} */
  const texts = new Map();
  await build({
    root,
    configFile: false,
    envDir: false,
    publicDir: false,
    mode: 'production',
    logLevel: 'warn',
    clearScreen: false,
    plugins: [
      {
        name: 'sources',
        enforce: 'pre',
        transform(text, id) {
          // Where a package has its lines helps nobody, and its map would cost memory.
          if (id.includes('/node_modules/')) return { code: text, map: { mappings: '' } };
          // Other names are the bundler's own.
          if (path.isAbsolute(id)) texts.set(path.relative(root, id), text);
          return null;
        },
      },
    ],
    // One file loads much sooner than a thousand.
    ssr: { noExternal: true, external: packagesApart },
    build: {
      ssr: path.join(root, entry),
      outDir,
      target: 'node20',
      // For the lines of the sources in what went wrong. Their text is in the project.
      sourcemap: true,
      rolldownOptions: { output: { sourcemapExcludeSources: true } },
      minify: false,
      reportCompressedSize: false,
    },
  });
  return texts;
}

/** In a process of its own, so that the bundler's memory is given back. */
function buildApart() {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [path.join(root, self)], (error, _stdout, stderr) => {
      if (!error) return resolve(undefined);
      const reason = stderr.split('\n').find((line) => /error/i.test(line)) ?? error.message;
      reject(new Error(`Misty could not be built (${reason.trim()}). "npm ci" brings what that takes.`));
    });
  });
}

/** @returns {Stamp | undefined} */
function readStamp() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {Stamp | undefined} stamp */
function isFresh(stamp) {
  try {
    const texts = stamp?.files.map(
      (file) => /** @type {const} */ ([file, readFileSync(path.join(root, file), 'utf8')]),
    );
    return texts !== undefined && fingerprint(texts) === stamp?.sources;
  } catch {
    return false;
  }
}

/** @param {readonly (readonly [string, string])[]} texts */
function fingerprint(texts) {
  const hash = createHash('sha256');
  for (const [file, text] of texts) hash.update(`${file} ${text.length}\n`).update(text);
  return hash.digest('hex');
}

if (process.argv[1] === path.join(root, self)) {
  await mkdir(builds, { recursive: true });
  await buildProgram();
}
