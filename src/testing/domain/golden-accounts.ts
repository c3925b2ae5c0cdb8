import type { World } from './world.ts';

/** One of everything that happens to accounts and sign-ins, by commands. */
export function tellOfAccounts(tell: World['handle']): void {
  const userId = 'u9';
  const card = { username: 'nerida', name: 'Nerida Gale', email: 'n@misty.example' };
  const sessionId = '01936f0e-0000-4000-8000-000000000001';
  const expiresAt = '2026-12-12T00:00:00.000Z';
  tell('RegisterUser', { userId, ...card, role: 'admin' });
  tell('RegisterUser', { userId: 'u8', username: 'amy', name: 'Amy Stone', role: 'admin' });
  tell('ReviseUser', { userId, ...card, username: 'nerida.gale' }, { expectedVersion: 1 });
  tell(
    'RecordFailedSignIns',
    { userId, count: 3, network: '203.0.113.0/24' },
    { at: new Date('2026-11-12T02:00:00Z') },
  );
  tell('RecordSignIn', {
    ...{ userId, sessionId, way: 'password', device: 'Safari on iPad', network: '203.0.113.0/24' },
    expiresAt,
  });
  tell('RecordPassword', { userId, way: 'changed', keptSessionId: sessionId });
  tell('EndSession', { userId, sessionId, because: 'token-reused', expiresAt });
  tell('EndEverySession', { userId, because: 'signed-out-everywhere' });
  tell('ChangeUserRole', { userId, role: 'manager', reason: 'Hands over' }, { user: 'u8' });
  tell('DeactivateUser', { userId, reason: 'Has left' }, { user: 'u8' });
  tell('ReactivateUser', { userId }, { user: 'u8' });
  tell('RecordLink', { userId, linkId: 'link-1', expiresAt: '2026-11-15T00:00:00.000Z' }, { user: 'u8' });
  tell('RecordPassword', { userId, way: 'link', linkId: 'link-1', passwordId: 'password-1' });
  tell('SignOutUser', { userId }, { user: 'u8' });
  const deviceId = '01936f0e-0000-4000-8000-000000000002';
  tell('EnrolDevice', { deviceId, name: 'Winding 1' }, { user: 'u8' });
  tell('RecordPin', { userId, change: 'set' });
  tell('RecordSignIn', {
    ...{ userId, sessionId, way: 'pin', device: 'Winding 1', deviceId, network: '203.0.113.0/24' },
    expiresAt,
  });
  tell('RecordWrongPins', { userId, deviceId, count: 5 });
  tell('RecordPin', { userId, change: 'cleared' }, { user: 'u8' });
  tell('RevokeDevice', { deviceId, reason: 'Left on the truck' }, { user: 'u8' });
  const passkey = { userId, passkeyId: 'passkey-1' };
  tell('RecordPasskey', { ...passkey, label: 'Chrome on Windows', passwordId: 'password-1' }, { user: userId });
  tell('RecordPasskeyCopied', passkey);
  tell('RecordPasskeyRemoved', passkey, { user: userId });
}
