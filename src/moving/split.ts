import { SourceError } from './source-error.ts';

/** Largest document that MongoDB takes, with some room for how it is written as text. */
const DOCUMENT_BYTES_MAX = 64 * 1024 * 1024;
const [QUOTE, BACKSLASH, OPEN, CLOSE, LIST_OPEN, LIST_CLOSE, COMMA] = [...'"\\{}[],'].map((one) => one.charCodeAt(0));

/**
 * Cuts JSON text into its documents: one a line, one after another, or in one list. Holds one document at a time.
 *
 * @throws SourceError where the text breaks off or is none
 */
export async function* splitJson(chunks: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let [depth, start, inText, escaped, count, listed] = [0, -1, false, false, 0, 0];
  let first = true;
  for await (const read of chunks) {
    let chunk = read;
    if (first && chunk.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) chunk = chunk.subarray(3);
    first = false;
    const from = rest.length;
    const all = from === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let at = from; at < all.length; at++) {
      const byte = all[at];
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inText = false;
      } else if (byte === QUOTE && depth > 0) inText = true;
      else if (byte === OPEN) {
        if (depth === 0) start = at;
        depth += 1;
      } else if (byte === LIST_OPEN && depth > 0) depth += 1;
      else if (byte === LIST_CLOSE && depth > 0) depth -= 1;
      else if (byte === CLOSE && depth > 0) {
        depth -= 1;
        if (depth > 0) continue;
        count += 1;
        yield all.subarray(start, at + 1);
        start = -1;
      } else if (depth === 0) {
        if (byte === LIST_OPEN) listed += 1;
        else if (byte === LIST_CLOSE) listed -= 1;
        else if (byte !== COMMA && byte !== undefined && byte > 0x20) {
          throw new SourceError(
            `${file} is no Extended JSON: after document ${count} comes something that is no document.`,
          );
        }
      }
    }
    rest = start < 0 ? Buffer.alloc(0) : Buffer.from(all.subarray(start));
    if (start >= 0) start = 0;
    if (rest.length > DOCUMENT_BYTES_MAX)
      throw new SourceError(`${file}: document ${count + 1} is too large to be one.`);
  }
  if (depth > 0 || listed !== 0) {
    throw new SourceError(`${file} breaks off after document ${count}: the dump is half written. Export it again.`);
  }
}

/** Cuts BSON into its documents, as mongodump writes them. */
export async function* splitBson(chunks: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let count = 0;
  for await (const chunk of chunks) {
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (all.length - at >= 4) {
      const size = all.readInt32LE(at);
      if (size < 5 || size > DOCUMENT_BYTES_MAX) {
        throw new SourceError(`${file} is broken after document ${count}: no BSON begins there. Dump it again.`);
      }
      if (all.length - at < size) break;
      if (all[at + size - 1] !== 0) {
        throw new SourceError(`${file} is broken in document ${count + 1}. Dump it again.`);
      }
      count += 1;
      yield all.subarray(at, at + size);
      at += size;
    }
    rest = Buffer.from(all.subarray(at));
  }
  if (rest.length > 0) {
    throw new SourceError(`${file} breaks off after document ${count}: the dump is half written. Dump it again.`);
  }
}
