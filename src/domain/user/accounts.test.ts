import { by, given } from '../../testing/domain/given.ts';
import { suite } from '../../testing/suite.ts';
import { COMPANY } from '../company.ts';
import { signIns } from '../sign-in/sign-ins.ts';
import { admins } from './admins.ts';
import { user } from './decider.ts';

const amy = by(
  'operator',
  user.event('amy', 'UserRegistered', { username: 'amy', name: 'Amy Stone', role: 'admin' }),
  admins.event(COMPANY, 'AdminAppointed', { userId: 'amy', name: 'Amy Stone' }),
);
const zoe = by(
  'operator',
  user.event('zoe', 'UserRegistered', { username: 'zoe', name: 'Zoe Lim', role: 'admin' }),
  admins.event(COMPANY, 'AdminAppointed', { userId: 'zoe', name: 'Zoe Lim' }),
);

suite('accounts', (test) => {
  test('there is always an administrator', () => {
    given(amy).when('ChangeUserRole', { userId: 'amy', role: 'manager' }, { user: 'amy' }).thenRefuses({
      refused: 'last-admin',
      detail: 'Amy Stone is the only administrator. Make somebody else one first.',
    });
    given(amy).when('DeactivateUser', { userId: 'amy' }, { user: 'operator' }).thenRefuses({
      refused: 'last-admin',
      detail: 'Amy Stone is the only administrator. Make somebody else one first.',
    });
    given(amy, zoe)
      .when('ChangeUserRole', { userId: 'amy', role: 'manager', reason: 'Hands over' }, { user: 'zoe' })
      .thenRecords(
        user.event('amy', 'UserRoleChanged', { role: 'manager', was: 'admin', reason: 'Hands over' }),
        admins.event(COMPANY, 'AdminDismissed', { userId: 'amy', name: 'Amy Stone' }),
      );
    // Zoe was faster: the refusal names her.
    given(amy, zoe, by('zoe', admins.event(COMPANY, 'AdminDismissed', { userId: 'amy', name: 'Amy Stone' })))
      .when('ChangeUserRole', { userId: 'zoe', role: 'manager' }, { user: 'amy' })
      .thenRefuses({
        refused: 'last-admin',
        detail: 'Zoe Lim is the only administrator. Make somebody else one first.',
        winner: { user: 'zoe', type: 'AdminDismissed' },
      });
  });

  test('nobody changes their own role', () => {
    for (const role of ['manager', 'employee'] as const) {
      given(amy, zoe).when('ChangeUserRole', { userId: 'amy', role }, { user: 'amy' }).thenRefuses({
        refused: 'own-account',
        detail: 'You cannot change your own role. Ask another administrator.',
      });
    }
  });

  test('a manager who joins the office is in the log, once', () => {
    const kim = user.event('kim', 'UserRegistered', { username: 'kim', name: 'Kim Lee', role: 'sales' });
    const promoted = user.event('kim', 'UserRoleChanged', { role: 'manager', was: 'sales' });
    const joined = admins.event(COMPANY, 'ManagerAppointed', { userId: 'kim', name: 'Kim Lee' });
    const wish = { userId: 'kim', role: 'manager' } as const;
    given(amy, kim).when('ChangeUserRole', wish, { user: 'amy' }).thenRecords(promoted, joined);
    given(amy, kim, joined).when('ChangeUserRole', wish, { user: 'amy' }).thenRecords(promoted);
  });

  test('a closed account is signed out everywhere, counts for no administrator, and comes back as it was', () => {
    given(amy, zoe)
      .when('DeactivateUser', { userId: 'zoe', reason: 'Has left' }, { user: 'amy' })
      .thenRecords(
        user.event('zoe', 'UserDeactivated', { reason: 'Has left' }),
        signIns.event('zoe', 'EverySessionEnded', { because: 'deactivated', epoch: 1 }),
        admins.event(COMPANY, 'AdminDismissed', { userId: 'zoe', name: 'Zoe Lim' }),
      );
    const closed = by('amy', user.event('zoe', 'UserDeactivated', {}));
    given(amy, zoe, closed)
      .when('ReactivateUser', { userId: 'zoe' }, { user: 'amy' })
      .thenRecords(
        user.event('zoe', 'UserReactivated', {}),
        admins.event(COMPANY, 'AdminAppointed', { userId: 'zoe', name: 'Zoe Lim' }),
      );
    given(amy, zoe, closed)
      .when('DeactivateUser', { userId: 'zoe' }, { user: 'ben' })
      .thenRefuses({
        refused: 'nothing-changed',
        detail: 'The account of Zoe Lim is closed already.',
        winner: { user: 'amy', type: 'UserDeactivated' },
      });
    given(amy, zoe).when('DeactivateUser', { userId: 'zoe' }, { user: 'zoe' }).thenRefuses({
      refused: 'own-account',
      detail: 'You cannot close your own account. Ask another administrator.',
    });
  });

  test('a revised account gives the names free that it no longer has, and is stale for a person who saw the older one', () => {
    const before = { username: 'kim', name: 'Kim Bell', email: 'kim@misty.example' };
    const kim = user.event('kim', 'UserRegistered', { ...before, role: 'sales' });
    const after = { username: 'kim.lee', name: 'Kim Lee' };
    given(kim)
      .when('ReviseUser', { userId: 'kim', ...after }, { expectedVersion: 1 })
      .thenRecords(...revised(after));
    given(kim)
      .when('ReviseUser', { userId: 'kim', ...before }, { expectedVersion: 1 })
      .thenRecordsNothing();
    given(kim, by('amy', user.event('kim', 'UserRevised', after)))
      .when('ReviseUser', { userId: 'kim', ...before }, { expectedVersion: 1 })
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Account was modified by another user. Please refresh and try again.',
        winner: { user: 'amy', type: 'UserRevised' },
      });
  });

  test('nobody acts with an account that is closed, or beyond the rights of its role at that moment', () => {
    const itemId = 'kraft';
    const wish = {
      itemId,
      kind: 'raw-material',
      code: 'K',
      name: 'Kraft',
      unit: 'roll',
      scale: 0,
      reorderPoint: 0,
    } as const;
    const kylie = user.event('kylie', 'UserRegistered', {
      username: 'kylie',
      name: 'Kylie',
      role: 'production_manager',
    });
    given(kylie, by('amy', user.event('kylie', 'UserDeactivated', {})))
      .when('RegisterStockItem', wish)
      .thenRefuses({
        refused: 'account-closed',
        detail: 'Your account is closed. Ask an administrator.',
        winner: { user: 'amy', type: 'UserDeactivated' },
      });
    given(kylie, by('amy', user.event('kylie', 'UserRoleChanged', { role: 'sales', was: 'production_manager' })))
      .when('RegisterStockItem', wish)
      .thenRefuses({
        refused: 'not-allowed',
        detail: 'Your role does not allow this. Ask the office if you need it.',
        winner: { user: 'amy', type: 'UserRoleChanged' },
      });
  });
});

function revised(after: { readonly username: string; readonly name: string }) {
  return [
    user.event('kim', 'UserRevised', after),
    {
      aggregate: 'name/user-name/kim.lee',
      type: 'NameClaimed',
      v: 1,
      data: { owner: 'user/kim', spelling: 'kim.lee' },
    },
    { aggregate: 'name/user-name/kim', type: 'NameReleased', v: 1, data: { owner: 'user/kim' } },
    { aggregate: 'name/email/kim~40misty.example', type: 'NameReleased', v: 1, data: { owner: 'user/kim' } },
  ];
}
