import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { Failure } from './failure.ts';

/** Written beside it first: a file of that name is whole, or it is the one from before. */
export async function writeWhole(file: string, text: AsyncIterable<string>): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(text, createWriteStream(part, { mode: 0o600, flush: true }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof Error && 'code' in error && 'syscall' in error) {
      throw new Failure(`${file} cannot be written (${String(error.code)}). Nothing was left there.`);
    }
    throw error;
  }
}
