import { randomBytes, randomUUID } from 'node:crypto';
import type { Collection } from 'mongodb';
import { aggregates, deciders } from '../domain/catalogue.ts';
import { CommandIdReused } from '../event-store/errors.ts';
import { type Command, EventStore } from '../event-store/store.ts';
import { fullTime } from '../testing/domain/staff.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { startWorker } from '../testing/processes.ts';
import { assert, rejects, suite } from '../testing/suite.ts';
import type { SealedDocument } from './documents.ts';
import { DetailUnreadable, PrivateDetails } from './private-details.ts';
import { createSeal } from './seal.ts';

const key = randomBytes(32);
const [tfn, otherTfn] = ['123456782', '950317489'];
const account = { bsb: '062917', accountNumber: '84713206', accountName: 'Zyta Quill' };
const timeZone = 'Australia/Sydney';
const MINUTE_MS = 60_000;

suite('private details', (test) => {
  let mongo: TestMongo;
  let store: EventStore;
  let details: PrivateDetails;
  let documents: Collection<SealedDocument>;
  let errors: unknown[];
  let people = 0;

  test.before(async () => {
    mongo = await testMongo();
    store = await EventStore.open({ log: mongo.logDb, aggregates, deciders, timeZone });
    documents = mongo.viewDb.collection<SealedDocument>('private-details', { promoteBuffers: true });
  });
  test.before.each(() => {
    errors = [];
    details = open();
  });
  test.after(async () => {
    await store.close();
    await mongo.close();
  });

  const open = (more: Partial<ConstructorParameters<typeof PrivateDetails>[0]> = {}) =>
    new PrivateDetails({
      ...{ log: mongo.logDb, views: mongo.viewDb, store, seal: createSeal(key) },
      onError: (error) => void errors.push(error),
      ...more,
    });
  const inMinutes = (minutes: number) => open({ clock: () => new Date(Date.now() + minutes * MINUTE_MS) });
  const command = (type: string, payload: object, expectedVersion?: number, id: string = randomUUID()): Command => ({
    ...{ id, type, payload, user: 'ben', expectedVersion },
  });
  const setTfn = (employeeId: string, taxFileNumber = tfn, expectedVersion?: number, id?: string) =>
    command('SetTaxFileNumber', { employeeId, taxFileNumber }, expectedVersion, id);
  const setAccount = (employeeId: string, more: Partial<typeof account> = {}) =>
    command('SetBankAccount', { employeeId, ...account, ...more });
  const eraseTfn = (employeeId: string) => command('ErasePrivateDetail', { employeeId, field: 'tax-file-number' });
  const showTfn = (employeeId: string) => command('ShowPrivateDetail', { employeeId, field: 'tax-file-number' });
  const must = async (wish: Command, through: PrivateDetails = details) => {
    const outcome = await through.handle(wish);
    if (!outcome.accepted) throw new Error(outcome.refusal.detail);
    return outcome;
  };
  /** A new employee; gives the id. */
  const somebody = async () => {
    people += 1;
    const card = { number: `EMP-${people}`, name: `Kylie ${people}`, startDate: '2024-07-01', terms: fullTime };
    await must(command('RegisterEmployee', { employeeId: `e${people}`, ...card }));
    return `e${people}`;
  };
  const masked = async (employeeId: string, through: PrivateDetails = details) =>
    (await through.masked(employeeId))?.map((one) => one.unreadable ?? one.masked);
  const documentsOf = async (employeeId: string) =>
    (await documents.find({ employeeId }).toArray()).map(({ _id }) => _id).sort();

  test('are on file once they are set, and one is replaced without the other', async () => {
    const id = await somebody();
    assert.equal(await masked(id), [null, null]);
    const first = await must(setTfn(id));
    const bank = await must(setAccount(id));
    assert.equal(await masked(id), ['••• ••• 782', 'BSB 062-•••, account ••••3206']);
    assert.equal(await documentsOf(id), [first.commandId, bank.commandId].sort());
    const second = await must(setTfn(id, otherTfn));
    assert.equal(await masked(id), ['••• ••• 489', 'BSB 062-•••, account ••••3206']);
    assert.equal(await documentsOf(id), [second.commandId, bank.commandId].sort(), 'what was replaced is deleted');
    const [shown] = (await details.masked(id)) ?? [];
    assert.equal([shown?.version, shown?.changed?.user], [second.sequence, 'ben']);
    assert.is(await details.masked('nobody'), undefined);
  });

  test('are gone once they are erased, and nothing is left of them', async () => {
    const id = await somebody();
    await must(setTfn(id));
    await must(setTfn(id, otherTfn));
    await must(eraseTfn(id));
    assert.equal([await masked(id), await documentsOf(id)], [[null, null], []]);
    const shown = await details.handle(showTfn(id));
    assert.is(!shown.accepted && shown.refusal.refused, 'not-found');
    assert.is((await must(eraseTfn(id))).accepted, true, 'once more changes nothing');
  });

  test('are shown whole, and the log says to whom', async () => {
    const id = await somebody();
    await must(setTfn(id));
    await must(setAccount(id));
    const wish = showTfn(id);
    const shown = await must({ ...wish, user: 'amy' });
    assert.equal(shown.result, { taxFileNumber: tfn });
    const bank = await must(command('ShowPrivateDetail', { employeeId: id, field: 'bank-account' }));
    assert.equal(bank.result, account);
    const commit = await mongo.logDb.collection('commits').findOne({ _id: wish.id as never });
    assert.is(commit?.['actor'].user, 'amy');
    assert.equal(commit?.['events'][0].type, 'PrivateDetailShown');
    // A second try of the same command shows what it showed, and nothing that came later.
    assert.equal((await must({ ...wish, user: 'amy' })).result, { taxFileNumber: tfn });
    await must(setTfn(id, otherTfn));
    const late = await details.handle({ ...wish, user: 'amy' });
    assert.is(
      !late.accepted && late.refusal.detail,
      'This tax file number is not on file any more. Look again what is.',
    );
  });

  test('that are refused leave nothing behind', async () => {
    const id = await somebody();
    const first = await must(setTfn(id, tfn, 0));
    const stale = await details.handle(setTfn(id, otherTfn, 0));
    assert.is(!stale.accepted && stale.refusal.refused, 'stale-version');
    assert.equal([await masked(id), await documentsOf(id)], [['••• ••• 782', null], [first.commandId]]);
    const nobody = await details.handle(setTfn('nobody'));
    assert.is(!nobody.accepted && nobody.refusal.refused, 'not-found');
    assert.equal(await documentsOf('nobody'), []);
  });

  test('are set once, however often the same command comes, also at once', async () => {
    const id = await somebody();
    const wish = setTfn(id, tfn, 0);
    const outcomes = await Promise.all([details, details, open()].map((one) => must(wish, one)));
    const again = await must(wish);
    assert.is(new Set([...outcomes, again].map(({ position }) => position)).size, 1);
    assert.is(again.replayed, true);
    assert.equal(await documentsOf(id), [wish.id]);
  });

  test('of one command id are never two: another value or another person is refused', async () => {
    const [id, other] = [await somebody(), await somebody()];
    const wish = setTfn(id);
    await must(wish);
    for (const second of [setTfn(id, otherTfn), setTfn(other), setAccount(id), eraseTfn(id)]) {
      await rejects(details.handle({ ...second, id: wish.id }), CommandIdReused);
    }
    await rejects(details.handle({ ...wish, user: 'amy' }), CommandIdReused);
    assert.equal(
      [await masked(id), await masked(other)],
      [
        ['••• ••• 782', null],
        [null, null],
      ],
    );
    assert.equal([await documentsOf(id), await documentsOf(other)], [[wish.id], []]);
    const rate = await must(command('SetPayRate', { employeeId: id, from: '2024-07-01', rateCents: 4_000 }));
    await rejects(details.handle({ ...setAccount(id), id: rate.commandId }), CommandIdReused);
    assert.equal(await documentsOf(id), [wish.id]);
  });

  test('do not come back by a second try after they were erased', async () => {
    const id = await somebody();
    const wish = setTfn(id);
    await must(wish);
    await must(eraseTfn(id));
    assert.is((await must(wish)).replayed, true);
    assert.equal([await masked(id), await documentsOf(id)], [[null, null], []]);
  });

  test('of two who set them at once one wins, and the other is told', async () => {
    const id = await somebody();
    const foreign = await EventStore.open({ log: mongo.logDb, aggregates, deciders, timeZone });
    try {
      const ways = [details, open({ store: foreign })];
      const wishes = [setTfn(id, tfn, 0), setTfn(id, otherTfn, 0)];
      const outcomes = await Promise.all(wishes.map((wish, at) => ways[at]?.handle(wish)));
      const won = outcomes.findIndex((outcome) => outcome?.accepted);
      const lost = outcomes[1 - won];
      assert.is(lost?.accepted === false && lost.refusal.refused, 'stale-version');
      assert.equal(await documentsOf(id), [wishes[won]?.id]);
      assert.equal(await masked(id), [won === 0 ? '••• ••• 782' : '••• ••• 489', null]);
    } finally {
      await foreign.close();
    }
  });

  test('are put back if a sweep took them for what a dead command has left', async () => {
    const id = await somebody();
    const wish = setTfn(id);
    const slow = open({
      store: {
        handle: async (one) => {
          await inMinutes(6).sweep();
          assert.equal(await documentsOf(id), []);
          return await store.handle(one);
        },
      },
    });
    await must(wish, slow);
    assert.equal([await masked(id), await documentsOf(id)], [['••• ••• 782', null], [wish.id]]);
  });

  test('that were changed in the database are told to be so, and never shown as anything else', async () => {
    const id = await somebody();
    const { commandId } = await must(setTfn(id));
    await must(setAccount(id));
    const whole = await documents.findOne({ _id: commandId });
    const sealed = Buffer.from(whole?.sealed ?? []);
    sealed[0] = (sealed[0] ?? 0) ^ 1;
    await documents.updateOne({ _id: commandId }, { $set: { sealed } });
    assert.equal(await masked(id), [true, 'BSB 062-•••, account ••••3206'], 'the other one is not touched by it');
    assert.is(errors.length, 1);
    assert.match(
      String(errors[0]),
      /^DetailUnreadable: The tax file number of employee e\d+ \(document .+\) cannot be/,
    );
    assert.match((await rejects(details.handle(showTfn(id)), DetailUnreadable)).message, /changed after it was sealed/);
    await documents.deleteOne({ _id: commandId });
    assert.equal((await masked(id))?.[0], true);
    assert.match((await rejects(details.handle(showTfn(id)), DetailUnreadable)).message, /it is not there/);
    await must(setTfn(id, otherTfn));
    assert.equal((await masked(id))?.[0], '••• ••• 489', 'entered anew it is whole');
  });

  test('of two people that were exchanged in the database are not shown as each other’s', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const refs = [(await must(setTfn(one))).commandId, (await must(setTfn(other, otherTfn))).commandId];
    const [mine, theirs] = await Promise.all(refs.map((ref) => documents.findOne({ _id: ref })));
    if (!mine || !theirs) throw new Error('Both are on file.');
    for (const [ref, from] of [
      [mine._id, theirs],
      [theirs._id, mine],
    ] as const) {
      // Once only what is sealed, once the whole of the document but its id.
      const { _id: _, ...whole } = from;
      await documents.updateOne({ _id: ref }, { $set: { nonce: from.nonce, sealed: from.sealed } });
      assert.equal((await masked(ref === mine._id ? one : other))?.[0], true);
      await documents.replaceOne({ _id: ref }, whole);
      assert.equal((await masked(ref === mine._id ? one : other))?.[0], true);
    }
    await must(eraseTfn(one));
    assert.is(await documents.findOne({ _id: mine._id }), null, 'and they can still be erased');
  });

  test('do not open with another key, and can be entered anew under it', async () => {
    const id = await somebody();
    await must(setTfn(id));
    const otherwise = open({ seal: createSeal(randomBytes(32)) });
    assert.equal(await masked(id, otherwise), [true, null]);
    const refused = await rejects(otherwise.handle(showTfn(id)), DetailUnreadable);
    assert.match(refused.message, /sealed with the key [0-9a-f]{16}, and the key here is [0-9a-f]{16}\.$/);
    assert.equal(await masked(id), ['••• ••• 782', null], 'nothing was lost by trying');
    await must(setTfn(id, otherTfn), otherwise);
    assert.equal(await masked(id, otherwise), ['••• ••• 489', null]);
  });

  test('whose process is killed before the log hears of them are not on file, and can be sent again', async () => {
    const id = await somebody();
    const wish = setTfn(id);
    const { position } = await must(setAccount(id));
    await killed(wish, 'before-event');
    assert.is((await documentsOf(id)).includes(wish.id), true);
    assert.is(await mongo.logDb.collection('commits').countDocuments({ position: { $gt: position } }), 0);
    assert.equal((await masked(id))?.[0], null);
    await details.sweep();
    assert.is((await documentsOf(id)).includes(wish.id), true, 'it may still be under way');
    await must(wish);
    assert.equal([(await masked(id))?.[0], (await documentsOf(id)).length], ['••• ••• 782', 2]);

    const never = setTfn(id, otherTfn);
    await killed(never, 'before-event');
    await inMinutes(6).sweep();
    assert.equal([(await documentsOf(id)).includes(never.id), (await masked(id))?.[0]], [false, '••• ••• 782']);
  });

  test('whose process is killed after the log has heard of them hold, and the rest is swept at the next start', async () => {
    const id = await somebody();
    const first = await must(setTfn(id));
    const second = setTfn(id, otherTfn);
    await killed(second, 'after-event');
    assert.equal(await documentsOf(id), [first.commandId, second.id].sort());
    assert.equal(await masked(id), ['••• ••• 489', null]);
    await open().sweep();
    assert.equal([await documentsOf(id), (await masked(id))?.[0]], [[second.id], '••• ••• 489']);

    await killed(eraseTfn(id), 'after-event');
    assert.equal([await masked(id), await documentsOf(id)], [[null, null], [second.id]], 'erased from this moment');
    await open().sweep();
    assert.equal(await documentsOf(id), []);
  });

  /** Gives a command in a process of its own, which is killed on the way. */
  async function killed(wish: Command, until: 'before-event' | 'after-event'): Promise<void> {
    const names = { log: mongo.logDb.databaseName, views: mongo.viewDb.databaseName };
    const order = { uri: mongo.uri, ...names, key: key.toString('hex'), command: wish, until };
    const worker = startWorker<{ reached: string; accepted: boolean }>(
      new URL('../testing/private-details.worker.ts', import.meta.url),
      {
        args: [JSON.stringify(order)],
      },
    );
    const { accepted } = await worker.next(({ reached }) => reached === until);
    await worker.kill();
    assert.is(accepted, until === 'after-event');
  }
});
