import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { aggregates, deciders } from './domain/catalogue.ts';
import { EventStore } from './event-store/store.ts';
import { SecretError } from './secrets.ts';
import { fullTime } from './testing/domain/staff.ts';
import { type TestMongo, testMongo } from './testing/mongo.ts';
import { assert, rejects, suite } from './testing/suite.ts';
import { openVault, vaultState } from './vault.ts';

suite('the vault', (test) => {
  let mongo: TestMongo;
  let store: EventStore;
  let dataFolder: string;
  let said: string[];
  const employeeId = 'e1';

  test.before(async () => {
    mongo = await testMongo();
    store = await EventStore.open({ log: mongo.logDb, aggregates, deciders, timeZone: 'Australia/Sydney' });
    const card = { employeeId, number: 'EMP1', name: 'Kylie Tran', startDate: '2024-07-01', terms: fullTime };
    await store.handle({ id: randomUUID(), type: 'RegisterEmployee', payload: card, user: 'ben' });
  });
  test.before.each(async () => {
    dataFolder = await mkdtemp(path.join(tmpdir(), 'misty-vault-'));
    said = [];
    await mongo.viewDb.collection('private-details').deleteMany({});
  });
  test.after.each(() => rm(dataFolder, { recursive: true, force: true }));
  test.after(async () => {
    await store.close();
    await mongo.close();
  });

  const open = (vaultKey?: string) => {
    const options = { log: mongo.logDb, views: mongo.viewDb, store, onError: () => undefined };
    return openVault({ dataFolder, vaultKey }, (line) => void said.push(line), options);
  };
  const look = (vaultKey?: string) => vaultState({ dataFolder, vaultKey }, { log: mongo.logDb, views: mongo.viewDb });
  const setTfn = async (vault: Awaited<ReturnType<typeof open>>) => {
    const payload = { employeeId, taxFileNumber: '123456782' };
    const outcome = await vault.handle({ id: randomUUID(), type: 'SetTaxFileNumber', payload, user: 'ben' });
    assert.ok(outcome.accepted);
  };
  const masked = async (vault: Awaited<ReturnType<typeof open>>) => (await vault.masked(employeeId))?.[0]?.masked;

  test('makes its key on the first start, for this user alone, and finds it again on the next', async () => {
    assert.equal(await look(), { fit: true, detail: 'no key yet: one is made at the next start' });
    await setTfn(await open());
    const file = path.join(dataFolder, 'vault-key');
    assert.is((await stat(file)).mode & 0o777, 0o600);
    assert.is(await masked(await open()), '••• ••• 782');
    assert.equal(await look(), { fit: true, detail: '1 sealed, and the key opens all of them' });
    // The same key in the settings opens it too, as when the folder moves to another machine.
    assert.is(await masked(await open((await readFile(file, 'utf8')).trim())), '••• ••• 782');
    assert.equal(said, []);
    await chmod(file, 0o640);
    await rejects(open(), SecretError);
  });

  test('takes the key of the settings before that of the folder', async () => {
    const key = randomBytes(32).toString('base64');
    await setTfn(await open(key));
    await rejects(stat(path.join(dataFolder, 'vault-key')));
    assert.is((await look(key)).fit, true);
  });

  test('says at the start that the key is another one, goes on, and loses nothing', async () => {
    const key = randomBytes(32).toString('base64');
    await setTfn(await open(key));
    assert.is((await look()).fit, false, 'there is no key at all');
    for (const other of [randomBytes(32).toString('base64'), undefined]) {
      said = [];
      assert.is(await masked(await open(other)), null);
      assert.match(said.join(), /^1 of 1 private details cannot be opened: they were sealed with another key/);
      const { fit, detail } = await look(other);
      assert.equal([fit, detail], [false, said[0]]);
    }
    assert.is(await masked(await open(key)), '••• ••• 782');
  });

  test('says of a damaged key what can no longer be read, and never to delete it', async () => {
    await setTfn(await open());
    const file = path.join(dataFolder, 'vault-key');
    const key = await readFile(file, 'utf8');
    for (const damaged of ['', 'hunter2\n', key.slice(0, 40), key.replace(/.$/m, '?')]) {
      await writeFile(file, damaged);
      for (const attempt of [open, look]) {
        const { message } = await rejects(attempt(), SecretError);
        assert.match(message, /vault-key is damaged/);
        assert.match(message, 'Without it these can never be read again: Kylie Tran (tax file number).');
        assert.match(message, 'put a copy of it back');
        assert.not.match(message, /delete|hunter2/);
      }
    }
    await writeFile(file, key);
    assert.is(await masked(await open()), '••• ••• 782');
    // With another key in its place it is said who has to be asked again.
    await rm(file);
    await open();
    assert.match(said.join(), 'enter them anew: Kylie Tran (tax file number).');
  });

  test('says of a damaged key that nothing was sealed with it', async () => {
    await writeFile(path.join(dataFolder, 'vault-key'), 'hunter2\n', { mode: 0o600 });
    const { message } = await rejects(open(), SecretError);
    assert.match(message, 'Nothing is sealed yet: if there is no copy, move the file away');
    assert.not.match(message, 'delete');
  });

  test('has deleted what was erased once it is open', async () => {
    await setTfn(await open());
    // As if the process had died between the event and the deletion.
    const payload = { employeeId, field: 'tax-file-number' };
    await store.handle({ id: randomUUID(), type: 'ErasePrivateDetail', payload, user: 'ben' });
    assert.is(await mongo.viewDb.collection('private-details').countDocuments(), 1);
    await open();
    assert.is(await mongo.viewDb.collection('private-details').countDocuments(), 0);
    assert.equal(await look(), { fit: true, detail: 'nothing is sealed' });
  });
});
