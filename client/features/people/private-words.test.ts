import { assert, suite } from '../../../src/testing/suite.ts';
import { accountTrouble, changedWords, numberTrouble, onFileWords, wholeWords } from './private-words.ts';

suite('private details in words', (test) => {
  const changed = { at: '2026-11-12T00:30:00.000Z', by: { id: 'ben', name: 'Ben Okafor' } };
  const detail = { field: 'bank-account', version: 4 } as const;

  test('say whether something is on file, and who set or erased it', () => {
    const masked = { ...detail, masked: 'BSB 062-•••, account ••••3206', changed };
    assert.equal([onFileWords(masked), changedWords(masked)?.slice(0, 17)], [masked.masked, 'Set by Ben Okafor']);
    const erased = { ...detail, masked: null, changed };
    assert.equal([onFileWords(erased), changedWords(erased)?.slice(0, 20)], ['Not on file', 'Erased by Ben Okafor']);
    const never = { ...detail, masked: null };
    assert.equal([onFileWords(never), changedWords(never)], ['Not on file', undefined]);
    const broken = { ...detail, masked: null, unreadable: true as const, changed };
    assert.match(onFileWords(broken), /^On file, but it cannot be read/);
    assert.match(changedWords(broken) ?? '', /^Set by/);
  });

  test('write numbers as on paper', () => {
    assert.is(wholeWords('tax-file-number', { taxFileNumber: '123456782' }), '123 456 782');
    assert.is(wholeWords('tax-file-number', { taxFileNumber: '81854402' }), '81 854 402');
    const account = { bsb: '062917', accountNumber: '84713206', accountName: 'Zyta Quill' };
    assert.is(wholeWords('bank-account', account), 'BSB 062-917, account 84713206, Zyta Quill');
  });

  test('say what is still wrong, and take numbers as they are typed', () => {
    for (const text of ['123456782', '123 456 782', '123-456-782', ' 81 854 402 '])
      assert.is(numberTrouble(text), undefined);
    assert.is(numberTrouble(' '), 'Enter the tax file number first.');
    assert.is(numberTrouble('123 456'), 'A tax file number has eight or nine digits.');
    assert.is(numberTrouble('123 456 789'), 'This is not a tax file number. Look at each digit again.');
    const account = { bsb: '062-917', accountNumber: '8471 3206', accountName: 'Zyta Quill' };
    assert.is(accountTrouble(account), undefined);
    assert.is(accountTrouble({ bsb: '', accountNumber: '', accountName: '' }), 'Enter the account first.');
    assert.is(accountTrouble({ ...account, bsb: '62917' }), 'A BSB has six digits.');
    assert.is(accountTrouble({ ...account, accountNumber: '123' }), 'An account number has four to nine digits.');
    assert.is(accountTrouble({ ...account, accountName: ' ' }), 'Enter the name that the account is in.');
  });
});
