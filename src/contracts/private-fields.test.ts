import { assert, suite } from '../testing/suite.ts';
import { commands } from './commands.ts';
import { isTaxFileNumber } from './private-fields.ts';

suite('a tax file number', (test) => {
  test('has nine digits, or eight, and the last one fits the others', () => {
    // The example that is published with the check.
    assert.ok(isTaxFileNumber('123456782'));
    assert.ok(isTaxFileNumber('81854402'));
  });

  test('is told from every other number as by the weights that are published', () => {
    let state = 7;
    const fits = { 8: 0, 9: 0 };
    for (let round = 0; round < 20_000; round += 1) {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      const length = round % 2 === 0 ? 8 : 9;
      const digits = String(state).padStart(9, '3').slice(0, length);
      const weights = length === 9 ? [1, 4, 3, 7, 5, 8, 6, 9, 10] : [10, 7, 8, 4, 6, 3, 5, 1];
      const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (weights[at] ?? 0), 0);
      assert.is(isTaxFileNumber(digits), sum % 11 === 0, digits);
      if (sum % 11 === 0) fits[length] += 1;
    }
    assert.ok(fits[8] > 500 && fits[9] > 500);
  });

  test('is not another one with a digit that is wrong, or with two that are exchanged', () => {
    const right = '123456782';
    for (let at = 0; at < right.length; at += 1) {
      for (const digit of '0123456789') {
        const other = right.slice(0, at) + digit + right.slice(at + 1);
        assert.is(isTaxFileNumber(other), other === right, other);
      }
      const swapped =
        right.slice(0, at) +
        right
          .slice(at, at + 2)
          .split('')
          .reverse()
          .join('') +
        right.slice(at + 2);
      assert.is(isTaxFileNumber(swapped), swapped === right, swapped);
    }
  });

  test('is nothing else', () => {
    for (const text of [
      '',
      '000000000',
      '00000000',
      '1234567',
      '1234567820',
      '12345678a',
      ' 123456782',
      '１２３４５６７８２',
    ]) {
      assert.not(isTaxFileNumber(text), text);
    }
  });
});

suite('a command with something private', (test) => {
  const employeeId = 'e1';
  const account = { employeeId, bsb: '062000', accountNumber: '12345678', accountName: 'K Tran' };
  test('takes what is well formed', () => {
    const { SetTaxFileNumber, SetBankAccount } = commands;
    assert.ok(SetTaxFileNumber.payload.safeParse({ employeeId, taxFileNumber: '123456782' }).success);
    for (const accountNumber of ['1234', '123456789']) {
      assert.ok(SetBankAccount.payload.safeParse({ ...account, accountNumber }).success);
    }
  });
  test('says of all else where it is wrong, and nothing of what was typed', () => {
    const { SetTaxFileNumber, SetBankAccount } = commands;
    const wrong = [
      ...['123456783', '1234-5678', '12345678 ', '98765432109'].map((taxFileNumber) =>
        SetTaxFileNumber.payload.safeParse({ employeeId, taxFileNumber }),
      ),
      SetTaxFileNumber.payload.safeParse({ employeeId, taxFileNumber: 123_456_782 }),
      ...[{ bsb: '06-200' }, { bsb: '98765' }, { accountNumber: '987' }, { accountNumber: '9876543210' }].map((part) =>
        SetBankAccount.payload.safeParse({ ...account, ...part }),
      ),
      SetBankAccount.payload.safeParse({ ...account, accountName: 'Zyta Quill'.repeat(4) }),
    ];
    for (const { success, error } of wrong) {
      assert.not(success);
      const words = error?.issues.map(({ message }) => message) ?? [];
      assert.match(words[0] ?? '', /^(must|is not)/);
      assert.not.match(words.join(), /123|345|987|200|Zyta/);
    }
  });
});
