import type { Db } from 'mongodb';
import type { Role } from '../../contracts/permissions.ts';
import { assert } from '../suite.ts';
import { type Answer, cookiesOf, passwordOf, type TestStack, userIdOf } from './stack.ts';

export const PIN = '2741';
export type Cookies = Record<string, string>;

/**
 * For tests: shared tablets of a stack, and people who sign in on them by PIN, as browsers do. Each request comes from a
 * network of its own, so that no test slows another one down. `here` is the stack, once it has started; whatever takes
 * `at` asks another process instead.
 */
export function tabletsOf(here: () => TestStack) {
  let places = 0;
  const post = (url: string, payload: object, cookies: Cookies = {}, at = here()): Promise<Answer> => {
    places += 1;
    const from = { headers: { 'sec-fetch-site': 'same-origin' }, remoteAddress: `203.0.${places}.7` };
    return at.ask({ method: 'POST', url, payload, cookies, ...from });
  };
  const get = (url: string, cookies: Cookies, at = here()) => at.ask({ method: 'GET', url, cookies });
  const bearer = (role: Role) => ({ authorization: `Bearer ${here().token(role)}` });
  const setPin = (role: Role, pin = PIN, password = passwordOf(role)) =>
    here().ask({ method: 'POST', url: '/api/auth/pin', payload: { password, pin }, headers: bearer(role) });
  const newCode = async (name = 'Winding 1') => {
    const asked = { method: 'POST', url: '/api/auth/devices/codes', payload: { name } } as const;
    const answer = await here().ask({ ...asked, headers: bearer('admin') });
    assert.is(answer.status, 200, answer.text);
    return String(answer.body['code']);
  };
  const pinLogin = (role: Role, cookies: Cookies, pin = PIN, at = here()) =>
    post('/api/auth/pin-login', { userId: userIdOf(role), pin }, cookies, at);
  return {
    post,
    get,
    /** With which status it is said who is signed in. */
    me: async (cookies: Cookies, at = here()) => (await get('/api/auth/me', cookies, at)).status,
    bearer,
    setPin,
    newCode,
    /** The cookie of a tablet that was just enrolled, and its id. */
    async tablet(name?: string) {
      const answer = await post('/api/auth/devices/enrol', { code: await newCode(name) });
      assert.is(answer.status, 200, answer.text);
      return { cookies: cookiesOf(answer), id: (answer.body['device'] as { id: string }).id };
    },
    pinLogin,
    /** All cookies of a tablet that somebody has come in on by PIN. */
    async enter(role: Role, cookies: Cookies, at = here()): Promise<Cookies> {
      const answer = await pinLogin(role, cookies, PIN, at);
      assert.is(answer.status, 200, answer.text);
      return { ...cookies, ...cookiesOf(answer) };
    },
  };
}

/** What the log has of this type about the sign-ins of an account, the oldest first. */
export async function signInEvents(log: Db, userId: string, type: string): Promise<Record<string, unknown>[]> {
  const commits = await log.collection<Commit>('commits').find({}).sort({ position: 1 }).toArray();
  return commits
    .flatMap(({ events }) => events)
    .filter((event) => event.type === type && event.stream.aggregate === `sign-ins/${userId}`)
    .map(({ data }) => data);
}

interface Commit {
  readonly events: readonly {
    readonly type: string;
    readonly stream: { readonly aggregate: string };
    readonly data: Record<string, unknown>;
  }[];
}
