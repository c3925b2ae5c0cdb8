import type { CommandContract } from '../contracts/command.ts';
import { commands } from '../contracts/commands.ts';
import { may, type Permission, type Role, roles } from '../contracts/permissions.ts';
import type { ReadModelName } from '../contracts/read-models.ts';
import { startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { rolesOf } from '../testing/who-may.ts';

// Written by hand from "Who may do what" of the domain, apart from the table that the server uses: a slip in one shows
// against the other. The letters are those of `rolesOf`. Which right a command asks for is held beside its decider, by
// `whoMay`.

const mayDo: Readonly<Record<Permission, string>> = {
  'stock.read': 'ampstx',
  'stock.move': 'ampt',
  'stock.manage': 'amp',
  'stock.allocate': 'ampst',
  'orders.read': 'ampstx',
  'orders.write': 'amps',
  'orders.stage': 'ampt',
  'orders.close': 'amp',
  'catalogue.read': 'ampstx',
  'catalogue.write': 'amps',
  'files.attach': 'ampst',
  'own.card': 'ampste',
  'own.leave': 'ampste',
  'own.clock': 'ampste',
  'own.timesheet': 'ampste',
  'own.pay': 'ampste',
  'approvals.decide': 'ampste',
  'decide.all': 'am',
  'decide.team': 'p',
  'leave.adjust': 'am',
  'own.session': 'ampstex',
  'own.passkey': 'am',
  'people.read': 'ampstex',
  'calendar.read': 'ampstex',
  'people.manage': 'am',
  'pay.read': 'am',
  'pay.manage': 'am',
  'settings.read': 'ampstex',
  'settings.manage': 'a',
  'users.manage': 'a',
  'devices.manage': 'a',
  'history.read': 'ax',
};

/** For each read model who may read it, and addresses of it. Whose rows: own-rows.int.test.ts. */
const mayRead: { readonly [Name in ReadModelName]: readonly [row: string, ...paths: string[]] } = {
  'stock-levels': ['ampstx', '', '/kraft'],
  'stock-movements': ['ampstx', '?itemId=kraft'],
  'low-stock': ['ampstx', ''],
  'order-board': ['ampstx', ''],
  'order-details': ['ampstx', '/o1'],
  'orders-out': ['ampstx', ''],
  'order-files': ['ampstx', '/o1'],
  'stock-files': ['ampstx', '/kraft'],
  'leave-files': ['ampste', '/e1.r1'],
  'material-use': ['ampstx', ''],
  'on-time': ['ampstx', '/company'],
  'use-by-month': ['ampstx', '/company'],
  'stock-over-time': ['ampstx', '/kraft'],
  'hours-by-week': ['ampste', '/company'],
  'leave-by-type': ['ampste', '/company'],
  'pay-by-month': ['am', '/company'],
  clients: ['ampstx', '', '/c1'],
  'client-history': ['ampstx', '/c1'],
  products: ['ampstx', '', '/p1'],
  'product-history': ['ampstx', '/p1'],
  employees: ['ampstex', '', '/e1'],
  'team-calendar': ['ampstex', ''],
  settings: ['ampstex', '/company'],
  'pay-tables': ['ampstex', ''],
  'employee-cards': ['ampste', '', '/e1'],
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
  'legacy-records': ['ampstx', '', '?about=order%2Fo1', '/job_cards-1'],
  'confidential-records': ['am', '', '?rejected=true', '/payslips-1'],
  moving: ['a', '/company'],
};

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

  for (const [permission, row] of Object.entries(mayDo)) {
    test(`${permission}: ${row}, and nobody else`, () => {
      assert.equal(
        roles.filter((role) => may(role, permission as Permission)),
        rolesOf(row),
      );
    });
  }

  for (const [type, { permission }] of Object.entries<CommandContract>(commands)) {
    const row = mayDo[permission];
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
