import { setPassword } from '../../auth/set-password.ts';
import { eventually } from '../misty.ts';
import type { TestMongo } from '../mongo.ts';
import { assert } from '../suite.ts';
import { passwordOf, startTestStacks, type TestStack } from './stack.ts';

/** For tests: two server processes of a company whose people come in as often as they like, and stay. */
export async function startAccountStacks(
  mongo: TestMongo,
  clock: () => Date,
): Promise<readonly [stack: TestStack, other: TestStack]> {
  return await startTestStacks(mongo, {
    ...{ clock, recordedAt: clock, publicUrl: 'https://misty.example' },
    limits: { signInsPerMinute: 10_000 },
    lifetimes: { accessSeconds: 30 * 86_400, signInSeconds: 30 * 86_400 },
  });
}

/**
 * For tests: accounts in two server processes, once they have started. Each request comes from an address of its own
 * unless told, so that none is slowed down for another one's guesses; functions that take `at` ask that process.
 */
export function accountsOf(both: () => readonly [stack: TestStack, other: TestStack]) {
  const [here, there] = [() => both()[0], () => both()[1]];
  const secrets: string[] = [];
  let addresses = 0;
  const address = () => {
    addresses += 1;
    return `2001:db8:${addresses.toString(16)}::1`;
  };
  const post = (url: string, payload: object, { at = here(), token = '', from = address() } = {}) => {
    const headers = { 'x-forwarded-for': from, ...(token !== '' && { authorization: `Bearer ${token}` }) };
    return at.ask({ method: 'POST', url, payload, headers });
  };
  return {
    address,
    post,
    /** Passwords and links that were used, for `leavesNoTrace`. */
    secrets,

    async signIn(username: string, password: string, at = here()) {
      const answer = await post('/api/auth/login', { username, password }, { at });
      return { status: answer.status, code: answer.body.code, token: String(answer.body.accessToken) };
    },

    async isIn(token: string, at = here()): Promise<boolean> {
      const headers = { authorization: `Bearer ${token}` };
      return (await at.ask({ method: 'GET', url: '/api/auth/me', headers })).status === 200;
    },

    /** Somebody of their own for a test, with a password. */
    async add(userId: string, password?: string): Promise<void> {
      const card = { username: userId, name: `Test ${userId}`, role: 'employee' } as const;
      assert.is((await here().send('RegisterUser', { userId, ...card })).status, 200);
      const { auth } = here();
      if (password !== undefined) {
        secrets.push(password);
        await setPassword(auth, { userId, password, by: 'operator', way: 'operator' });
      }
      const { people } = there().auth;
      await eventually('the other process knows', async () => (await people.byId(userId)) !== undefined);
      const counts = await auth.people.passwordIdOf(userId);
      await eventually('and the password', async () => (await people.passwordIdOf(userId)) === counts);
    },

    /** A one-time link that an administrator has made, known to both. */
    async link(userId: string, at = here()) {
      const answer = await post('/api/auth/links', { userId }, { at, token: here().token('admin') });
      assert.is(answer.status, 200, answer.text);
      const made = String(answer.body['link']);
      const token = made.slice(made.indexOf('#') + 1);
      secrets.push(token);
      for (const { auth } of both()) {
        await eventually('the link is known', async () => {
          const known = await auth.links.find(token);
          return (await auth.people.linkOf(userId))?.id === known?.id;
        });
      }
      return { token, link: made, expiresAt: String(answer.body['expiresAt']) };
    },

    use(token: string, password: string, at = here()) {
      secrets.push(password);
      return post('/api/auth/link', { token, password }, { at });
    },

    /** No secret is in an event or in the log of a server, and no link is kept as it is. */
    async leavesNoTrace({ logDb, viewDb }: TestMongo): Promise<void> {
      const events = JSON.stringify(await logDb.collection('commits').find({}).toArray());
      const links = JSON.stringify(await viewDb.collection('links').find({}).toArray());
      const credentials = await viewDb.collection('credentials').find({}).toArray();
      assert.match(events, /PasswordSet/);
      assert.ok(secrets.length > 10 && credentials.length > 10);
      const logged = both().map((stack) => stack.logged());
      for (const secret of secrets) {
        for (const text of [events, ...logged]) assert.not.ok(text.includes(secret), secret);
        if (/^[\w-]{43}$/.test(secret)) assert.not.ok(links.includes(secret));
      }
      for (const { ['hash']: hash } of credentials) assert.not.ok(events.includes(String(hash)));
      for (const text of [events, ...logged]) {
        assert.not.match(text, /argon2/);
        for (const role of ['admin', 'sales'] as const) assert.not.ok(text.includes(passwordOf(role)));
      }
    },
  };
}
