import { randomUUID } from 'node:crypto';
import { employeeOf, fillWithPeople, must, thatThursday } from '../testing/http/people.ts';
import { startTestStack, type TestStack, userIdOf } from '../testing/http/stack.ts';
import { type Cookies, PIN, tabletsOf } from '../testing/http/tablets.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

suite('by PIN', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let tablet: Cookies;
  const { tablet: enrol, setPin } = tabletsOf(() => stack);
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { recordedAt: thatThursday });
    await fillWithPeople(stack);
    const handed = { from: '2026-11-01', until: '2199-12-31' };
    const delegation = { employeeId: employeeOf.manager, to: employeeOf.production_team, ...handed };
    await must(stack, 'DelegateApprovals', delegation, { role: 'manager' });
    await stack.readModels.waitFor(stack.store.head, 10_000);
    tablet = (await enrol()).cookies;
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  for (const role of ['manager', 'production_team'] as const) {
    test(`the clock is one's own alone, though ${role} decides for others or stands in for who does`, async () => {
      assert.is((await setPin(role)).status, 204);
      const login = { method: 'POST', url: '/api/auth/pin-login', cookies: tablet } as const;
      const { body } = await stack.ask({ ...login, payload: { userId: userIdOf(role), pin: PIN } });
      const headers = { authorization: `Bearer ${body.accessToken}` };

      const others = '/api/clock/e-sales';
      assert.is((await stack.get(others, { role })).status, 200, 'with the password');
      assert.is((await stack.get(others, { headers })).status, 404);
      assert.is((await stack.get(`/api/clock/${employeeOf[role]}`, { headers })).status, 200);
      const { items = [] } = (await stack.get('/api/clock', { headers })).body;
      assert.equal(
        items.map(({ id }) => id),
        [employeeOf[role]],
      );
      const out = (employeeId: string) =>
        stack.send('ClockOut', { employeeId }, { headers: { ...headers, 'idempotency-key': randomUUID() } });
      const refused = await out(employeeOf.sales);
      assert.equal([refused.status, refused.body.code], [403, 'password-required']);
      assert.is((await out(employeeOf[role])).status, 200);
    });
  }
});
