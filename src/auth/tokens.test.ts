import fastify, { type FastifyInstance } from 'fastify';
import { assert, rejects, suite } from '../testing/suite.ts';
import { SignInRequired } from './errors.ts';
import type { SigningKey } from './keys.ts';
import { type AccessToken, registerTokens, type Tokens } from './tokens.ts';

const HOUR_MS = 3_600_000;

suite('an access token that was good before', (test) => {
  const key: SigningKey = { kid: 'first', secret: 'a1'.repeat(16) };
  let app: FastifyInstance;
  let tokens: Tokens;
  let now: number;
  let keys: SigningKey[];
  test.before.each(async () => {
    app = fastify();
    now = Date.parse('2026-07-01T08:00:00Z');
    keys = [key];
    const find = async (kid: string) => keys.find((one) => one.kid === kid);
    tokens = await registerTokens(app, { signing: key, find }, () => new Date(now));
  });
  test.after.each(() => app.close());

  const issued = (sessionId: string) => {
    const at = (ms: number) => new Date(now + ms);
    const token: AccessToken = {
      ...{ sessionId, userId: 'kylie', epoch: 0, way: 'password', deviceId: undefined },
      ...{ expiresAt: at(HOUR_MS), signInExpiresAt: at(2 * HOUR_MS) },
    };
    return { token, text: tokens.issue(token) };
  };

  test('says the same when it comes again', async () => {
    const { token, text } = issued('one');
    assert.equal(await tokens.read(text), token);
    assert.equal(await tokens.read(text), token);
    assert.is(tokens.proven, 1);
  });

  test('is refused once it has lapsed, by our clock', async () => {
    const { text } = issued('one');
    await tokens.read(text);
    now += HOUR_MS - 1;
    await tokens.read(text);
    now += 2;
    assert.is((await rejects(tokens.read(text), SignInRequired)).expired, true);
  });

  test('is refused once its key has gone', async () => {
    const { text } = issued('one');
    await tokens.read(text);
    keys = [{ kid: 'second', secret: 'b2'.repeat(16) }];
    await rejects(tokens.read(text), SignInRequired);
  });

  test('lends nothing to one that was altered', async () => {
    const { text } = issued('one');
    await tokens.read(text);
    const [head, claims = '', signature = ''] = text.split('.');
    const other = signature.startsWith('A') ? 'B' : 'A';
    await rejects(tokens.read(`${head}.${claims}.${other}${signature.slice(1)}`), SignInRequired);
    await rejects(tokens.read(text.toUpperCase()), SignInRequired);
    assert.is(tokens.proven, 1);
  });

  test('is kept among a bounded number of others, and read anew where it was dropped', async () => {
    const { token, text } = issued('one');
    await tokens.read(text);
    for (let count = 0; count < 2_100; count += 1) await tokens.read(issued(`other-${count}`).text);
    assert.is(tokens.proven, 2_000);
    assert.equal(await tokens.read(text), token);
  });
});
