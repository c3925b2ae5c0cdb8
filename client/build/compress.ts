import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const gzipOf = promisify(gzip);
const brotliOf = promisify(brotliCompress);
const text = /\.(?:js|css|html|svg|json|webmanifest)$/;
/** Below this, the headers weigh more than what is saved. */
const BYTES_MIN = 512;

/** Writes a .br and a .gz beside each text file of the folder. */
export async function compressAssets(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile() || !text.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (bytes.length < BYTES_MIN) continue;
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
    await writeFile(`${path}.gz`, await gzipOf(bytes, { level: 9 }));
    await writeFile(`${path}.br`, await brotliOf(bytes, quality));
  }
}
