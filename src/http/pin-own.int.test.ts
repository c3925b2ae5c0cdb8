import { randomUUID } from 'node:crypto';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { employeeOf, fillWithPeople, must, thatThursday } from './test-people.ts';
import { passwordOf, startTestStack, type TestStack, userIdOf } from './test-stack.ts';

const pin = '2741';

suite('by PIN', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let tablet: string;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { recordedAt: thatThursday });
    await fillWithPeople(stack);
    const handed = { from: '2026-11-01', until: '2199-12-31' };
    const delegation = { employeeId: employeeOf.manager, to: employeeOf.production_team, ...handed };
    await must(stack, 'DelegateApprovals', delegation, { role: 'manager' });
    await stack.readModels.waitFor(stack.store.head, 10_000);
    const post = (url: string, payload: object, headers = {}) => stack.ask({ method: 'POST', url, payload, headers });
    const authorization = `Bearer ${stack.token('admin')}`;
    const made = await post('/api/auth/devices/codes', { name: 'Winding 1' }, { authorization });
    const enrolled = await post('/api/auth/devices/enrol', { code: made.body['code'] });
    tablet = /misty_device=([^;]+)/.exec(enrolled.headers['set-cookie'] ?? '')?.[1] ?? '';
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  for (const role of ['manager', 'production_team'] as const) {
    test(`the clock is one's own alone, though ${role} decides for others or stands in for who does`, async () => {
      const authorization = `Bearer ${stack.token(role)}`;
      const own = { password: passwordOf(role), pin };
      const set = { method: 'POST', url: '/api/auth/pin', payload: own, headers: { authorization } } as const;
      assert.is((await stack.ask(set)).status, 204);
      const login = { method: 'POST', url: '/api/auth/pin-login', cookies: { misty_device: tablet } } as const;
      const { body } = await stack.ask({ ...login, payload: { userId: userIdOf(role), pin } });
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
