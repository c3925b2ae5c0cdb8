import type { Role } from '../contracts/permissions.ts';
import { cookiesOf, passwordOf, startTestStack, type TestStack, userIdOf } from '../testing/http/stack.ts';
import { type Cookies, PIN, signInEvents, tabletsOf } from '../testing/http/tablets.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

suite('the PIN of an account', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let cookies: Cookies;
  const { post, get, bearer, tablet, pinLogin } = tabletsOf(() => stack);
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo);
    cookies = (await tablet()).cookies;
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  const signIn = async (role: Role, password = passwordOf(role)) =>
    cookiesOf(await post('/api/auth/login', { username: role, password }));
  const setPin = async (role: Role, password = passwordOf(role)): Promise<void> => {
    const answer = await post('/api/auth/pin', { password, pin: PIN }, await signIn(role, password));
    assert.is(answer.status, 204, answer.text);
  };
  /** Whether it opens the tablet. The tablet lists the people whose PIN does. */
  const opens = async (role: Role): Promise<boolean> => {
    const { status } = await pinLogin(role, cookies);
    const { body } = await get('/api/auth/device', cookies);
    const listed = (body['people'] as { id: string }[]).some(({ id }) => id === userIdOf(role));
    assert.is(listed, status === 200, `${status}`);
    return listed;
  };
  const resetByLink = async (role: Role, password: string): Promise<void> => {
    const url = '/api/auth/links';
    const made = await stack.ask({
      method: 'POST',
      url,
      payload: { userId: userIdOf(role) },
      headers: bearer('admin'),
    });
    const token = String(made.body['link']).split('#')[1];
    const answer = await post('/api/auth/link', { token, password });
    assert.is(answer.status, 200, answer.text);
  };

  test('goes with a password that is set by a link: somebody who knew the one before may have set it', async () => {
    await setPin('employee');
    const kept = await mongo.viewDb.collection<{ _id: string }>('pins').findOne({ _id: 'employee' });
    assert.ok(await opens('employee'));
    await resetByLink('employee', 'another reel of kraft');
    assert.not.ok(await opens('employee'));
    // As if the server had died before it threw the hash away.
    if (kept) await mongo.viewDb.collection<{ _id: string }>('pins').insertOne(kept);
    assert.not.ok(await opens('employee'));
    assert.is((await pinLogin('employee', cookies)).body.code, 'wrong-credentials');
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
    const change = { current: passwordOf('manager'), next: 'another reel of kraft' };
    assert.is((await post('/api/auth/password', change, await signIn('manager'))).status, 204);
    assert.ok(await opens('manager'));
  });

  test('is taken away by an administrator, once', async () => {
    await setPin('auditor');
    const take = () => stack.ask({ method: 'DELETE', url: '/api/auth/pins/auditor', headers: bearer('admin') });
    assert.equal([(await take()).status, (await take()).status], [204, 204]);
    assert.not.ok(await opens('auditor'));
    assert.is((await signInEvents(mongo.logDb, 'auditor', 'PinCleared')).length, 1);
  });
});
