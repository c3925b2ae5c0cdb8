import { hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BSON } from 'mongodb';
import { documentText, type Parted, parted } from './secrets.ts';
import type { Source } from './source.ts';
import { type Doc, docOf, idText } from './values.ts';

/** A document of the old application, as it is classified. */
export interface LegacyDocument {
  readonly collection: string;
  readonly id: string;
  /** Another document of this collection has the same id and came first. */
  readonly doubled: boolean;
  /** Without its secrets. */
  readonly doc: Doc;
  /** The same as text that keeps every type: canonical Extended JSON. */
  readonly text: string;
  readonly sealed: Parted['sealed'];
  readonly withheld: readonly string[];
  readonly contentHash: string;
  /** Size in the source, in bytes. */
  readonly size: number;
}

/** The documents of one collection, read one at a time. */
export interface SpooledCollection {
  readonly name: string;
  readonly count: number;
  idAt(index: number): string;
  hashAt(index: number): string;
  at(index: number): LegacyDocument;
}

/** A copy of the source on disk for the time of a run, so that it does not change meanwhile and need not be in memory. */
export interface Spool {
  readonly collections: ReadonlyMap<string, SpooledCollection>;
  /** Tells one dump from another. */
  readonly fingerprint: string;
  readonly documents: { readonly [collection: string]: number };
  discard(): Promise<void>;
}

const FLUSH_BYTES = 1024 * 1024;
/** Documents are mostly asked for one after another, so the next ones are read with each. */
const WINDOW_BYTES = 256 * 1024;

/** @throws SourceError where the source breaks off or is broken: then nothing is begun. `inspect` sees each document once. */
export async function spoolOf(
  source: Source,
  inspect: (document: LegacyDocument, index: number) => void,
): Promise<Spool> {
  const folder = await mkdtemp(path.join(tmpdir(), 'misty-migrate-'));
  const file = openSync(path.join(folder, 'documents.bson'), 'wx+', 0o600);
  const discard = async () => {
    closeSync(file);
    await rm(folder, { recursive: true, force: true });
  };
  const collections = new Map<string, Spooled>();
  const total = { end: 0 };
  try {
    for (const { name, documents } of source.collections) {
      const spooled = new Spooled(name, file, total);
      for await (const bytes of documents()) inspect(spooled.add(bytes), spooled.count - 1);
      spooled.flush();
      collections.set(name, spooled);
    }
    fsyncSync(file);
  } catch (error) {
    await discard();
    throw error;
  }
  const lines = [...collections.values()].map((one) => `${one.name} ${one.digest()}`);
  return {
    collections,
    fingerprint: hash('sha256', lines.join('\n'), 'hex'),
    documents: Object.fromEntries([...collections.values()].map(({ name, count }) => [name, count])),
    discard,
  };
}

class Spooled implements SpooledCollection {
  readonly name: string;
  readonly #file: number;
  readonly #total: { end: number };
  readonly #offsets: number[] = [];
  /** Bytes of the document itself; behind it lies its text. */
  readonly #sizes: number[] = [];
  readonly #textSizes: number[] = [];
  #window: Buffer = Buffer.alloc(0);
  #windowFrom = 0;
  readonly #ids: string[] = [];
  readonly #hashes: string[] = [];
  readonly #doubled = new Set<number>();
  readonly #seen = new Set<string>();
  readonly #pending = Buffer.allocUnsafe(FLUSH_BYTES);
  #pendingBytes = 0;

  constructor(name: string, file: number, total: { end: number }) {
    this.name = name;
    this.#file = file;
    this.#total = total;
  }

  get count(): number {
    return this.#ids.length;
  }

  add(bytes: Buffer): LegacyDocument {
    const whole = read(bytes);
    const { clean } = whole;
    const text = documentText(clean);
    const contentHash = hash('sha256', text, 'hex');
    const id = idText(clean['id']) ?? idText(clean['_id']) ?? `without-id-${contentHash.slice(0, 16)}`;
    const index = this.#ids.length;
    const doubled = this.#seen.has(id);
    if (doubled) this.#doubled.add(index);
    this.#seen.add(id);
    // A second one of the same id has an id that no other has.
    const own = doubled ? `${id}-again-${contentHash.slice(0, 12)}${this.#again(id, contentHash)}` : id;
    this.#ids.push(own);
    this.#hashes.push(contentHash);
    const textSize = Buffer.byteLength(text);
    this.#offsets.push(this.#total.end);
    this.#sizes.push(bytes.length);
    this.#textSizes.push(textSize);
    this.#total.end += bytes.length + textSize;
    this.#write(bytes, text, textSize);
    return this.#document(index, whole, text);
  }

  /** The very same document a third time needs an id of its own too. */
  #again(id: string, contentHash: string): string {
    const base = `${id}-again-${contentHash.slice(0, 12)}`;
    let suffix = '';
    for (let n = 2; this.#seen.has(base + suffix); n++) suffix = `-${n}`;
    this.#seen.add(base + suffix);
    return suffix;
  }

  /** Behind what is there. Put together in one place, because a buffer for each document would cost more than it holds. */
  #write(bytes: Buffer, text: string, textSize: number): void {
    const size = bytes.length + textSize;
    if (this.#pendingBytes + size > FLUSH_BYTES) this.flush();
    if (size > FLUSH_BYTES) {
      writeAll(this.#file, bytes);
      writeAll(this.#file, Buffer.from(text));
      return;
    }
    this.#pending.set(bytes, this.#pendingBytes);
    this.#pending.write(text, this.#pendingBytes + bytes.length);
    this.#pendingBytes += size;
  }

  flush(): void {
    writeAll(this.#file, this.#pending.subarray(0, this.#pendingBytes));
    this.#pendingBytes = 0;
  }

  /** Over ids and contents, in whatever order they come. */
  digest(): string {
    const lines = this.#ids.map((id, index) => `${id} ${this.#hashes[index]}`).sort();
    return hash('sha256', lines.join('\n'), 'hex');
  }

  idAt(index: number): string {
    return this.#ids[index] ?? '';
  }

  hashAt(index: number): string {
    return this.#hashes[index] ?? '';
  }

  at(index: number): LegacyDocument {
    const size = this.#sizes[index] ?? 0;
    const bytes = this.#read(this.#offsets[index] ?? 0, size + (this.#textSizes[index] ?? 0));
    return this.#document(index, read(bytes.subarray(0, size)), bytes.toString('utf8', size));
  }

  #read(from: number, length: number): Buffer {
    const start = from - this.#windowFrom;
    if (start >= 0 && start + length <= this.#window.length) return this.#window.subarray(start, start + length);
    const window = Buffer.allocUnsafe(Math.max(length, WINDOW_BYTES));
    const there = readSync(this.#file, window, 0, window.length, from);
    this.#window = window.subarray(0, there);
    this.#windowFrom = from;
    return this.#window.subarray(0, length);
  }

  #document(index: number, { clean, sealed, dropped }: Parted, text: string): LegacyDocument {
    return {
      collection: this.name,
      id: this.idAt(index),
      doubled: this.#doubled.has(index),
      doc: clean,
      text,
      sealed,
      withheld: [...sealed.keys(), ...dropped].sort(),
      contentHash: this.hashAt(index),
      size: this.#sizes[index] ?? 0,
    };
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function read(bytes: Buffer): Parted {
  return parted(docOf(BSON.deserialize(bytes, { promoteValues: false, promoteLongs: false, promoteBuffers: false })));
}
