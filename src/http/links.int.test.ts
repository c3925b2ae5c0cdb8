import { accountsOf, startAccountStacks } from '../testing/http/accounts.ts';
import { type TestStack, userIdOf } from '../testing/http/stack.ts';
import { eventually } from '../testing/misty.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const OVER = 'This link has been used, or has lapsed. Ask an administrator for a new one.';

suite('one-time links', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let other: TestStack;
  let now = Date.now();
  const { add, address, isIn, leavesNoTrace, link, post, signIn, use } = accountsOf(() => [stack, other]);
  test.before(async () => {
    mongo = await testMongo();
    [stack, other] = await startAccountStacks(mongo, () => new Date(now));
  });
  test.after(async () => {
    await Promise.all([stack.close(), other.close()]);
    await mongo.close();
  });

  test('somebody invited sees whose link it is, chooses a password, and is in', async () => {
    await add('ivy');
    assert.is((await signIn('ivy', 'ivy has no password yet')).status, 401);
    const made = await link('ivy');
    assert.match(made.link, /^https:\/\/misty\.example\/welcome#[\w-]{43}$/);
    assert.is(Date.parse(made.expiresAt), now + 3 * DAY_MS);
    const opened = await post('/api/auth/link/open', { token: made.token }, { at: other });
    assert.equal(opened.body, { username: 'ivy', name: 'Test ivy', expiresAt: made.expiresAt });
    const weak = await use(made.token, 'ivy-ivy-ivy');
    assert.equal([weak.status, weak.body.code], [409, 'weak-password']);
    assert.match(weak.body.detail ?? '', /made of your own name/);
    const welcome = await use(made.token, 'core cutter on lane four', other);
    assert.equal([welcome.status, welcome.body.user?.id], [200, 'ivy']);
    assert.ok(await isIn(String(welcome.body.accessToken), other));
    const back = async () => (await signIn('IVY', 'core cutter on lane four')).status === 200;
    await eventually('the password counts everywhere', back);
  });

  test('a link is used once, also when it is used twice at once in two processes', async () => {
    await add('una', 'una slits the first reel');
    const before = (await signIn('una', 'una slits the first reel')).token;
    const { token } = await link('una');
    const passwords = ['una slits one more reel', 'una slits two more reels'];
    const answers = await Promise.all([use(token, passwords[0] ?? ''), use(token, passwords[1] ?? '', other)]);
    assert.equal(answers.map(({ status }) => status).sort(), [200, 404]);
    const won = passwords[answers[0]?.status === 200 ? 0 : 1] ?? '';
    const lost = passwords.find((one) => one !== won) ?? '';
    const statuses = async (at: TestStack) => [
      (await signIn('una', won, at)).status,
      (await signIn('una', lost, at)).status,
      (await signIn('una', 'una slits the first reel', at)).status,
    ];
    for (const at of [stack, other]) {
      await eventually('one password counts', async () => (await statuses(at)).join() === '200,401,401');
      await eventually('who was in is out', async () => !(await isIn(before, at)));
    }
    assert.equal((await use(token, 'una tries it a third time')).body.detail, OVER);
  });

  test('a link that was used, replaced, has lapsed or never was is answered alike', async () => {
    await add('leo');
    const first = await link('leo');
    const second = await link('leo');
    const third = { token: 'A'.repeat(43) };
    const answers = [first, third, { token: 'x' }].map(({ token }) => use(token, 'leo winds the last core'));
    const { requestId: _, ...expected } = (await use('never was', 'leo winds the last core')).body;
    assert.equal([expected.status, expected.code, expected.detail], [404, 'link-over', OVER]);
    for (const answer of answers) {
      const { requestId: __, ...body } = (await answer).body;
      assert.equal(body, expected);
    }
    now += 3 * DAY_MS - 1_000;
    assert.is((await post('/api/auth/link/open', { token: second.token })).status, 200);
    now += 1_000;
    const { requestId: ___, ...lapsed } = (await use(second.token, 'leo winds the last core')).body;
    assert.equal(lapsed, expected);
    assert.is((await post('/api/auth/link/open', { token: second.token }, { at: other })).status, 404);
  });

  test('a link into an account that was closed meanwhile leads nowhere, also when it is open again', async () => {
    await add('eve');
    const { token } = await link('eve');
    await stack.send('DeactivateUser', { userId: 'eve' });
    assert.is((await use(token, 'eve stacks the pallets')).status, 404);
    await eventually('closed everywhere', async () => (await other.auth.people.byId('eve'))?.active === false);
    assert.is((await use(token, 'eve stacks the pallets', other)).status, 404);
    const refused = await post('/api/auth/links', { userId: 'eve' }, { token: stack.token('admin') });
    assert.equal([refused.status, refused.body.detail], [403, 'The account of Test eve is closed. Open it first.']);
    await stack.send('ReactivateUser', { userId: 'eve' });
    assert.is((await use(token, 'eve stacks the pallets')).status, 404);
    const again = await link('eve');
    assert.is((await use(again.token, 'eve stacks the pallets')).status, 200);
  });

  test('links are made by administrators alone', async () => {
    for (const role of ['manager', 'production_manager', 'auditor', 'employee'] as const) {
      const refused = await post('/api/auth/links', { userId: userIdOf('sales') }, { token: stack.token(role) });
      assert.equal([refused.status, refused.body.code], [403, 'not-allowed']);
    }
    assert.is((await post('/api/auth/links', { userId: userIdOf('sales') })).status, 401);
    const nobody = await post('/api/auth/links', { userId: 'nobody' }, { token: stack.token('admin') });
    assert.equal([nobody.status, nobody.body.code], [404, 'not-found']);
    assert.is((await post('/api/auth/links', { userId: { $gt: '' } }, { token: stack.token('admin') })).status, 400);
  });

  test('guesses at links are slowed down', async () => {
    const from = address();
    for (let guess = 0; guess < 5; guess += 1) {
      assert.is((await post('/api/auth/link/open', { token: `guess ${guess}` }, { from })).status, 404);
    }
    assert.is((await post('/api/auth/link/open', { token: 'guess' }, { from })).status, 429);
    assert.is((await post('/api/auth/link', { token: 'guess', password: 'x' }, { from })).status, 429);
  });

  test('a password is the same on every keyboard', async () => {
    await add('noor');
    const { token } = await link('noor');
    assert.is((await use(token, 'scho\u0308ne weite Welt')).status, 200);
    assert.is((await signIn('noor', 'sch\u00f6ne weite Welt')).status, 200);
    assert.is((await signIn('noor', 'schone weite Welt')).status, 401);
  });

  test('leave no password, no hash and no link in an event or in the log of the server', () => leavesNoTrace(mongo));
});
