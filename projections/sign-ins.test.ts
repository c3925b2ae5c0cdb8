import { accountSignIns } from '../src/contracts/sign-in.ts';
import type { Given } from '../src/testing/commits.ts';
import { type GivenCommit, project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { signIns } from './sign-ins.ts';

const about = 'sign-ins/ben';
const sessionId = '01936f0e-0000-4000-8000-000000000001';
const expiresAt = '2026-12-12T00:00:00.000Z';
const place = { device: 'Safari on iPad', network: '203.0.113.0/24' };
const signedIn: Given = [about, 'SignedIn', { sessionId, way: 'password', ...place, expiresAt, epoch: 0, told: [] }];
const link: Given = [about, 'LinkMade', { linkId: 'l1', expiresAt }];
const ended = (because: string, epoch: number): Given => [about, 'EverySessionEnded', { because, epoch }];
const passwordSet = (passwordId: string, epoch: number): GivenCommit => ({
  user: 'ben',
  events: [[about, 'PasswordSet', { way: 'link', passwordId, was: 'ben' }], ended('password-reset', epoch)],
});

suite('sign-ins', (test) => {
  const after = (...history: (Given | GivenCommit)[]) => {
    const { view, parked } = project(signIns, history);
    assert.equal(parked, []);
    const seen = view('ben');
    return accountSignIns.parse(seen);
  };

  test('tell the last one, and how many failed since', () => {
    const failed: Given = [about, 'SignInsFailed', { count: 3, network: 'x' }];
    assert.equal([after(failed, failed).failed, after(failed).last], [6, undefined]);
    const { last, failed: left } = after(failed, signedIn, failed);
    assert.equal([last?.way, last?.device, left], ['password', 'Safari on iPad', 3]);
  });

  test('tell whose sessions have ended', () => {
    const one: Given = [about, 'SessionEnded', { sessionId, because: 'signed-out', expiresAt }];
    assert.equal(after(signedIn, one).ended, [{ sessionId, expiresAt }]);
    assert.is(after(signedIn, ended('ended-by-admin', 1)).epoch, 1);
    assert.is(after(signedIn, passwordSet('p1', 1), passwordSet('p2', 2)).epoch, 2);
  });

  test('name the password that counts, and the link that is out', () => {
    assert.is(after(signedIn).passwordId, undefined, 'the first one has the id of the account');
    assert.is(after(passwordSet('p1', 1), passwordSet('p2', 2)).passwordId, 'p2');
    assert.equal(after(link).link?.id, 'l1');
    assert.is(after(link, passwordSet('p1', 1)).link, undefined);
    assert.is(after(link, ended('deactivated', 1)).link, undefined);
    assert.is(after(link, ended('ended-by-admin', 1)).link?.id, 'l1');
  });

  test('name the passkeys that count, and when each was used last', () => {
    const added = (passkeyId: string): Given => [about, 'PasskeyAdded', { passkeyId, label: `Phone ${passkeyId}` }];
    const removed: Given = [about, 'PasskeyRemoved', { passkeyId: 'k1', label: 'Phone k1' }];
    const [, , by] = signedIn;
    const used: Given = [about, 'SignedIn', { ...by, way: 'passkey', passkeyId: 'k2' }];
    const seen = (...history: Given[]) =>
      after(...history).passkeys?.map(({ id, label, lastUsedAt }) => [id, label, lastUsedAt !== undefined]);
    assert.is(seen(signedIn), undefined);
    assert.equal(seen(added('k1'), added('k2'), used), [
      ['k1', 'Phone k1', false],
      ['k2', 'Phone k2', true],
    ]);
    assert.equal(seen(added('k1'), added('k2'), removed), [['k2', 'Phone k2', false]]);
    for (const because of ['deactivated', 'password-reset']) assert.equal(seen(added('k1'), ended(because, 1)), []);
    assert.is(seen(added('k1'), ended('password-changed', 1))?.length, 1);
  });

  test('are in order, also of accounts that nobody has signed in with yet', () => {
    const never = project(signIns, [link]).row('ben') as never;
    const once = project(signIns, [signedIn]).row('ben') as never;
    const order = signIns.query?.list?.order;
    assert.equal(order?.(never), [0]);
    assert.ok(Number(order?.(once)[0]) < 0);
  });
});
