import { by, given } from '../../testing/domain/given.ts';
import { suite } from '../../testing/suite.ts';
import { COMPANY } from '../company.ts';
import { admins } from '../user/admins.ts';
import { user } from '../user/decider.ts';
import { signIns } from './sign-ins.ts';

const sessionId = '01936f0e-0000-4000-8000-000000000001';
const other = '01936f0e-0000-4000-8000-000000000002';
const expiresAt = '2026-12-12T00:00:00.000Z';
const place = { device: 'Safari on iPad', network: '203.0.113.0/24', expiresAt };
const ben = user.event('ben', 'UserRegistered', { username: 'ben', name: 'Ben Okafor', role: 'manager' });
const amy = by(
  'operator',
  user.event('amy', 'UserRegistered', { username: 'amy', name: 'Amy Stone', role: 'admin' }),
  admins.event(COMPANY, 'AdminAppointed', { userId: 'amy', name: 'Amy Stone' }),
);
const signIn = { userId: 'ben', sessionId, way: 'password', ...place } as const;
const ended = (id: string, because: 'signed-out' | 'token-reused' = 'signed-out') =>
  signIns.event('ben', 'SessionEnded', { sessionId: id, because, expiresAt });

const noRight = {
  refused: 'not-allowed',
  detail: 'Your role does not allow this. Ask the office if you need it.',
  winner: { user: 'kylie', type: 'UserRegistered' },
} as const;

suite('sign-ins', (test) => {
  test('belong to the epoch that they begin in', () => {
    const { userId: _, ...data } = signIn;
    given(ben)
      .when('RecordSignIn', signIn)
      .thenRecords(signIns.event('ben', 'SignedIn', { ...data, epoch: 0, told: [] }));
    given(ben, signIns.event('ben', 'EverySessionEnded', { because: 'signed-out-everywhere', epoch: 1 }))
      .when('RecordSignIn', signIn)
      .thenRecords(signIns.event('ben', 'SignedIn', { ...data, epoch: 1, told: [] }));
  });

  test('are refused to a closed account and to nobody', () => {
    given(ben, user.event('ben', 'UserDeactivated', {}))
      .when('RecordSignIn', signIn)
      .thenRefuses({ refused: 'account-closed', detail: 'This account is closed. Ask an administrator.' });
    given()
      .when('RecordSignIn', signIn)
      .thenRefuses({ refused: 'not-found', detail: 'There is no account ben. Choose one from the list.' });
  });

  test('tell what happened since the one before, once', () => {
    const { userId: _, ...data } = signIn;
    const at = new Date('2026-11-12T03:00:00.000Z');
    const failed = { events: [signIns.event('ben', 'SignInsFailed', { count: 2, network: 'x' })], moment: { at } };
    const reused = { events: [ended(other, 'token-reused')], moment: { at } };
    const told = [
      { kind: 'failed-sign-ins', at: at.toISOString(), count: 4 },
      { kind: 'token-reused', at: at.toISOString() },
    ] as const;
    given(ben, failed, failed, reused)
      .when('RecordSignIn', signIn)
      .thenRecords(signIns.event('ben', 'SignedIn', { ...data, epoch: 0, told }));
    given(ben, failed, signIns.event('ben', 'SignedIn', { ...data, epoch: 0, told: [] }))
      .when('RecordSignIn', signIn)
      .thenRecords(signIns.event('ben', 'SignedIn', { ...data, epoch: 0, told: [] }));
  });

  test('end once, and a session that has ended is remembered as long as it would have lasted', () => {
    given(ben)
      .when('EndSession', { userId: 'ben', sessionId, because: 'signed-out', expiresAt })
      .thenRecords(ended(sessionId));
    given(ben, ended(sessionId))
      .when('EndSession', { userId: 'ben', sessionId, because: 'token-reused', expiresAt })
      .thenRecordsNothing();
    const later = new Date('2027-01-01T00:00:00.000Z');
    given(ben, ended(sessionId), { events: [ended(other)], moment: { at: later } })
      .when('EndSession', { userId: 'ben', sessionId, because: 'signed-out', expiresAt })
      .thenRecords(ended(sessionId));
  });

  test('all end with a new password, but for the one that set it', () => {
    given(ben)
      .when('RecordPassword', { userId: 'ben', way: 'changed', keptSessionId: sessionId })
      .thenRecords(
        signIns.event('ben', 'PasswordSet', { way: 'changed' }),
        signIns.event('ben', 'EverySessionEnded', { because: 'password-changed', epoch: 1, keptSessionId: sessionId }),
      );
    given(ben)
      .when('RecordPassword', { userId: 'ben', way: 'operator' })
      .thenRecords(
        signIns.event('ben', 'PasswordSet', { way: 'operator' }),
        signIns.event('ben', 'EverySessionEnded', { because: 'password-reset', epoch: 1 }),
      );
  });

  const set = (passwordId: string, was: string) =>
    signIns.event('ben', 'PasswordSet', { way: 'operator', passwordId, was });

  test('go by the password that counts at that moment, and the first one has the id of the account', () => {
    const { userId: _, ...data } = signIn;
    const refusal = {
      refused: 'password-changed',
      detail: 'The password was changed a moment ago. Use the new one.',
    } as const;
    for (const [events, counts, gone] of [
      [[], 'ben', 'p1'],
      [[set('p1', 'ben')], 'p1', 'ben'],
      [[set('p1', 'ben'), set('p2', 'p1')], 'p2', 'p1'],
    ] as const) {
      given(ben, ...events)
        .when('RecordSignIn', { ...signIn, passwordId: counts })
        .thenRecords(signIns.event('ben', 'SignedIn', { ...data, epoch: 0, told: [] }));
      given(ben, ...events)
        .when('RecordSignIn', { ...signIn, passwordId: gone })
        .thenRefuses(refusal);
      const change = { userId: 'ben', way: 'changed', passwordId: 'p3' } as const;
      given(ben, ...events)
        .when('RecordPassword', { ...change, previousId: counts })
        .thenRecords(
          signIns.event('ben', 'PasswordSet', { way: 'changed', passwordId: 'p3', was: counts }),
          signIns.event('ben', 'EverySessionEnded', { because: 'password-changed', epoch: 1 }),
        );
      given(ben, ...events)
        .when('RecordPassword', { ...change, previousId: gone })
        .thenRefuses(refusal);
    }
  });

  test('all end when an administrator says so, and not when somebody else does', () => {
    given(ben, amy)
      .when('SignOutUser', { userId: 'ben' }, { user: 'amy' })
      .thenRecords(signIns.event('ben', 'EverySessionEnded', { because: 'ended-by-admin', epoch: 1 }));
    given(ben, amy).when('SignOutUser', { userId: 'amy' }, { user: 'ben' }).thenRefuses(noRight);
  });
});

suite('one-time links', (test) => {
  const at = new Date('2026-11-12T00:00:00.000Z');
  const expires = new Date('2026-11-15T00:00:00.000Z');
  const link = (linkId: string) => signIns.event('ben', 'LinkMade', { linkId, expiresAt: expires.toISOString() });
  const use = (linkId: string) => ({ userId: 'ben', way: 'link', linkId, passwordId: 'p1' }) as const;
  const over = {
    refused: 'link-over',
    detail: 'This link has been used, or has lapsed. Ask an administrator for a new one.',
  } as const;
  const used = [
    signIns.event('ben', 'PasswordSet', { way: 'link', passwordId: 'p1', was: 'ben' }),
    signIns.event('ben', 'EverySessionEnded', { because: 'password-reset', epoch: 1 }),
  ];

  test('are made by administrators and by the operator, for an account that is open', () => {
    const wish = { userId: 'ben', linkId: 'l1', expiresAt: expires.toISOString() };
    for (const by of ['amy', 'operator']) {
      given(ben, amy).when('RecordLink', wish, { user: by }).thenRecords(link('l1'));
    }
    given(ben, amy).when('RecordLink', wish, { user: 'ben' }).thenRefuses(noRight);
    given(amy)
      .when('RecordLink', { ...wish, userId: 'amy' }, { user: 'amy' })
      .thenRefuses({
        refused: 'own-account',
        detail: 'Change your own password with the present one, or ask another administrator.',
      });
    given(ben, amy, user.event('ben', 'UserDeactivated', {}))
      .when('RecordLink', wish, { user: 'amy' })
      .thenRefuses({ refused: 'account-closed', detail: 'The account of Ben Okafor is closed. Open it first.' });
  });

  test('set a password once, until they lapse', () => {
    given(ben, link('l1'))
      .when('RecordPassword', use('l1'), { at })
      .thenRecords(...used);
    given(ben, link('l1'), ...used)
      .when('RecordPassword', use('l1'), { at })
      .thenRefuses(over);
    const last = new Date(expires.getTime() - 1);
    given(ben, link('l1'))
      .when('RecordPassword', use('l1'), { at: last })
      .thenRecords(...used);
    given(ben, link('l1')).when('RecordPassword', use('l1'), { at: expires }).thenRefuses(over);
  });

  test('count no more when there is another one, when a password was set, and when the account was closed', () => {
    given(ben, link('l1'), link('l2')).when('RecordPassword', use('l1'), { at }).thenRefuses(over);
    given(ben, link('l1'), link('l2'))
      .when('RecordPassword', use('l2'), { at })
      .thenRecords(...used);
    given(ben).when('RecordPassword', use('l1'), { at }).thenRefuses(over);
    const changed = signIns.event('ben', 'PasswordSet', { way: 'changed' });
    given(ben, link('l1'), changed).when('RecordPassword', use('l1'), { at }).thenRefuses(over);
    const closed = [
      user.event('ben', 'UserDeactivated', {}),
      signIns.event('ben', 'EverySessionEnded', { because: 'deactivated', epoch: 1 }),
    ];
    given(ben, link('l1'), ...closed)
      .when('RecordPassword', use('l1'), { at })
      .thenRefuses(over);
    given(ben, link('l1'), ...closed, user.event('ben', 'UserReactivated', {}))
      .when('RecordPassword', use('l1'), { at })
      .thenRefuses(over);
  });

  test('count no more when the person who made them may make none any more', () => {
    const made = by('amy', link('l1'));
    given(ben, amy, made)
      .when('RecordPassword', use('l1'), { at })
      .thenRecords(...used);
    for (const gone of [
      user.event('amy', 'UserDeactivated', {}),
      user.event('amy', 'UserRoleChanged', { role: 'manager', was: 'admin' }),
    ]) {
      given(ben, amy, made, gone).when('RecordPassword', use('l1'), { at }).thenRefuses(over);
    }
    given(ben, amy, by('operator', link('l1')), user.event('amy', 'UserDeactivated', {}))
      .when('RecordPassword', use('l1'), { at })
      .thenRecords(...used);
  });
});
