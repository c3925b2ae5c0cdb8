import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { BSON } from 'mongodb';
import type { OldCompany, OldDocument } from './old-company.ts';

/** How a collection is written: as mongodump does, as a list, or one document a line; each also compressed. */
export type Form = '.bson' | '.bson.gz' | '.json' | '.json.gz' | '.jsonl';

const written: { readonly [form in Form]: (documents: readonly OldDocument[]) => Buffer } = {
  '.bson': bson,
  '.bson.gz': (documents) => gzipSync(bson(documents)),
  '.json': list,
  '.json.gz': (documents) => gzipSync(list(documents)),
  '.jsonl': (documents) => Buffer.from(documents.map((one) => `${text(one)}\n`).join('')),
};

/** Writes the company as a dump into a folder, `at` a folder of its database in it. */
export async function writeDump(
  folder: string,
  company: OldCompany,
  form: Form = '.bson',
  at = 'misty',
): Promise<void> {
  await mkdir(path.join(folder, at), { recursive: true });
  for (const [name, documents] of Object.entries(company)) {
    const file = path.join(folder, at, `${name}${form}`);
    // Somebody may be reading the folder: a file is there whole or not at all.
    await writeFile(`${file}.part`, written[form](documents));
    await rename(`${file}.part`, file);
  }
}

/** A folder that is thrown away after it was used. */
export async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'misty-dump-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function bson(documents: readonly OldDocument[]): Buffer {
  return Buffer.concat(documents.map((one) => BSON.serialize(one)));
}

function list(documents: readonly OldDocument[]): Buffer {
  return Buffer.from(`[${documents.map(text).join(',\n')}]`);
}

function text(document: OldDocument): string {
  return BSON.EJSON.stringify(document, { relaxed: false });
}
