import { randomUUID } from 'node:crypto';
import { assert, suite } from '../testing/suite.ts';
import {
  firstToken,
  hashOf,
  isAncestor,
  isToken,
  newChainKey,
  readToken,
  successorOf,
  writtenToken,
} from './refresh-tokens.ts';

suite('refresh tokens', (test) => {
  const sessionId = randomUUID();
  const key = newChainKey();

  test('have 256 random bits and name their sign-in', () => {
    const [one, two] = [firstToken(sessionId), firstToken(sessionId)];
    assert.is(one.secret.length, 32);
    assert.not.ok(one.secret.equals(two.secret));
    const read = readToken(writtenToken(one));
    assert.ok(read?.sessionId === sessionId && read.secret.equals(one.secret));
  });

  test('that cannot be ours are nothing', () => {
    const good = writtenToken(firstToken(sessionId));
    for (const bad of ['', 'x', good.slice(1), `${good}A`, good.replace('.', '..'), good.toUpperCase(), `${good}\n`])
      assert.is(readToken(bad), undefined);
  });

  test('have one successor, which nobody works out without the key', () => {
    const first = firstToken(sessionId);
    assert.is(writtenToken(successorOf(first, key)), writtenToken(successorOf(first, key)));
    assert.is.not(writtenToken(successorOf(first, key)), writtenToken(successorOf(first, newChainKey())));
    assert.is.not(hashOf(successorOf(first, key)), hashOf(first));
  });

  test('prove that the present one descends from them, and nothing else does', () => {
    const first = firstToken(sessionId);
    const second = successorOf(first, key);
    const present = hashOf(successorOf(second, key));
    assert.ok(isAncestor(first, key, present, 2) && isAncestor(second, key, present, 2));
    assert.not.ok(isAncestor(first, key, present, 1), 'too far back');
    assert.not.ok(isAncestor(firstToken(sessionId), key, present, 100), 'made up');
    assert.not.ok(isAncestor(successorOf(second, key), key, present, 100), 'the present one itself');
    assert.ok(isToken(first, hashOf(first)) && !isToken(first, hashOf(second)));
  });
});
