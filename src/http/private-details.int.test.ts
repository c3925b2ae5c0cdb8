import { randomUUID } from 'node:crypto';
import type { EmployeePay } from '../contracts/employee.ts';
import type { Role } from '../contracts/permissions.ts';
import type { PrivateDetailsView } from '../contracts/private-details.ts';
import {
  decider,
  employeeOf,
  fillWithPeople,
  must,
  thatThursday,
  thisMonday,
  version,
} from '../testing/http/people.ts';
import { startTestStack, type TestStack } from '../testing/http/stack.ts';
import { Listening } from '../testing/listening.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const tfn = '123456782';
const account = { bsb: '062917', accountNumber: '84713206', accountName: 'Zyta Quill' };
const at = thatThursday().toISOString();

suite('private details over HTTP', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { recordedAt: thatThursday });
    await fillWithPeople(stack);
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  const employeeId = 'e-team';
  const read = (id: string, role: Role = 'manager') => stack.get(`/api/private-details/${id}`, { role });
  const detailsOf = async (id: string) => ((await read(id)).body.item as unknown as PrivateDetailsView).details;
  const versionOf = async (id: string, field: number) => version((await detailsOf(id))[field]?.version ?? 0);
  const payOf = async (id: string) => {
    await stack.readModels.waitFor(stack.store.head, 5_000);
    return (await stack.get(`/api/employee-pay/${id}`)).body.item ?? {};
  };

  test('are set, and read masked, with who set them', async () => {
    assert.equal(await detailsOf(employeeId), [
      { field: 'tax-file-number', masked: null, version: 0 },
      { field: 'bank-account', masked: null, version: 0 },
    ]);
    await must(stack, 'SetTaxFileNumber', { employeeId, taxFileNumber: tfn }, { headers: version(0) });
    await must(stack, 'SetBankAccount', { employeeId, ...account }, { role: 'manager', headers: version(0) });
    const details = await detailsOf(employeeId);
    const [first = 0, second] = details.map((one) => one.version);
    assert.is(second, first + 1);
    assert.equal(details, [
      {
        ...{ field: 'tax-file-number', masked: '••• ••• 782', version: first },
        changed: { at, by: { id: 'admin', name: 'Test admin' } },
      },
      {
        ...{ field: 'bank-account', masked: 'BSB 062-•••, account ••••3206', version: second },
        changed: { at, by: { id: 'manager', name: 'Test manager' } },
      },
    ]);
    const { onFile, detailsVersion } = await payOf(employeeId);
    assert.equal([onFile, detailsVersion], [['tax-file-number', 'bank-account'], second]);
  });

  // Written by hand, like whose rows each role reads: the person, and those who see everybody's pay.
  for (const [role, whose] of Object.entries({
    ...{ admin: 'everybody', manager: 'everybody', production_manager: 'e-pm', sales: 'e-sales' },
    ...{ production_team: 'e-team', employee: 'e-employee', auditor: null },
  })) {
    test(`${role} reads those of ${whose ?? 'nobody, and is told so'}`, async () => {
      for (const id of [...Object.values(employeeOf), 'nobody']) {
        const { status, body, headers } = await read(id, role as Role);
        const may = (whose === 'everybody' && id !== 'nobody') || whose === id;
        assert.equal([id, status], [id, may ? 200 : whose === null ? 403 : 404]);
        assert.is(body.code, may ? undefined : whose === null ? 'not-allowed' : 'not-found');
        assert.is(headers['cache-control'], 'no-store');
      }
    });
  }

  test('cannot be asked for in any other way', async () => {
    assert.is((await stack.get('/api/private-details')).status, 404);
    assert.is((await stack.get('/api/private-details/e-team?reveal=1')).status, 400);
    assert.is((await stack.ask({ method: 'GET', url: '/api/private-details/e-team' })).status, 401);
    const inside = await stack.send(
      'ChangePrivateDetail' as never,
      {
        ...{ employeeId, field: 'bank-account', ref: randomUUID() },
      } as never,
    );
    assert.is(inside.body.code, 'unknown-command', 'nobody can name a document that was not sealed here');
  });

  test('are shown whole to the office only, and the log says to whom', async () => {
    const wish = { employeeId, field: 'bank-account' } as const;
    for (const role of ['production_team', 'production_manager', 'auditor'] as const) {
      assert.is((await stack.send('ShowPrivateDetail', wish, { role })).status, 403);
    }
    const before = await detailsOf(employeeId);
    const shown = await stack.send('ShowPrivateDetail', wish, { role: 'manager' });
    assert.equal([shown.status, shown.body.result, shown.headers['cache-control']], [200, account, 'no-store']);
    const commit = await mongo.logDb.collection('commits').findOne({ position: shown.body.position });
    assert.equal([commit?.['actor'].user, commit?.['events'][0].type], ['manager', 'PrivateDetailShown']);
    assert.equal(await detailsOf(employeeId), before, 'to look changes nothing');
  });

  test('are changed only from the version that was on screen', async () => {
    const wish = { employeeId, ...account, accountNumber: '55501234' };
    const none = await stack.send('SetBankAccount', wish);
    assert.equal([none.status, none.body.code], [428, 'version-required']);
    const stale = await stack.send('SetBankAccount', wish, { headers: version(0) });
    assert.equal([stale.status, stale.body.code], [412, 'stale-version']);
    assert.equal(stale.body.winner?.user, { id: 'manager', name: 'Test manager' });
    assert.equal(stale.body.winner?.data, { name: 'Test production_team', field: 'bank-account' });
    const headers = { ...(await versionOf(employeeId, 1)), 'idempotency-key': randomUUID() };
    const first = await stack.send('SetBankAccount', wish, { headers });
    const again = await stack.send('SetBankAccount', wish, { headers });
    assert.equal([first.status, again.status, again.headers['idempotency-replayed']], [200, 200, 'true']);
    assert.is(again.body.position, first.body.position);
    const other = await stack.send('SetBankAccount', { ...wish, accountNumber: '55501235' }, { headers });
    assert.equal([other.status, other.body.code], [422, 'command-id-reused']);
    assert.is((await detailsOf(employeeId))[1]?.masked, 'BSB 062-•••, account ••••1234');
  });

  test('that are malformed come back neither in an answer nor in the log', async () => {
    const digits = '987987987';
    const wrong: [string, object, string][] = [
      ['SetTaxFileNumber', { employeeId, taxFileNumber: digits }, 'taxFileNumber'],
      ['SetTaxFileNumber', { employeeId, taxFileNumber: `${digits}${digits}` }, 'taxFileNumber'],
      ['SetTaxFileNumber', { employeeId, taxFileNumber: Number(digits) }, 'taxFileNumber'],
      ['SetBankAccount', { employeeId, ...account, bsb: digits }, 'bsb'],
      ['SetBankAccount', { employeeId, ...account, accountNumber: `${digits}-${digits}` }, 'accountNumber'],
      ['SetBankAccount', { employeeId, ...account, accountName: digits.repeat(9) }, 'accountName'],
      ['SetTaxFileNumber', { employeeId: `${digits}/`, taxFileNumber: tfn }, 'employeeId'],
    ];
    for (const [type, payload, path] of wrong) {
      const { status, text, body } = await stack.send(type as never, payload as never, { headers: version(0) });
      assert.equal([status, body.errors?.map((one) => one.path)], [400, [path]]);
      assert.not.match(text, /987987|Zyta/);
    }
    // Not even where it stands in the wrong place, or where the body is not JSON at all.
    await stack.send('SetTaxFileNumber', { employeeId, [digits]: 1 } as never, { headers: version(0) });
    const headers = { authorization: `Bearer ${stack.token('admin')}`, 'content-type': 'application/json' };
    const cut = { ...headers, ...version(0), 'idempotency-key': randomUUID() };
    const url = '/api/commands/SetTaxFileNumber';
    const broken = await stack.ask({ method: 'POST', url, headers: cut, payload: `{"taxFileNumber": ${digits}x` });
    assert.is(broken.status, 400);
    assert.not.match(broken.text, /987987/);
    assert.not.match(stack.logged(), /987987/);
  });

  test('take the tax file number to be told as long as it is on file', async () => {
    const id = 'e-sales';
    const before = await payOf(id);
    const termsIn = (pay: Record<string, unknown>) => (pay['terms'] as EmployeePay['terms']).at(-1)?.terms;
    const terms = { ...termsIn(before), tfnProvided: false };
    const card = { employeeId: id, number: id, name: 'Test sales', userId: 'sales', startDate: '2024-07-01', terms };
    const revise = (on: unknown) => stack.send('ReviseEmployee', card as never, { headers: version(Number(on)) });
    assert.is((await revise(before['version'])).status, 200);
    await must(stack, 'SetTaxFileNumber', { employeeId: id, taxFileNumber: tfn }, { headers: version(0) });
    const after = await payOf(id);
    assert.is(termsIn(after)?.tfnProvided, true);
    assert.is((await revise(Number(before['version']) + 1)).body.code, 'stale-version');
    assert.is((await revise(after['version'])).body.code, 'number-on-file');
    const erase = { employeeId: id, field: 'tax-file-number' } as const;
    await must(stack, 'ErasePrivateDetail', erase, { headers: await versionOf(id, 0) });
    assert.is(termsIn(await payOf(id))?.tfnProvided, false);
    // Without it 47 % is withheld: of 7 h 36 min at $35.00, in whole dollars.
    const week = { employeeId: id, monday: thisMonday };
    await must(stack, 'ApproveTimesheet', week, { role: decider('sales'), headers: version(1) });
    await stack.readModels.waitFor(stack.store.head, 5_000);
    const { item } = (await stack.get(`/api/payslips/${id}.${thisMonday}`)).body;
    assert.equal([item?.['grossCents'], item?.['taxCents']], [26_600, Math.floor(266 * 0.47) * 100]);
  });

  test('that cannot be opened are told to be so, and the log of the server says which', async () => {
    const id = 'e-manager';
    const wish = { employeeId: id, taxFileNumber: tfn };
    const { body } = await stack.send('SetTaxFileNumber', wish, { headers: version(0) });
    await mongo.viewDb.collection('private-details').deleteOne({ _id: body.commandId as never });
    const [first] = await detailsOf(id);
    assert.equal([first?.masked, first?.unreadable], [null, true]);
    const shown = await stack.send('ShowPrivateDetail', { employeeId: id, field: 'tax-file-number' });
    assert.equal([shown.status, shown.body.code], [500, 'detail-unreadable']);
    assert.match(shown.body.detail ?? '', /^The tax file number is on file, but it cannot be opened\./);
    assert.match(stack.logged(), /The tax file number of employee e-manager \(document .+\) cannot be opened/);
    await must(stack, 'SetTaxFileNumber', wish, { headers: version(first?.version ?? 0) });
    assert.is((await detailsOf(id))[0]?.masked, '••• ••• 782');
  });

  test('are told on the live feed to have changed, and not what they are', async () => {
    const origin = await stack.app.listen({ port: 0, host: '127.0.0.1' });
    const feed = await Listening.start(`${origin}/api/live?models=employee-pay`, {
      authorization: `Bearer ${stack.token('employee')}`,
    });
    await feed.next(({ event }) => event === 'hello');
    const id = 'e-employee';
    await must(stack, 'SetTaxFileNumber', { employeeId: 'e-pm', taxFileNumber: tfn }, { headers: version(0) });
    const position = await must(
      stack,
      'SetTaxFileNumber',
      { employeeId: id, taxFileNumber: tfn },
      { headers: version(0) },
    );
    const { data } = await feed.next((said) => said.data?.position === position);
    await feed.leave();
    assert.equal(
      data?.changes?.map(({ row }) => Reflect.get(Object(row), 'onFile')),
      [['tax-file-number']],
    );
    assert.equal(feed.positions(), [position], 'of somebody else’s one hears nothing');
    assert.not.match(JSON.stringify(feed.all), /782/);
  });
});
