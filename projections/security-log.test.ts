import { securityEntry } from '../src/contracts/security-log.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { securityLog } from './security-log.ts';

const sessionId = '01936f0e-0000-4000-8000-000000000001';
const expiresAt = '2026-12-12T00:00:00.000Z';
const place = { device: 'Safari on iPad', network: '203.0.113.0/24' };

suite('security log', (test) => {
  const { view, ids, parked } = project(securityLog, [
    ['user/ben', 'UserRegistered', { username: 'ben', name: 'Ben Okafor', role: 'sales' }],
    ['sign-ins/ben', 'LinkMade', { linkId: 'l1', expiresAt }],
    {
      user: 'ben',
      events: [
        ['sign-ins/ben', 'PasswordSet', { way: 'link', passwordId: 'p1', was: 'ben' }],
        ['sign-ins/ben', 'EverySessionEnded', { because: 'password-reset', epoch: 1 }],
      ],
    },
    ['sign-ins/ben', 'SignedIn', { sessionId, way: 'link', ...place, expiresAt, epoch: 1, told: [] }],
    ['sign-ins/ben', 'SignInsFailed', { count: 5, network: '198.51.100.0/24' }],
    ['sign-ins/ben', 'SessionEnded', { sessionId, because: 'token-reused', expiresAt }],
    ['sign-ins/ben', 'EverySessionEnded', { because: 'password-changed', epoch: 2, keptSessionId: sessionId }],
    ['user/ben', 'UserRevised', { username: 'ben.okafor', name: 'Ben Okafor' }],
    ['user/ben', 'UserRoleChanged', { role: 'manager', was: 'sales', reason: 'Runs the office' }],
    { user: 'nerida', device: 'd1', events: [['user/ben', 'UserDeactivated', { reason: 'Has left' }]] },
    ['user/ben', 'UserReactivated', {}],
    ['sign-ins/ben', 'PinSet', {}],
    ['sign-ins/ben', 'PinLocked', { deviceId: 'd1', count: 5 }],
    ['sign-ins/ben', 'PinCleared', {}],
    ['sign-ins/ben', 'PasskeyAdded', { passkeyId: 'pk1', label: 'Phone' }],
    ['sign-ins/ben', 'PasskeyCopied', { passkeyId: 'pk1', label: 'Phone' }],
    ['sign-ins/ben', 'PasskeyRemoved', { passkeyId: 'pk1', label: 'Phone' }],
    ['sign-ins/ben', 'LogDoubted', { kind: 'differs', position: 7, pinnedAt: '2026-11-12T00:00:00.000Z' }],
    ['device/d1', 'DeviceEnrolled', { name: 'Winder 2' }],
    ['device/d1', 'DeviceRevoked', { name: 'Winder 2', reason: 'Broken' }],
  ]);

  test('has an entry for everything that happens, and nothing that opens anything', () => {
    assert.equal(parked, []);
    const entries = ids.map((id) => securityEntry.parse(view(id)));
    assert.equal(
      entries.sort((a, b) => a.position - b.position).map(({ kind }) => kind),
      [
        ...['account-made', 'link-made', 'password-set', 'every-session-ended', 'signed-in', 'sign-ins-failed'],
        ...['session-ended', 'every-session-ended', 'account-changed', 'role-changed', 'account-closed'],
        ...['account-opened', 'pin-set', 'pin-locked', 'pin-cleared', 'passkey-added', 'passkey-copied'],
        ...['passkey-removed', 'log-doubted', 'tablet-shared', 'tablet-not-shared'],
      ],
    );
    const text = JSON.stringify(ids.map((id) => view(id)));
    for (const hidden of [sessionId, '"l1', '"p1', 'pk1']) assert.not.ok(text.includes(hidden), hidden);
  });

  test('says who, whose, how, from where and why', () => {
    const { at, position, index, month, ...signedIn } = securityEntry.parse(view('sign-ins.ben.4'));
    assert.equal(signedIn, {
      ...{
        id: 'sign-ins.ben.4',
        kind: 'signed-in',
        userId: 'ben',
        userName: 'BEN',
        by: { id: 'kylie', name: 'KYLIE' },
      },
      ...{ way: 'link', ...place },
    });
    assert.equal([month, position, index], [at.slice(0, 7), 4, 0]);
    assert.equal([view('sign-ins.ben.2')?.by.id, view('sign-ins.ben.2')?.way], ['ben', 'link']);
    assert.equal([view('sign-ins.ben.7')?.because, view('sign-ins.ben.7')?.kept], ['password-changed', true]);
    assert.equal([view('sign-ins.ben.5')?.count, view('sign-ins.ben.5')?.network], [5, '198.51.100.0/24']);
    const role = view('user.ben.3');
    assert.equal([role?.role, role?.was, role?.reason], ['manager', 'sales', 'Runs the office']);
    assert.equal(view('user.ben.4')?.by, { id: 'nerida', name: 'NERIDA', device: { id: 'd1', name: 'D1' } });
    const tablet = view('device.d1.2');
    assert.equal([tablet?.userId, tablet?.label, tablet?.reason], ['kylie', 'Winder 2', 'Broken']);
  });

  test('is listed by month, and by month and person', () => {
    const where = securityLog.query?.list?.where;
    assert.equal(where?.({ month: '2026-11' }), { month: '2026-11' });
    assert.equal(where?.({ month: '2026-11', userId: 'ben' }), { month: '2026-11', userId: 'ben' });
  });
});
