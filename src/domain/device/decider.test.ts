import { deviceCommands } from '../../contracts/device.ts';
import { by, given } from '../../testing/domain/given.ts';
import { suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { signIns } from '../sign-in/sign-ins.ts';
import { user } from '../user/decider.ts';
import { device } from './device.ts';

const amy = user.event('amy', 'UserRegistered', { username: 'amy', name: 'Amy Stone', role: 'admin' });
const ben = user.event('ben', 'UserRegistered', { username: 'ben', name: 'Ben Okafor', role: 'manager' });
const enrolled = device.event('t1', 'DeviceEnrolled', { name: 'Winding 1' });
const revoked = device.event('t1', 'DeviceRevoked', { name: 'Winding 1', reason: 'Broken' });
const pinSet = signIns.event('ben', 'PinSet', {});
const pinCleared = signIns.event('ben', 'PinCleared', {});
const notAllowed = {
  refused: 'not-allowed',
  detail: 'Your role does not allow this. Ask the office if you need it.',
  winner: { user: 'kylie', type: 'UserRegistered' },
} as const;

whoMay(deviceCommands, {
  RevokeDevice: 'a',
});

suite('shared tablets', (test) => {
  test('are enrolled once, by an administrator of that moment', () => {
    const wish = { deviceId: 't1', name: 'Winding 1' };
    given(amy).when('EnrolDevice', wish, { user: 'amy' }).thenRecords(enrolled);
    given(ben).when('EnrolDevice', wish, { user: 'ben' }).thenRefuses(notAllowed);
    given(amy, by('kim', enrolled))
      .when('EnrolDevice', wish, { user: 'amy' })
      .thenRefuses({
        refused: 'already-exists',
        detail: 'This tablet is Winding 1 already.',
        winner: { user: 'kim', type: 'DeviceEnrolled' },
      });
  });

  test('are revoked once and for all, and the second to do it is told who was first', () => {
    const wish = { deviceId: 't1', reason: 'Broken' };
    given(amy, enrolled).when('RevokeDevice', wish, { user: 'amy' }).thenRecords(revoked);
    given(ben, enrolled).when('RevokeDevice', wish, { user: 'ben' }).thenRefuses(notAllowed);
    given(amy, enrolled, by('kim', revoked))
      .when('RevokeDevice', wish, { user: 'amy' })
      .thenRefuses({
        refused: 'nothing-changed',
        detail: 'Winding 1 is not shared any more.',
        winner: { user: 'kim', type: 'DeviceRevoked' },
      });
    given(amy)
      .when('RevokeDevice', wish, { user: 'amy' })
      .thenRefuses({ refused: 'not-found', detail: 'There is no tablet t1. Choose one from the list.' });
  });

  test('let somebody in as long as they are enrolled', () => {
    const data = {
      ...{
        sessionId: '01936f0e-0000-4000-8000-000000000001',
        way: 'pin' as const,
        device: 'Winding 1',
        deviceId: 't1',
      },
      ...{ network: '203.0.113.0/24', expiresAt: '2026-12-12T00:00:00.000Z' },
    };
    const wish = { userId: 'ben', ...data };
    given(ben, enrolled, pinSet)
      .when('RecordSignIn', wish)
      .thenRecords(signIns.event('ben', 'SignedIn', { ...data, epoch: 0, told: [] }));
    const refusal = {
      refused: 'not-a-shared-tablet',
      detail: 'This tablet is not shared any more. Sign in with your password, or ask an administrator.',
    } as const;
    given(ben, enrolled, revoked).when('RecordSignIn', wish).thenRefuses(refusal);
    given(ben).when('RecordSignIn', wish).thenRefuses(refusal);
  });

  test('let nobody in by a PIN that does not count any more', () => {
    const data = { sessionId: '01936f0e-0000-4000-8000-000000000001', device: 'Winding 1', deviceId: 't1' };
    const wish = { userId: 'ben', way: 'pin', ...data, network: 'x', expiresAt: '2026-12-12T00:00:00.000Z' } as const;
    const refusal = {
      refused: 'pin-over',
      detail: 'This PIN does not count any more. Sign in with your password.',
    } as const;
    given(ben, enrolled).when('RecordSignIn', wish).thenRefuses(refusal);
    given(ben, enrolled, pinSet, pinCleared).when('RecordSignIn', wish).thenRefuses(refusal);
  });
});

suite('PINs in the log', (test) => {
  test('are named without a word of what they are', () => {
    given(ben).when('RecordPin', { userId: 'ben', change: 'set' }).thenRecords(pinSet);
    given(ben, pinSet).when('RecordPin', { userId: 'ben', change: 'cleared' }).thenRecords(pinCleared);
    given(ben, pinSet, pinCleared).when('RecordPin', { userId: 'ben', change: 'cleared' }).thenRecords();
    given()
      .when('RecordPin', { userId: 'ben', change: 'set' })
      .thenRefuses({ refused: 'not-found', detail: 'There is no account ben. Choose one from the list.' });
    given(ben)
      .when('RecordWrongPins', { userId: 'ben', deviceId: 't1', count: 5 })
      .thenRecords(signIns.event('ben', 'PinLocked', { deviceId: 't1', count: 5 }));
  });

  test('go with the account, and with a password that is set without the one before', () => {
    given(ben, amy, pinSet)
      .when('DeactivateUser', { userId: 'ben' }, { user: 'amy' })
      .thenRecords(
        user.event('ben', 'UserDeactivated', {}),
        signIns.event('ben', 'EverySessionEnded', { because: 'deactivated', epoch: 1 }),
        pinCleared,
      );
    const reset = { userId: 'ben', way: 'operator' } as const;
    given(ben, pinSet)
      .when('RecordPassword', reset)
      .thenRecords(
        signIns.event('ben', 'PasswordSet', { way: 'operator' }),
        signIns.event('ben', 'EverySessionEnded', { because: 'password-reset', epoch: 1 }),
        pinCleared,
      );
    given(ben, pinSet)
      .when('RecordPassword', { ...reset, way: 'changed' })
      .thenRecords(
        signIns.event('ben', 'PasswordSet', { way: 'changed' }),
        signIns.event('ben', 'EverySessionEnded', { because: 'password-changed', epoch: 1 }),
      );
  });
});
