import { userCommands } from '../../../src/contracts/user.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { accountCard, accountErrors, emptyAccount } from './account-draft.ts';

suite('the card of an account', (test) => {
  const card = { name: ' Zoe Webb ', username: ' zoe.webb ', email: '' };

  test('needs a name and a user name that can be typed on any keyboard', () => {
    assert.equal(Object.keys(accountErrors(emptyAccount) ?? {}), ['name', 'username']);
    for (const username of ['zoe webb', 'zoë', '.zoe', '']) {
      assert.equal(Object.keys(accountErrors({ ...card, username }) ?? {}), ['username'], username);
    }
    assert.is(accountErrors(card), undefined);
  });

  test('is sent as the command takes it, without what was left empty', () => {
    assert.equal(accountCard(card), { name: 'Zoe Webb', username: 'zoe.webb' });
    assert.equal(accountCard({ ...card, email: ' z@x.example ' }).email, 'z@x.example');
    const wish = { userId: 'zoe', role: 'sales', ...accountCard(card) };
    assert.ok(userCommands.RegisterUser.payload.safeParse(wish).success);
  });
});
