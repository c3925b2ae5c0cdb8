import { assert, suite } from '../../src/testing/suite.ts';
import { isSame, rebase } from './rebase.ts';

const base = { name: 'Kylie Tran', phone: '', week: { Mon: '7:36', Tue: '7:36' }, days: ['a', 'b'] };

suite('rebase', (test) => {
  test('keeps what I changed and takes everything else from theirs', () => {
    const mine = { ...base, phone: '02 5550 0100' };
    const theirs = { ...base, name: 'Kylie Tran-Lee', phone: '02 5550 0199' };
    assert.equal(rebase(base, mine, theirs), { ...theirs, phone: '02 5550 0100' });
    assert.equal(rebase(base, base, theirs), theirs);
    assert.equal(rebase(base, mine, base), mine);
  });
  test('goes into fields of fields, and takes lists as a whole', () => {
    const mine = { ...base, week: { ...base.week, Mon: '4:00' }, days: ['a'] };
    const theirs = { ...base, week: { ...base.week, Tue: '8:00' }, days: ['b', 'c'] };
    assert.equal(rebase(base, mine, theirs), { ...base, week: { Mon: '4:00', Tue: '8:00' }, days: ['a'] });
  });
  test('what I put in or took away is so on theirs too', () => {
    type Days = Readonly<Record<string, string>>;
    const days: Days = { '2026-12-25': 'Christmas Day', '2026-12-26': 'Boxing Day' };
    const mine: Days = { '2026-12-25': 'Christmas Day', '2027-01-01': 'New Year' };
    const theirs: Days = { ...days, '2027-01-26': 'Australia Day' };
    assert.equal(rebase(days, mine, theirs), {
      ...{ '2026-12-25': 'Christmas Day', '2027-01-01': 'New Year', '2027-01-26': 'Australia Day' },
    });
  });
  test('a field that is undefined is the same as one that is not there', () => {
    assert.ok(isSame({ a: 1, b: undefined }, { a: 1 }));
    assert.ok(isSame({ a: { c: [1, 2] } }, { a: { c: [1, 2] } }));
    assert.not(isSame({ a: { c: [1, 2] } }, { a: { c: [2, 1] } }));
    assert.not(isSame({ a: 1 }, undefined));
  });
});
