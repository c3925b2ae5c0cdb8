import { assert, suite } from '../testing/suite.ts';
import { newPin, shownPin } from './device.ts';
import { pinTrouble } from './pin-rules.ts';

suite('PINs', (test) => {
  test('are four to eight digits', () => {
    for (const pin of ['', '123', '123456789', '12a4', ' 2741', '２７４１', '-2741']) {
      assert.is(pinTrouble(pin), 'must be four to eight digits', pin);
      assert.not.ok(newPin.safeParse(pin).success || shownPin.safeParse(pin).success, pin);
    }
    for (const pin of ['2741', '80316', '27419', '91730254']) assert.is(pinTrouble(pin), undefined, pin);
  });

  test('are none that anybody would try first', () => {
    const easy = ['0000', '7777777', '1234', '4321', '8901', '3210', '12345678', '98765432'];
    const more = ['1212', '123123', '12341234', '1122', '000111', '1984', '2026', '1900'];
    for (const pin of [...easy, ...more]) {
      assert.match(pinTrouble(pin) ?? '', /too easy/, pin);
      assert.not.ok(newPin.safeParse(pin).success, pin);
      assert.ok(shownPin.safeParse(pin).success, `${pin} is shown all the same, and wrong`);
    }
  });
});
