import { PASSKEY_REFUSED, PASSKEYS_MAX } from '../../contracts/passkey-rules.ts';
import { by, given } from '../../testing/domain/given.ts';
import { suite } from '../../testing/suite.ts';
import { user } from '../user/decider.ts';
import { signIns } from './sign-ins.ts';

const ben = user.event('ben', 'UserRegistered', { username: 'ben', name: 'Ben Okafor', role: 'manager' });
const phone = { passkeyId: 'k1', label: 'Work phone' };
const added = (passkeyId = 'k1') => signIns.event('ben', 'PasskeyAdded', { ...phone, passkeyId });
const removed = signIns.event('ben', 'PasskeyRemoved', phone);
const wish = { userId: 'ben', ...phone, passwordId: 'ben' };
const mine = { userId: 'ben', passkeyId: 'k1' };
const asBen = { user: 'ben' };

suite('passkeys', (test) => {
  test('are added by the password that counts at that moment', () => {
    given(ben).when('RecordPasskey', wish, asBen).thenRecords(added());
    const changed = signIns.event('ben', 'PasswordSet', { way: 'changed', passwordId: 'p1', was: 'ben' });
    given(ben, changed).when('RecordPasskey', wish, asBen).thenRefuses({
      refused: 'password-changed',
      detail: 'The password was changed a moment ago. Use the new one.',
    });
    given(ben, changed)
      .when('RecordPasskey', { ...wish, passwordId: 'p1' }, asBen)
      .thenRecords(added());
  });

  test('are added once, and so many of them', () => {
    given(ben, added()).when('RecordPasskey', wish, asBen).thenRefuses({
      refused: 'already-exists',
      detail: 'This device has a passkey for Misty already. Use it to sign in.',
    });
    given(ben, added(), removed).when('RecordPasskey', wish, asBen).thenRecords(added());
    const many = Array.from({ length: PASSKEYS_MAX }, (_, index) => added(`m${index}`));
    given(ben, ...many)
      .when('RecordPasskey', wish, asBen)
      .thenRefuses({
        refused: 'too-many-passkeys',
        detail: 'You have 10 passkeys. Remove one that you do not use first.',
      });
  });

  test('are for administrators and managers whose account is open', () => {
    const demoted = by('amy', user.event('ben', 'UserRoleChanged', { role: 'sales', was: 'manager' }));
    given(ben, demoted)
      .when('RecordPasskey', wish, asBen)
      .thenRefuses({
        refused: 'not-allowed',
        detail: 'Your role does not allow this. Ask the office if you need it.',
        winner: { user: 'amy', type: 'UserRoleChanged' },
      });
    given(ben, by('amy', user.event('ben', 'UserDeactivated', {})))
      .when('RecordPasskey', wish, asBen)
      .thenRefuses({
        refused: 'account-closed',
        detail: 'Your account is closed. Ask an administrator.',
        winner: { user: 'amy', type: 'UserDeactivated' },
      });
  });

  test('are removed once', () => {
    given(ben, added()).when('RecordPasskeyRemoved', mine, asBen).thenRecords(removed);
    given(ben, added(), removed).when('RecordPasskeyRemoved', mine, asBen).thenRecordsNothing();
    given(ben).when('RecordPasskeyRemoved', mine, asBen).thenRecordsNothing();
  });

  const signIn = {
    ...{ sessionId: '01936f0e-0000-4000-8000-000000000001', way: 'passkey' as const, device: 'Safari on iPad' },
    ...{ network: '203.0.113.0/24', expiresAt: '2026-12-12T00:00:00.000Z', passkeyId: 'k1' },
  } as const;

  test('let in a person who has one that counts, in a role that has them', () => {
    const signedIn = signIns.event('ben', 'SignedIn', { ...signIn, epoch: 0, told: [] });
    const attempt = { userId: 'ben', ...signIn };
    given(ben, added()).when('RecordSignIn', attempt).thenRecords(signedIn);
    const refusal = { refused: 'passkey-refused', detail: PASSKEY_REFUSED } as const;
    given(ben).when('RecordSignIn', attempt).thenRefuses(refusal);
    given(ben, added('k2')).when('RecordSignIn', attempt).thenRefuses(refusal);
    given(ben, added(), removed).when('RecordSignIn', attempt).thenRefuses(refusal);
    given(ben, added(), user.event('ben', 'UserRoleChanged', { role: 'sales', was: 'manager' }))
      .when('RecordSignIn', attempt)
      .thenRefuses(refusal);
    for (const because of ['deactivated', 'password-reset'] as const) {
      given(ben, added(), signIns.event('ben', 'EverySessionEnded', { because, epoch: 1 }))
        .when('RecordSignIn', attempt)
        .thenRefuses(refusal);
    }
    given(ben, added(), signIns.event('ben', 'EverySessionEnded', { because: 'password-changed', epoch: 1 }))
      .when('RecordSignIn', attempt)
      .thenRecords(signIns.event('ben', 'SignedIn', { ...signIn, epoch: 1, told: [] }));
  });

  test('that may have been copied are told of at the next sign-in', () => {
    const copied = signIns.event('ben', 'PasskeyCopied', phone);
    given(ben, added()).when('RecordPasskeyCopied', mine).thenRecords(copied);
    given(ben).when('RecordPasskeyCopied', mine).thenRecordsNothing();
    const at = new Date('2026-11-12T03:00:00.000Z');
    given(ben, added(), { events: [copied], moment: { at } })
      .when('RecordSignIn', { userId: 'ben', ...signIn })
      .thenRecords(
        signIns.event('ben', 'SignedIn', {
          ...{ ...signIn, epoch: 0, told: [{ kind: 'passkey-copied', at: at.toISOString() }] },
        }),
      );
  });
});
