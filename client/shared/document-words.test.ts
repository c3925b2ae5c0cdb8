import { assert, suite } from '../../src/testing/suite.ts';
import { collectionWords, fieldsOf } from './document-words.ts';

suite('an old document in words', (test) => {
  test('has its values without their types, dates as dates, and nothing where nothing stood', () => {
    const document = JSON.stringify({
      ...{
        _id: { $oid: '686af91d3583eafcf81a2b01' },
        shelf: { $numberLong: '9007199254740993' },
        note: null,
        ready: false,
      },
      ...{ due_date: { $date: { $numberLong: '1793232000000' } }, at: { $date: { $numberLong: '1793235600000' } } },
      list: [{ name: 'Kraft', gsm: { $numberDouble: '120.0' } }],
    });
    assert.equal(
      fieldsOf(document)?.map(({ name, value }) => `${name}: ${value}`),
      [
        ...[' id: 686af91d3583eafcf81a2b01', 'shelf: 9007199254740993', 'ready: No', 'due date: 2026-10-29'],
        ...['at: 2026-10-29 01:00:00 UTC', 'list 1 · name: Kraft', 'list 1 · gsm: 120.0'],
      ],
    );
    assert.is(fieldsOf('{"cut": "in the mid'), undefined);
    assert.is(collectionWords('job_cards'), 'Job cards');
  });
});
