import { orderCommands } from '../../../src/contracts/order.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { changesInWords } from './draft-words.ts';
import {
  emptyDraft,
  errorsOf,
  type LineDraft,
  type OrderDraft,
  placementOf,
  priceOf,
  quantityOf,
  revisionOf,
  totalsOf,
} from './order-draft.ts';
import { rebaseOrder } from './rebase-order.ts';

const core: LineDraft = {
  ...{ lineId: 'l1', productId: 'core-76', description: 'Core 76 × 1,000 mm', unit: 'piece', scale: 0 },
  ...{ quantity: '2,400', price: '1.80', note: '' },
};
const slit: LineDraft = {
  ...{ lineId: 'l2', itemId: 'slit-52', description: 'Slit kraft 52 mm', unit: 'm', scale: 0 },
  ...{ quantity: '1,200', price: '', note: 'Two cuts' },
};
const base: OrderDraft = { ...emptyDraft, dueDate: '2026-11-17', reference: 'BW-7719', lines: [core, slit] };
const day = (date: string) => date.slice(8);

suite('order draft', (test) => {
  test('a draft comes to what the order will cost', () => {
    // 2,400 × $1.80 = $4,320.00; less 5 % = $4,104.00; GST $410.40.
    assert.equal(totalsOf({ ...base, discount: '5' }), {
      ...{ subtotalCents: 432_000, discountCents: 21_600, gstCents: 41_040, totalCents: 451_440 },
    });
  });
  test('figures that cannot be read count as nothing, and are told', () => {
    const draft = {
      ...base,
      discount: 'x',
      lines: [
        { ...core, quantity: '2.5' },
        { ...slit, price: '1.23456' },
      ],
    };
    assert.is(totalsOf(draft).totalCents, 0);
    const errors = errorsOf(draft);
    assert.is(errors?.discount, 'This is not a figure. Digits only, such as 12.');
    assert.is(errors?.ofLine['l1']?.quantity, 'Whole numbers only.');
    assert.is(errors?.ofLine['l2']?.price, 'At most 4 decimals.');
    assert.is(errorsOf({ ...base, lines: [{ ...core, quantity: '0' }] })?.ofLine['l1']?.quantity, 'At least 1.');
  });
  test('a comma is never read as a point, nor left out', () => {
    const metres = { ...slit, scale: 1, quantity: '97,5', price: '0,68' };
    assert.equal(errorsOf({ ...base, discount: '2,5', lines: [metres] }), {
      discount: 'Use a point: 2.5',
      ofLine: { l2: { quantity: 'Use a point: 97.5', price: 'Use a point: 0.68' } },
    });
    assert.equal(priceOf({ price: '1,825' }), { figure: 18_250_000, showBack: true });
    assert.is(quantityOf({ quantity: '.5', scale: 1 }).figure, 5);
  });
  test('a date and a line are needed', () => {
    assert.equal(errorsOf(emptyDraft), {
      ...{ dueDate: 'A delivery date is needed.', lines: 'At least one line is needed.', ofLine: {} },
    });
    assert.is(errorsOf(base), undefined);
  });
  test('a new order is what the command takes', () => {
    const placement = placementOf('o1', 'c1', { ...base, discount: '2.5', notes: '  ' });
    assert.ok(orderCommands.PlaceOrder.payload.safeParse(placement).success);
    assert.equal(placement.discountBasisPoints, 250);
    assert.not('notes' in placement);
    assert.equal(placement.lines[1], {
      ...{ lineId: 'l2', itemId: 'slit-52', quantity: 1_200, unitPrice: 0, note: 'Two cuts' },
    });
  });
  test('a revision says what changed and nothing else', () => {
    assert.is(revisionOf('o1', base, base), undefined);
    assert.is(revisionOf('o1', base, { ...base, discount: '0', reference: ' BW-7719 ' }), undefined);
    assert.equal(revisionOf('o1', base, { ...base, dueDate: '2026-11-18' }), { orderId: 'o1', dueDate: '2026-11-18' });
    assert.equal(revisionOf('o1', base, { ...base, reference: '' }), { orderId: 'o1', reference: null });
    const lines = revisionOf('o1', base, { ...base, lines: [core] });
    assert.equal(lines?.lines, [{ lineId: 'l1', productId: 'core-76', quantity: 2_400, unitPrice: 18_000 }]);
    assert.ok(orderCommands.ReviseOrder.payload.safeParse(lines).success);
  });
  test('what is about to change is told in words', () => {
    const mine: OrderDraft = {
      ...{ ...base, dueDate: '2026-11-18', priority: 'asap', reference: '', notes: 'Ring first' },
      lines: [
        { ...core, quantity: '2,500' },
        { ...slit, lineId: 'l3' },
      ],
    };
    assert.equal(changesInWords(base, mine, day), [
      'Delivery 18',
      'Priority ASAP',
      'Reference taken off',
      'Notes',
      'Core 76 × 1,000 mm 2,500 pieces',
      'Slit kraft 52 mm added, 1,200 m',
      'Slit kraft 52 mm taken off',
    ]);
  });
});

suite('my edit on top of theirs', (test) => {
  test('keeps what I changed and takes everything else', () => {
    const mine = { ...base, dueDate: '2026-11-18' };
    const theirs: OrderDraft = { ...base, dueDate: '2026-11-20', priority: 'asap', notes: 'By truck' };
    assert.equal(rebaseOrder(base, mine, theirs), { ...theirs, dueDate: '2026-11-18' });
  });
  test('is theirs when I changed nothing', () => {
    const theirs = { ...base, lines: [{ ...core, quantity: '10' }] };
    assert.equal(rebaseOrder(base, base, theirs), theirs);
  });
  test('goes line by line', () => {
    const added = { ...slit, lineId: 'mine', quantity: '5' };
    const other = { ...slit, lineId: 'theirs', quantity: '7' };
    const mine = { ...base, lines: [{ ...core, quantity: '2,500' }, slit, added] };
    const theirs = { ...base, lines: [{ ...core, price: '2.00' }, { ...slit, quantity: '900' }, other] };
    const { lines } = rebaseOrder(base, mine, theirs);
    assert.equal(
      lines.map(({ lineId, quantity, price }) => `${lineId} ${quantity} ${price}`),
      ['l1 2,500 1.80', 'l2 900 ', 'theirs 7 ', 'mine 5 '],
    );
  });
  test('a line that I took off stays off; one that they took off comes back only if I changed it', () => {
    assert.equal(rebaseOrder(base, { ...base, lines: [core] }, base).lines, [core]);
    assert.equal(rebaseOrder(base, base, { ...base, lines: [core] }).lines, [core]);
    const more = { ...slit, quantity: '1,300' };
    assert.equal(rebaseOrder(base, { ...base, lines: [core, more] }, { ...base, lines: [core] }).lines, [core, more]);
  });
});
