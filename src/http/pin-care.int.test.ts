import type { Role } from '../contracts/permissions.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { type Answer, cookiesOf, passwordOf, startTestStack, type TestStack, userIdOf } from './test-stack.ts';

const PIN = '2741';

suite('the PIN of an account', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let tablet: Record<string, string>;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { limits: { signInsPerMinute: 10_000 } });
    const made = await post('/api/auth/devices/codes', { name: 'Winding 1' }, as('admin'));
    tablet = cookiesOf(await post('/api/auth/devices/enrol', { code: made.body['code'] }));
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  const as = (role: Role) => ({ authorization: `Bearer ${stack.token(role)}` });
  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    stack.ask({ method: 'POST', url, payload, headers });
  const setPin = async (role: Role, password = passwordOf(role)): Promise<void> => {
    const login = await post('/api/auth/login', { username: role, password });
    const headers = { authorization: `Bearer ${login.body.accessToken}` };
    const answer = await post('/api/auth/pin', { password, pin: PIN }, headers);
    assert.is(answer.status, 204, answer.text);
  };
  const byPin = (role: Role): Promise<Answer> => {
    const payload = { userId: userIdOf(role), pin: PIN };
    return stack.ask({ method: 'POST', url: '/api/auth/pin-login', payload, cookies: tablet });
  };
  /** Whether it opens the tablet. The tablet lists whoever has one that does. */
  const opens = async (role: Role): Promise<boolean> => {
    const { status } = await byPin(role);
    const { body } = await stack.ask({ method: 'GET', url: '/api/auth/device', cookies: tablet });
    const listed = (body['people'] as { id: string }[]).some(({ id }) => id === userIdOf(role));
    assert.is(listed, status === 200, `${status}`);
    return listed;
  };
  const resetByLink = async (role: Role, password: string): Promise<void> => {
    const made = await post('/api/auth/links', { userId: userIdOf(role) }, as('admin'));
    const token = String(made.body['link']).split('#')[1];
    const answer = await post('/api/auth/link', { token, password });
    assert.is(answer.status, 200, answer.text);
  };

  test('goes with a password that is set by a link: whoever knew the one before may have set it', async () => {
    await setPin('employee');
    const kept = await mongo.viewDb.collection<{ _id: string }>('pins').findOne({ _id: 'employee' });
    assert.ok(await opens('employee'));
    await resetByLink('employee', 'another reel of kraft');
    assert.not.ok(await opens('employee'));
    // As if the server had died before it threw the hash away.
    if (kept) await mongo.viewDb.collection<{ _id: string }>('pins').insertOne(kept);
    assert.not.ok(await opens('employee'));
    assert.is((await byPin('employee')).body.code, 'wrong-credentials');
    await setPin('employee', 'another reel of kraft');
    assert.ok(await opens('employee'));
  });

  test('goes with the account, and does not come back with it', async () => {
    await setPin('sales');
    assert.ok(await opens('sales'));
    assert.is((await stack.send('DeactivateUser', { userId: 'sales' })).status, 200);
    assert.is((await stack.send('ReactivateUser', { userId: 'sales' })).status, 200);
    assert.not.ok(await opens('sales'));
  });

  test('stays when its person changes the password, and when they are signed out everywhere', async () => {
    await setPin('manager');
    assert.is((await stack.send('SignOutUser', { userId: 'manager' })).status, 200);
    assert.ok(await opens('manager'));
    const login = await post('/api/auth/login', { username: 'manager', password: passwordOf('manager') });
    const headers = { authorization: `Bearer ${login.body.accessToken}` };
    const change = { current: passwordOf('manager'), next: 'another reel of kraft' };
    assert.is((await post('/api/auth/password', change, headers)).status, 204);
    assert.ok(await opens('manager'));
  });

  test('is taken away by an administrator, who is named for it, once', async () => {
    await setPin('auditor');
    const take = () => stack.ask({ method: 'DELETE', url: '/api/auth/pins/auditor', headers: as('admin') });
    assert.equal([(await take()).status, (await take()).status], [204, 204]);
    assert.not.ok(await opens('auditor'));
    const month = new Date().toISOString().slice(0, 7);
    const { items } = (await stack.get(`/api/security-log?month=${month}&userId=auditor`)).body;
    const cleared = (items as { kind: string; by: { id: string } }[]).filter(({ kind }) => kind === 'pin-cleared');
    assert.equal(
      cleared.map(({ by }) => by.id),
      ['admin'],
    );
  });
});
