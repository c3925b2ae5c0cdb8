import { assert, suite } from '../../../src/testing/suite.ts';
import { passkeyTrouble } from './passkey-words.ts';

suite('passkeys that did not work, in words', (test) => {
  const words = (name: string, doing: 'add' | 'use') => passkeyTrouble(new DOMException('x', name), doing);

  test('tell what to do next', () => {
    assert.is(words('NotAllowedError', 'add'), 'No passkey was made: it was cancelled, or took too long.');
    assert.match(words('NotAllowedError', 'use'), /cancelled, took too long, or this device has none/);
    assert.match(words('InvalidStateError', 'add'), /has a passkey for Misty already/);
    assert.match(words('NotSupportedError', 'add'), /needs a screen lock/);
    assert.match(words('ConstraintError', 'add'), /needs a screen lock/);
    assert.match(words('SecurityError', 'use'), /do not work at this address/);
  });

  test('have a sentence for anything else', () => {
    for (const error of [new DOMException('x', 'DataError'), new TypeError('x'), undefined, 'x']) {
      assert.is(passkeyTrouble(error, 'use'), 'The device could not do it. Try again, or use the password.');
    }
  });
});
