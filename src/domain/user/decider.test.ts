import { userCommands } from '../../contracts/user.ts';
import { by, given } from '../../testing/domain/given.ts';
import { assert, suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { name } from '../name/decider.ts';
import { user } from './decider.ts';

const ben = { username: 'ben', name: 'Ben Okafor', role: 'production_team' } as const;
const registered = by(
  'system',
  user.event('u1', 'UserRegistered', { ...ben, email: 'ben@misty.example' }),
  name.event('user-name/ben', 'NameClaimed', { owner: 'user/u1', spelling: 'ben' }),
  name.event('email/ben~40misty.example', 'NameClaimed', { owner: 'user/u1', spelling: 'ben@misty.example' }),
);

whoMay(userCommands, {
  RegisterUser: 'a',
  ReviseUser: 'a',
  ChangeUserRole: 'a',
  DeactivateUser: 'a',
  ReactivateUser: 'a',
  SignOutUser: 'a',
});

suite('RegisterUser', (test) => {
  test('adds a person, and claims the user name and the e-mail address', () => {
    given()
      .when('RegisterUser', { userId: 'constructor', ...ben, email: 'Ben@Misty.example' })
      .thenRecords(
        user.event('constructor', 'UserRegistered', { ...ben, email: 'Ben@Misty.example' }),
        name.event('user-name/ben', 'NameClaimed', { owner: 'user/constructor', spelling: 'ben' }),
        name.event('email/ben~40misty.example', 'NameClaimed', {
          owner: 'user/constructor',
          spelling: 'Ben@Misty.example',
        }),
      );
    given()
      .when('RegisterUser', { userId: 'u2', ...ben })
      .thenRecords(
        user.event('u2', 'UserRegistered', ben),
        name.event('user-name/ben', 'NameClaimed', { owner: 'user/u2', spelling: 'ben' }),
      );
  });
  test('refuses a person who is there, and a user name or an e-mail address that is taken', () => {
    given(registered)
      .when('RegisterUser', { userId: 'u1', ...ben })
      .thenRefuses({
        refused: 'already-exists',
        detail: 'Ben Okafor is registered already. Sign in as ben.',
        winner: { user: 'system', type: 'UserRegistered' },
      });
    given(registered)
      .when('RegisterUser', { userId: 'u2', ...ben, username: 'BEN' })
      .thenRefuses({
        refused: 'name-taken',
        detail: 'The user name BEN is taken. Choose another.',
        winner: { user: 'system', type: 'NameClaimed' },
      });
    given(registered)
      .when('RegisterUser', { userId: 'u2', ...ben, username: 'benny', email: 'BEN@misty.example' })
      .thenRefuses({
        refused: 'name-taken',
        detail: 'The e-mail address BEN@misty.example is taken. Choose another.',
        winner: { user: 'system', type: 'NameClaimed' },
      });
  });
  test('its schema refuses an unknown role and a user name with spaces', () => {
    const { payload } = userCommands.RegisterUser;
    assert.ok(payload.safeParse({ userId: 'u1', ...ben }).success);
    assert.not(payload.safeParse({ userId: 'operator', ...ben }).success);
    assert.not(payload.safeParse({ userId: 'u1', ...ben, role: 'boss' }).success);
    assert.not(payload.safeParse({ userId: 'u1', ...ben, username: 'ben okafor' }).success);
    assert.not(payload.safeParse({ userId: { $gt: '' }, ...ben }).success);
  });
});
