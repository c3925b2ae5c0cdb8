import { BSON } from 'mongodb';
import { assert, suite } from '../testing/suite.ts';
import { cents, dateOf, exactly, idText, minutesOf, momentOf, scaled } from './values.ts';

const { Double, Int32, Long, Decimal128, UUID, ObjectId } = BSON;

suite('values of the old application', (test) => {
  test('numbers are rounded once, from their shortest text, a half away from zero', () => {
    assert.equal(
      [1.5000000000000002, 55.199999999999996, 0.285, -0.285, 1.005].map((n) => cents(new Double(n))),
      [150, 5520, 29, -29, 101],
    );
    assert.equal(
      [39.71, -11.399999999999999, 7.6, 0.008333].map((n) => minutesOf(new Double(n))),
      [2383, -684, 456, 0],
    );
    assert.equal(
      [1e-7, 1e21, 0].map((n) => cents(new Double(n))),
      [0, undefined, 0],
    );
  });

  test('a number of any type is the number that it is, and what is none is undefined', () => {
    const all = [new Int32(7), new Long(7n), new Double(7), new Decimal128('7.00'), '7', ' 7.0 '];
    assert.equal(
      all.map((one) => scaled(one, 2)),
      all.map(() => 700),
    );
    const none = [
      new Double(Number.NaN),
      new Double(Number.POSITIVE_INFINITY),
      new Decimal128('NaN'),
      'seven',
      '',
      '0x10',
      '1,000',
      null,
      {},
    ];
    assert.equal(
      none.map((one) => scaled(one, 2)),
      none.map(() => undefined),
    );
    assert.equal(
      [new Double(1.5), new Double(2), new Decimal128('2E+1')].map((one) => exactly(one, 0)),
      [undefined, 2, 20],
    );
  });

  test('calendar dates are never shifted, and what is none is undefined', () => {
    const dates = [
      new Date('2026-10-23T00:00:00Z'),
      '2026-10-23',
      '2026-10-23T00:00:00',
      new Date('2026-10-23T23:30:00Z'),
    ];
    assert.equal(
      dates.map(dateOf),
      dates.map(() => '2026-10-23'),
    );
    assert.equal(['2026-02-30', 'soon', new Date(Number.NaN), 5, null].map(dateOf), [
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('moments keep their milliseconds; text without a zone is UTC', () => {
    assert.is(momentOf('2026-10-15T03:12:03.776437'), '2026-10-15T03:12:03.776Z');
    assert.is(momentOf('2026-07-21T10:10:13.870586+10:00'), '2026-07-21T00:10:13.870Z');
    assert.is(momentOf('2026-07-21 10:10'), '2026-07-21T10:10:00.000Z');
    assert.equal(
      [momentOf('yesterday'), momentOf(12), momentOf(new Date(Number.NaN))],
      [undefined, undefined, undefined],
    );
  });

  test('ids of any type are text', () => {
    const uuid = '5e3dfa46-7f72-4d06-973d-46d7dad699aa';
    assert.equal([new UUID(uuid), new Int32(7), new ObjectId('686af91d3583eafcf81a2b01'), 'x', ''].map(idText), [
      ...[uuid, '7', '686af91d3583eafcf81a2b01', 'x', undefined],
    ]);
    assert.is(idText(new UUID(uuid).toBinary()), uuid);
  });
});
