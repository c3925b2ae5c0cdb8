import { suite } from '../../testing/suite.ts';
import { by, given } from '../given.ts';
import { signIns } from '../sign-in/sign-ins.ts';
import { user } from '../user/decider.ts';
import { device } from './device.ts';

const amy = user.event('amy', 'UserRegistered', { username: 'amy', name: 'Amy Stone', role: 'admin' });
const ben = user.event('ben', 'UserRegistered', { username: 'ben', name: 'Ben Okafor', role: 'manager' });
const enrolled = device.event('t1', 'DeviceEnrolled', { name: 'Winding 1' });
const revoked = device.event('t1', 'DeviceRevoked', { name: 'Winding 1', reason: 'Broken' });
const notAllowed = {
  refused: 'not-allowed',
  detail: 'Your role does not allow this. Ask the office if you need it.',
  winner: { user: 'kylie', type: 'UserRegistered' },
} as const;

suite('shared tablets', (test) => {
  test('are enrolled once, by whoever is an administrator at that moment', () => {
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
    given(ben, enrolled)
      .when('RecordSignIn', wish)
      .thenRecords(signIns.event('ben', 'SignedIn', { ...data, epoch: 0, told: [] }));
    const refusal = {
      refused: 'not-a-shared-tablet',
      detail: 'This tablet is not shared any more. Sign in with your password, or ask an administrator.',
    } as const;
    given(ben, enrolled, revoked).when('RecordSignIn', wish).thenRefuses(refusal);
    given(ben).when('RecordSignIn', wish).thenRefuses(refusal);
  });
});

suite('PINs in the log', (test) => {
  test('are named without a word of what they are', () => {
    const set = signIns.event('ben', 'PinSet', {});
    given(ben).when('RecordPin', { userId: 'ben', change: 'set' }).thenRecords(set);
    given(ben, set)
      .when('RecordPin', { userId: 'ben', change: 'cleared' })
      .thenRecords(signIns.event('ben', 'PinCleared', {}));
    given()
      .when('RecordPin', { userId: 'ben', change: 'set' })
      .thenRefuses({ refused: 'not-found', detail: 'There is no account ben. Choose one from the list.' });
    given(ben)
      .when('RecordWrongPins', { userId: 'ben', deviceId: 't1', count: 5 })
      .thenRecords(signIns.event('ben', 'PinLocked', { deviceId: 't1', count: 5 }));
  });
});
