import { assert, suite } from '../testing/suite.ts';
import { mask, valueIn } from './mask.ts';

suite('a mask', (test) => {
  test('shows the end of a tax file number', () => {
    assert.is(mask('tax-file-number', { taxFileNumber: '123456782' }), '••• ••• 782');
    assert.is(mask('tax-file-number', { taxFileNumber: '81854402' }), '•• ••• 402');
  });

  test('shows the bank and the end of an account, and never all of a short one', () => {
    const account = (accountNumber: string) =>
      mask('bank-account', { bsb: '062917', accountNumber, accountName: 'Zyta Quill' });
    assert.is(account('847132064'), 'BSB 062-•••, account •••••2064');
    assert.is(account('1234567'), 'BSB 062-•••, account •••4567');
    assert.is(account('12345'), 'BSB 062-•••, account •••45');
    assert.is(account('1234'), 'BSB 062-•••, account •••4');
  });

  test('is put on nothing that is not of its field', () => {
    assert.throws(() => valueIn('bank-account', { taxFileNumber: '123456782' }));
    assert.throws(() => valueIn('tax-file-number', '123456782'));
  });
});
