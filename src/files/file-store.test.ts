import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assert, rejects, suite } from '../testing/suite.ts';
import { FileStore } from './file-store.ts';

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');
const named = (text: string) => ({ sha256: sha256Of(text), bytes: Buffer.byteLength(text) });

suite('bytes of files', (test) => {
  let folder: string;
  let store: FileStore;
  test.before.each(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'misty-files-'));
    store = new FileStore(folder);
  });
  test.after.each(() => rm(folder, { recursive: true }));

  const incoming = () => readdir(path.join(folder, 'files', 'incoming'));
  const placeOf = (text: string) => path.join(folder, 'files', sha256Of(text).slice(0, 2), sha256Of(text));
  const receive = async (text: string, through = store) => {
    async function* inPieces() {
      for (const letter of text) yield Buffer.from(letter);
    }
    const received = await through.receive(inPieces(), 100);
    if (received === undefined) throw new Error('They fit.');
    return received;
  };

  test('lie under their digest once they are kept, and nothing else is left of them', async () => {
    const received = await receive('a delivery note, in grey');
    assert.is(Buffer.from(received.start).toString(), 'a delivery note,');
    assert.is(await store.faultOf(received), 'missing');
    await received.keep();
    assert.is((await store.read(received))?.toString(), 'a delivery note, in grey');
    assert.is((await stat(placeOf('a delivery note, in grey'))).mode & 0o777, 0o600);
    assert.equal(await incoming(), []);
  });

  test('beyond what may come are read and thrown away', async () => {
    async function* tooMany() {
      for (let count = 0; count < 11; count += 1) yield Buffer.alloc(10);
    }
    assert.is(await store.receive(tooMany(), 100), undefined);
    async function* cut() {
      yield Buffer.alloc(10);
      throw new Error('the line broke');
    }
    assert.match(String(await rejects(store.receive(cut(), 100))), 'the line broke');
    assert.equal(await incoming(), []);
  });

  test('that come twice are there once, and are taken back only by whom they came with', async () => {
    const [mine, theirs] = [await receive('same'), await receive('same', new FileStore(folder))];
    await mine.keep();
    await theirs.keep();
    await theirs.takeBack();
    assert.is(await store.faultOf(named('same')), undefined);
    // The other command may have been accepted meanwhile.
    await mine.takeBack();
    assert.is(await store.faultOf(named('same')), undefined);
    const alone = await receive('alone');
    await alone.keep();
    await alone.takeBack();
    assert.is(await store.faultOf(named('alone')), 'missing');
    assert.equal(await incoming(), []);
  });

  test('that nothing names are deleted, but not what has come just now', async () => {
    await (await receive('erased')).keep();
    await store.forget(named('erased'));
    assert.is(await store.faultOf(named('erased')), undefined);
    await store.forget(named('erased'), Date.now() + 11 * 60_000);
    assert.is(await store.faultOf(named('erased')), 'missing');
    await store.forget(named('never there'));
  });

  test('that were changed are told, never handed out, and mended by the same that come again', async () => {
    await (await receive('whole')).keep();
    await appendFile(placeOf('whole'), '!');
    assert.is(await store.faultOf(named('whole')), 'altered');
    await truncate(placeOf('whole'), 0);
    await writeFile(placeOf('whole'), 'w_ole');
    assert.is(await store.faultOf(named('whole')), 'altered');
    assert.is(await store.read(named('whole')), undefined);
    const again = await receive('whole');
    await again.keep();
    await again.takeBack();
    assert.is((await store.read(named('whole')))?.toString(), 'whole');
  });

  test('of a process that died are cleared away a day later', async () => {
    await receive('left behind');
    const [left = ''] = await incoming();
    await store.sweep();
    assert.equal(await incoming(), [left]);
    const old = new Date(Date.now() - 25 * 3_600_000);
    await utimes(path.join(folder, 'files', 'incoming', left), old, old);
    await store.sweep();
    assert.equal(await incoming(), []);
  });
});
