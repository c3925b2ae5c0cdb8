import { projections } from '../../projections/index.ts';
import { type CommandType, commands } from '../contracts/commands.ts';
import { type Role, roles } from '../contracts/permissions.ts';
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

const mayRead: Record<string, string> = {
  '/api/stock-levels': 'ampstx',
  '/api/stock-levels/kraft': 'ampstx',
  '/api/stock-movements?itemId=kraft': 'ampstx',
  '/api/low-stock': 'ampstx',
  '/api/order-board': 'ampstx',
  '/api/order-details/o1': 'ampstx',
  '/api/clients': 'ampstx',
  '/api/clients/c1': 'ampstx',
  '/api/client-history/c1': 'ampstx',
  '/api/products': 'ampstx',
  '/api/products/p1': 'ampstx',
  '/api/product-history/p1': 'ampstx',
  '/api/employees': 'ampstex',
  '/api/employees/e1': 'ampstex',
  '/api/team-calendar': 'ampstex',
  '/api/settings/company': 'ampstex',
  '/api/pay-tables': 'ampstex',
  // Whose rows of these: own-rows.int.test.ts.
  '/api/employee-pay': 'ampste',
  '/api/employee-pay/e1': 'ampste',
  '/api/private-details/e1': 'ampste',
  '/api/leave-balances': 'ampste',
  '/api/leave-balances/e1': 'ampste',
  '/api/leave-movements?employeeId=e1': 'ampste',
  '/api/leave-requests': 'ampste',
  '/api/leave-requests/e1.r1': 'ampste',
  '/api/timesheets': 'ampste',
  '/api/timesheet-weeks/e1.2026-11-09': 'ampste',
  '/api/approvals': 'ampste',
  '/api/approvals/leave.e1.r1': 'ampste',
  '/api/clock': 'ampste',
  '/api/clock/e1': 'ampste',
  '/api/payslips': 'ampste',
  '/api/payslips/e1.2026-11-09': 'ampste',
  '/api/pay-runs': 'am',
  '/api/pay-runs/2026-11-09': 'am',
  '/api/people': 'a',
  '/api/people/admin': 'a',
  '/api/devices': 'a',
  '/api/devices/d1': 'a',
  '/api/security-log?month=2026-11': 'ax',
  '/api/sign-ins': 'a',
  '/api/sign-ins/admin': 'a',
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

  test('the tables below know every command and every query there is', () => {
    assert.equal(Object.keys(mayCommand).sort(), Object.keys(commands).sort());
    const asked = new Set(Object.keys(mayRead).map((url) => url.split(/[/?]/)[2]));
    const there = projections.filter(({ query }) => query).map(({ name }) => name);
    assert.equal([...asked].sort(), [...there, 'private-details', 'pay-tables'].sort());
  });

  for (const [type, row] of Object.entries(mayCommand)) {
    test(`${type}: ${row}, and nobody else`, async () => {
      const allowed: Role[] = [];
      for (const role of roles) {
        // A field that no command has: whoever may is told so, whoever may not learns nothing of it.
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

    test(`${type}: refused to whoever is not signed in`, async () => {
      const answer = await stack.ask({ method: 'POST', url: `/api/commands/${type}`, payload: {} });
      assert.equal([answer.status, answer.body.code], [401, 'not-signed-in']);
    });
  }

  for (const [url, row] of Object.entries(mayRead)) {
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
