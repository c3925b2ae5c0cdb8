import type { Role } from '../contracts/permissions.ts';
import type { PrivateDetailsView } from '../contracts/private-details.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { fillWithPeople, must, thatThursday, version } from './test-people.ts';
import { startTestStack, type TestStack } from './test-stack.ts';

const tfn = '123456782';
const account = { bsb: '062917', accountNumber: '84713206', accountName: 'Zyta Quill' };

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

  const detailsOf = async (employeeId: string, role: Role = 'manager'): Promise<PrivateDetailsView['details']> => {
    const { body } = await stack.get(`/api/private-details/${employeeId}`, { role });
    return (body.item as unknown as PrivateDetailsView).details;
  };

  test('are set, and read masked', async () => {
    const employeeId = 'e-team';
    assert.equal(await detailsOf(employeeId), [
      { field: 'tax-file-number', masked: null, version: 0 },
      { field: 'bank-account', masked: null, version: 0 },
    ]);
    await must(stack, 'SetTaxFileNumber', { employeeId, taxFileNumber: tfn }, { headers: version(0) });
    await must(stack, 'SetBankAccount', { employeeId, ...account }, { role: 'manager', headers: version(0) });
    const changed = (id: string, name: string) => ({ at: thatThursday().toISOString(), by: { id, name } });
    const details = await detailsOf(employeeId);
    assert.equal(details, [
      {
        ...{ field: 'tax-file-number', masked: '••• ••• 782', version: details[0]?.version },
        changed: changed('admin', 'Test admin'),
      },
      {
        ...{ field: 'bank-account', masked: 'BSB 062-•••, account ••••3206', version: details[1]?.version },
        changed: changed('manager', 'Test manager'),
      },
    ]);
  });
});
