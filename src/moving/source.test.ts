import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { BSON } from 'mongodb';
import { type Form, withFolder, writeDump } from '../testing/legacy/dump.ts';
import { oldCompany } from '../testing/legacy/old-company.ts';
import { sourceOf } from '../testing/legacy/planned.ts';
import { assert, suite } from '../testing/suite.ts';
import { openSource, type Source } from './source.ts';
import { spoolOf } from './spool.ts';

suite('a dump', (test) => {
  // As the files of a folder lie in it.
  const sorted = Object.fromEntries(Object.entries(oldCompany()).sort(([a], [b]) => (a < b ? -1 : 1)));
  const fingerprintOf = async (source: Source) => {
    const spool = await spoolOf(source, () => undefined);
    await spool.discard();
    return spool.fingerprint;
  };
  const refused = async (folder: string, words: RegExp) => {
    await openSource(folder)
      .then(fingerprintOf)
      .then(
        () => assert.unreachable('it was not refused'),
        (error: Error) => assert.match(error.message, words),
      );
  };

  for (const form of ['.bson', '.bson.gz', '.json', '.json.gz', '.jsonl'] as const satisfies readonly Form[]) {
    test(`of ${form} files is the company that was written`, () =>
      withFolder(async (folder) => {
        await writeDump(folder, oldCompany(), form);
        assert.is(await fingerprintOf(await openSource(folder)), await fingerprintOf(sourceOf(sorted)));
      }));
  }

  test('that is not there, or is a file, is refused', () =>
    withFolder(async (folder) => {
      await refused(path.join(folder, 'nowhere'), /^There is no .*nowhere\. Name a folder/);
      await writeFile(path.join(folder, 'one'), '');
      await refused(path.join(folder, 'one'), /is no folder/);
    }));

  test('that is half written is refused, whatever it is written as', async () => {
    const whole = Buffer.concat([BSON.serialize({ a: 1 }), BSON.serialize({ a: 2 })]);
    const halves: readonly (readonly [file: string, content: Buffer, words: RegExp])[] = [
      ['users.bson', whole.subarray(0, -3), /breaks off after document 1: the dump is half written/],
      ['users.bson.gz', gzipSync(whole).subarray(0, -6), /users\.bson\.gz cannot be read to its end/],
      ['users.json', Buffer.from('[{"a":1},{"a":'), /breaks off after document 1/],
      ['users.metadata.json', Buffer.from('{}'), /users is described in the dump, and its documents are not there/],
    ];
    for (const [file, content, words] of halves) {
      await withFolder(async (folder) => {
        await writeFile(path.join(folder, file), content);
        await refused(folder, words);
      });
    }
  });

  test('that is broken is refused, with the place', async () => {
    const broken = Buffer.from(BSON.serialize({ a: 'b' }));
    broken[4] = 0x7f;
    const nonsense: readonly (readonly [file: string, content: Buffer, words: RegExp])[] = [
      ['users.bson', broken, /broken in document 1/],
      ['users.bson', Buffer.from('no BSON at all'), /is broken after document 0/],
      ['users.jsonl', Buffer.from('{"a":1}\n{"a":}\n'), /broken in document 2: it is no Extended JSON/],
      ['users.json', Buffer.from('hello'), /is no Extended JSON/],
    ];
    for (const [file, content, words] of nonsense) {
      await withFolder(async (folder) => {
        await writeFile(path.join(folder, file), content);
        await refused(folder, words);
      });
    }
  });

  test('with a collection twice is refused', () =>
    withFolder(async (folder) => {
      await writeDump(folder, { users: [] }, '.bson', 'misty');
      await writeDump(folder, { users: [] }, '.json', 'older');
      await refused(folder, /users is there twice: misty\/users\.bson and older\/users\.json/);
    }));

  test('has documents with ids of any type, or none', async () => {
    const uuid = new BSON.UUID('6f9619ff-8b86-4d01-b42d-00cf4fc964ff');
    const ids = [
      new BSON.ObjectId('650000000000000000000001'),
      new BSON.Int32(7),
      new BSON.Long(8n),
      uuid,
      'text',
      null,
    ];
    const spool = await spoolOf(sourceOf({ users: [...ids.map((_id) => ({ _id })), {}] }), () => undefined);
    const users = spool.collections.get('users');
    const told = Array.from({ length: ids.length + 1 }, (_, at) => users?.idAt(at) ?? '');
    await spool.discard();
    assert.equal(told.slice(0, 5), [
      '650000000000000000000001',
      '7',
      '8',
      '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
      'text',
    ]);
    assert.match(told[5] ?? '', /^without-id-[0-9a-f]{16}$/);
    assert.is(new Set(told).size, told.length);
  });
});
