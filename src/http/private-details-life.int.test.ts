import { createHash, randomUUID } from 'node:crypto';
import { BSON, type Db } from 'mongodb';
import type { PrivateDetailsView } from '../contracts/private-details.ts';
import { digest } from '../event-store/canonical.ts';
import { fillWithPeople, lastMonday, must, thatThursday, thisMonday, version } from '../testing/http/people.ts';
import { type Answer, startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const account = { bsb: '062917', accountNumber: '84713206', accountName: 'Zyta Quill' };

suite('a whole life with private details', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  const answers: string[] = [];
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { recordedAt: thatThursday });
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  test(
    'leaves nothing of them in the log, in what is worked out from it, in an answer, or in the log of the server',
    async () => {
      await fillWithPeople(stack);
      const employeeId = 'e-team';
      const numbers = { tfn: ['738291461', '604173851'], account: ['84713206', '390175284'] } as const;
      const said = async (answer: Promise<Answer>, status: number): Promise<Answer> => {
        const told = await answer;
        answers.push(told.text);
        assert.is(told.status, status, told.text);
        return told;
      };
      const set = (at: 0 | 1, of: Record<string, string>, status = 200) =>
        said(stack.send('SetTaxFileNumber', { employeeId, taxFileNumber: numbers.tfn[at] }, { headers: of }), status);
      const pay = (at: 0 | 1, of: Record<string, string>, status = 200) => {
        const payload = { employeeId, ...account, accountNumber: numbers.account[at] };
        return said(stack.send('SetBankAccount', payload, { headers: of }), status);
      };
      const sequence = ({ body }: Answer) => version(body.sequence ?? 0);
      const key = randomUUID();
      const first = await set(0, { ...version(0), 'idempotency-key': key });
      await set(0, { ...version(0), 'idempotency-key': key });
      await set(1, { ...version(0), 'idempotency-key': key }, 422);
      const bank = await pay(0, version(0));
      await set(1, version(0), 412);
      await pay(1, version(0), 412);
      await shownOf(employeeId, 'tax-file-number');
      // Weeks, pay, a new card, a replaced number, and the end.
      const week = { employeeId, monday: thisMonday };
      await must(stack, 'ApproveTimesheet', week, { role: 'manager', headers: version(1) });
      const weeks = [{ employeeId, monday: lastMonday, calculation: await calculationOf(employeeId) }];
      await must(stack, 'FinalisePayRun', { period: lastMonday, weeks });
      const second = await set(1, sequence(first));
      await pay(1, sequence(bank));
      await shownOf(employeeId, 'bank-account');
      const { body } = await stack.get(`/api/employee-pay/${employeeId}?after=${stack.store.head}`);
      const card = { number: employeeId, name: 'Kim Lee', startDate: '2024-07-01' };
      const on = version(Number(body.item?.['version']));
      await must(stack, 'ReviseEmployee', { employeeId, ...card } as never, { headers: on });
      await readAll();
      const needles = needlesOf([...numbers.tfn, ...numbers.account, account.bsb, account.accountName]);
      const sealed = await mongo.viewDb.collection('private-details').countDocuments();
      assert.is(sealed, 2, 'one of each is sealed now');
      await nothingIn([mongo.logDb, mongo.viewDb], needles);

      const erase = (field: 'tax-file-number' | 'bank-account', of: Record<string, string>) =>
        said(stack.send('ErasePrivateDetail', { employeeId, field }, { headers: of }), 200);
      await erase('tax-file-number', sequence(second));
      const left = (await stack.get(`/api/private-details/${employeeId}`)).body.item as unknown as PrivateDetailsView;
      await erase('bank-account', version(left.details[1]?.version ?? 0));
      await must(stack, 'DeactivateEmployee', { employeeId, reason: 'Moved' });
      await readAll();
      assert.is(await mongo.viewDb.collection('private-details').countDocuments(), 0);
      await nothingIn([mongo.logDb, mongo.viewDb], needles);
      for (const text of [stack.logged(), ...answers]) assert.not.match(text, needles.pattern);
      assert.match(stack.logged(), /SetTaxFileNumber/, 'the server did log what was done');
      await digestsAreOfWhatIsKnown();
    },
    { timeoutMs: 60_000 },
  );

  /** The office looks; what it is shown is the one answer that has it. */
  async function shownOf(employeeId: string, field: 'tax-file-number' | 'bank-account'): Promise<void> {
    const { status, body } = await stack.send('ShowPrivateDetail', { employeeId, field });
    assert.is(status, 200);
    assert.match(JSON.stringify(body.result), /\d{8,9}/);
  }

  async function calculationOf(employeeId: string): Promise<number> {
    await stack.readModels.waitFor(stack.store.head, 5_000);
    const { body } = await stack.get(`/api/payslips/${employeeId}.${lastMonday}`);
    return Number(body.item?.['calculation']);
  }

  /** Everything that the office can ask for about that person. */
  async function readAll(): Promise<void> {
    await stack.readModels.waitFor(stack.store.head, 5_000);
    for (const url of [
      'employees',
      'employee-pay',
      'payslips',
      'timesheets',
      'leave-requests',
      'approvals',
      'pay-runs',
    ]) {
      answers.push((await stack.get(`/api/${url}`)).text);
    }
    for (const url of ['private-details', 'employees', 'employee-pay']) {
      answers.push((await stack.get(`/api/${url}/e-team`)).text);
    }
  }

  /** The log names a digest of each command: it must be one of what everybody may know. */
  async function digestsAreOfWhatIsKnown(): Promise<void> {
    const commits = await mongo.logDb.collection('commits').find({ 'command.type': 'ChangePrivateDetail' }).toArray();
    assert.is(commits.length, 4);
    for (const { _id, actor, command, events } of commits) {
      const { field } = events[0].data;
      const payload = { employeeId: 'e-team', field, ref: _id };
      assert.is(command.digest, digest({ type: 'ChangePrivateDetail', actor: { user: actor.user }, payload }));
      assert.equal(Object.keys(events[0].data), ['field', 'ref']);
    }
  }
});

/**
 * Numbers and words as they may be written, encoded or hashed; `figures` as a number of the database would have them.
 */
interface Needles {
  readonly pattern: RegExp;
  readonly figures: readonly Buffer[];
}

function needlesOf(texts: readonly string[]): Needles {
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const ways = texts.flatMap((text) => {
    const encoded = [Buffer.from(text).toString('hex'), Buffer.from(text).toString('base64').replace(/=+$/, '')];
    const hashes = ['sha256', 'sha1', 'md5'].flatMap((kind) => {
      const hash = createHash(kind).update(text).digest();
      return [hash.toString('hex'), hash.toString('base64')];
    });
    const backwards = [...text].reverse().join('');
    // Not within the digits of an id or a hash, where anything comes up once in a while.
    const plain = [[...text].join('[^0-9A-Za-z]?'), backwards].map((one) => `(?<![0-9a-f])${one}(?![0-9a-f])`);
    return [...plain, ...[...encoded, ...hashes].map(escaped)];
  });
  const figures = texts.filter((text) => /^\d{8,}$/.test(text)).map(Number);
  return {
    pattern: new RegExp(ways.join('|'), 'i'),
    figures: figures.flatMap((figure) => {
      const [int, double] = [Buffer.alloc(4), Buffer.alloc(8)];
      int.writeInt32LE(figure);
      double.writeDoubleLE(figure);
      return [int, double];
    }),
  };
}

/** Looks at every document of every collection, as text and byte by byte. */
async function nothingIn(databases: readonly Db[], { pattern, figures }: Needles): Promise<void> {
  let documents = 0;
  for (const db of databases) {
    for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) {
      for await (const document of db.collection(name).find({})) {
        documents += 1;
        const bytes = Buffer.from(BSON.serialize(document));
        assert.not.match(BSON.EJSON.stringify(document), pattern, name);
        assert.not.match(bytes.toString('latin1'), pattern, name);
        assert.not(
          figures.some((figure) => bytes.includes(figure)),
          name,
        );
      }
    }
  }
  assert.ok(documents > 200, `${documents} documents were looked at`);
}
