import { type CommandType, commands } from '../contracts/commands.ts';
import { type Role, roles } from '../contracts/permissions.ts';
import type { ReadModelName } from '../contracts/read-models.ts';
import { startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

// Written by hand from "Who may do what" of the domain, apart from the table that the server uses: a slip in one shows
// against the other. a: admin, m: manager, p: production manager, s: sales, t: production team, e: employee, x:
// auditor.
const letters: Record<string, Role> = {
  a: 'admin',
  m: 'manager',
  p: 'production_manager',
  s: 'sales',
  t: 'production_team',
  e: 'employee',
  x: 'auditor',
};

const mayCommand: Record<CommandType, string> = {
  ReceiveStock: 'ampt',
  IssueStock: 'ampt',
  ReturnStock: 'ampt',
  RegisterStockItem: 'amp',
  AdjustStock: 'amp',
  CountStock: 'amp',
  SetReorderPoint: 'amp',
  RetireStockItem: 'amp',
  ReviseStockItem: 'amp',
  ExpectStock: 'amp',
  DropExpectedStock: 'amp',
  ReactivateStockItem: 'amp',
  AllocateStock: 'ampst',
  ReleaseAllocation: 'ampst',
  PlaceOrder: 'amps',
  ReviseOrder: 'amps',
  MoveOrderStage: 'ampt',
  CompleteOrderLine: 'ampt',
  CancelOrder: 'amp',
  ArchiveOrder: 'amp',
  RegisterClient: 'amps',
  ReviseClient: 'amps',
  RetireClient: 'amps',
  ReactivateClient: 'amps',
  RegisterProduct: 'amps',
  ReviseProduct: 'amps',
  RetireProduct: 'amps',
  ReactivateProduct: 'amps',
  RegisterEmployee: 'am',
  ReviseEmployee: 'am',
  SetPayRate: 'am',
  AssignManager: 'am',
  DelegateApprovals: 'ampste',
  DeactivateEmployee: 'am',
  ReactivateEmployee: 'am',
  SetTaxFileNumber: 'am',
  SetBankAccount: 'am',
  ErasePrivateDetail: 'am',
  ShowPrivateDetail: 'am',
  RequestLeave: 'ampste',
  WithdrawLeave: 'ampste',
  ApproveLeave: 'ampste',
  RejectLeave: 'ampste',
  CancelApprovedLeave: 'ampste',
  AdjustLeaveBalance: 'am',
  SaveTimesheet: 'ampste',
  SubmitTimesheet: 'ampste',
  ApproveTimesheet: 'ampste',
  RejectTimesheet: 'ampste',
  ReopenTimesheet: 'ampste',
  ClockIn: 'ampste',
  ClockOut: 'ampste',
  OpenPayRun: 'am',
  FinalisePayRun: 'am',
  VoidPayRun: 'am',
  ReviseSettings: 'a',
  RegisterUser: 'a',
  ReviseUser: 'a',
  ChangeUserRole: 'a',
  DeactivateUser: 'a',
  ReactivateUser: 'a',
  SignOutUser: 'a',
  RevokeDevice: 'a',
};

/** For each read model who may read it, and addresses of it. Whose rows: own-rows.int.test.ts. */
const mayRead: { readonly [Name in ReadModelName]: readonly [row: string, ...paths: string[]] } = {
  'stock-levels': ['ampstx', '', '/kraft'],
  'stock-movements': ['ampstx', '?itemId=kraft'],
  'low-stock': ['ampstx', ''],
  'order-board': ['ampstx', ''],
  'order-details': ['ampstx', '/o1'],
  clients: ['ampstx', '', '/c1'],
  'client-history': ['ampstx', '/c1'],
  products: ['ampstx', '', '/p1'],
  'product-history': ['ampstx', '/p1'],
  employees: ['ampstex', '', '/e1'],
  'team-calendar': ['ampstex', ''],
  settings: ['ampstex', '/company'],
  'pay-tables': ['ampstex', ''],
  'employee-pay': ['ampste', '', '/e1'],
  'private-details': ['ampste', '/e1'],
  'leave-balances': ['ampste', '', '/e1'],
  'leave-movements': ['ampste', '?employeeId=e1'],
  'leave-requests': ['ampste', '', '/e1.r1'],
  timesheets: ['ampste', ''],
  'timesheet-weeks': ['ampste', '/e1.2026-11-09'],
  approvals: ['ampste', '', '/leave.e1.r1'],
  clock: ['ampste', '', '/e1'],
  payslips: ['ampste', '', '/e1.2026-11-09'],
  'pay-runs': ['am', '', '/2026-11-09'],
  people: ['a', '', '/admin'],
  devices: ['a', '', '/d1'],
  'security-log': ['ax', '?month=2026-11'],
  'sign-ins': ['a', '', '/admin'],
};

const rolesOf = (row: string): Role[] => roles.filter((role) => [...row].some((letter) => letters[letter] === role));

suite('who may do what', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo);
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  test('the table below knows every command there is', () => {
    assert.equal(Object.keys(mayCommand).sort(), Object.keys(commands).sort());
  });

  for (const [type, row] of Object.entries(mayCommand)) {
    test(`${type}: ${row}, and nobody else`, async () => {
      const allowed: Role[] = [];
      for (const role of roles) {
        // A field that no command has. Only people who may give the command are told so.
        const answer = await stack.ask({
          method: 'POST',
          url: `/api/commands/${type}`,
          payload: { noSuchField: true },
          headers: {
            authorization: `Bearer ${stack.token(role)}`,
            'idempotency-key': '0c7ae6b5-2f35-4a8f-8a9e-2d0f4a2b3c11',
            'if-match': '"1"',
          },
        });
        if (answer.status === 400) allowed.push(role);
        else assert.equal([answer.status, answer.body.code], [403, 'not-allowed']);
      }
      assert.equal(allowed, rolesOf(row));
    });

    test(`${type}: refused without a sign-in`, async () => {
      const answer = await stack.ask({ method: 'POST', url: `/api/commands/${type}`, payload: {} });
      assert.equal([answer.status, answer.body.code], [401, 'not-signed-in']);
    });
  }

  const addresses = Object.entries(mayRead).flatMap(([name, [row, ...paths]]) =>
    paths.map((path) => [`/api/${name}${path}`, row] as const),
  );
  for (const [url, row] of addresses) {
    test(`GET ${url}: ${row}, and nobody else`, async () => {
      const allowed: Role[] = [];
      for (const role of roles) {
        const answer = await stack.get(url, { role });
        if (answer.status === 200 || answer.status === 404) allowed.push(role);
        else assert.equal([answer.status, answer.body.code], [403, 'not-allowed']);
      }
      assert.equal(allowed, rolesOf(row));
      const nobody = await stack.ask({ method: 'GET', url });
      assert.equal([nobody.status, nobody.body.code], [401, 'not-signed-in']);
    });
  }

  test('the live feed is refused to a role that may read none of what it asks for', async () => {
    const employee = await stack.get('/api/live?models=stock-levels,pay-runs', { role: 'employee' });
    assert.equal([employee.status, employee.body.code], [403, 'not-allowed']);
    const nobody = await stack.ask({ method: 'GET', url: '/api/live' });
    assert.is(nobody.status, 401);
  });
});
